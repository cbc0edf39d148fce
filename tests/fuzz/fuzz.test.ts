import { expect, it } from 'vitest';
import { annotateText } from '../../publisher/annotate.ts';
import { readSources } from '../../publisher/read-sources.ts';
import { readHtml, readPlainText } from '../../publisher/text-runs.ts';
import { compileLexicon } from '../../utils/lexicon/compile-lexicon.ts';
import { Lexicon } from '../../utils/lexicon/lexicon.ts';
import { fuzzInputs } from './inputs.ts';

const digest = readSources(`${import.meta.dirname}/../../digest`);
const lexicon = new Lexicon(compileLexicon(digest));

it('annotates whatever it is given, and every mention lies where it says', { timeout: 60_000 }, () => {
  for (const { kind, text, isHtml } of fuzzInputs(300, 7, Number.POSITIVE_INFINITY)) {
    const read = isHtml ? readHtml(text) : readPlainText(text);
    const { mentions } = annotateText(read, digest, lexicon, {});
    for (const { start, end, surface } of mentions) expect(read.text.slice(start, end), kind).toBe(surface);
  }
});
