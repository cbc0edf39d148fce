import { annotate } from '../utils/lexicon/annotate.ts';
import { compileLexicon } from '../utils/lexicon/compile-lexicon.ts';
import { Lexicon } from '../utils/lexicon/lexicon.ts';
import { digest, pageText } from './corpus.ts';
import { medianMs, type Row, rounded } from './table.ts';

/** What deciding adds to finding, on a page of ordinary length that is denser with terms than any news. */
export async function benchJudging(): Promise<Row[]> {
  const lexicon = new Lexicon(compileLexicon(digest));
  const passages = pageText().map((text) => ({ text }));
  const finding = medianMs(() => {
    for (const { text } of passages) lexicon.labels.scan(text);
  });
  const all = medianMs(() => annotate(lexicon, passages, { title: 'Bench', host: 'news.example' }, 0.6));
  const mentions = annotate(lexicon, passages, {}, 0.6).length;
  return [
    {
      characters: passages.reduce((sum, { text }) => sum + text.length, 0),
      mentions,
      'finding, ms': rounded(finding, 3),
      'finding and judging, ms': rounded(all, 3),
      'all ÷ finding': rounded(all / finding),
      'lexicon, bytes': lexicon.byteLength,
    },
  ];
}
