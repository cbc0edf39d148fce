import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSources } from '../../publisher/read-sources.ts';
import { annotate, THRESHOLD_CONFIDENCE } from '../../utils/lexicon/annotate.ts';
import { compileLexicon } from '../../utils/lexicon/compile-lexicon.ts';
import { Lexicon } from '../../utils/lexicon/lexicon.ts';

const lexicon = new Lexicon(compileLexicon(readSources(`${import.meta.dirname}/../../digest`)));
const texts = readFileSync(`${import.meta.dirname}/off-field.md`, 'utf8')
  .split(/^## /m)
  .slice(1)
  .map((part) => {
    const [name = '', ...lines] = part.split('\n');
    return { name, text: lines.join('\n').trim() };
  });

describe('ordinary prose outside the field', () => {
  it('is twenty texts', () => expect(texts).toHaveLength(20));

  it.each(texts)('has no mark: $name', ({ text }) => {
    const mentions = annotate(lexicon, [{ text }], {}, THRESHOLD_CONFIDENCE.balanced);
    expect(mentions.map(({ surface }) => surface)).toEqual([]);
  });
});
