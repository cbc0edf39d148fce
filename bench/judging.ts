import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readHtml } from '../publisher/text-runs.ts';
import { annotate } from '../utils/lexicon/annotate.ts';
import { compileLexicon } from '../utils/lexicon/compile-lexicon.ts';
import { Lexicon } from '../utils/lexicon/lexicon.ts';
import type { Passage } from '../utils/lexicon/occurrence.ts';
import { digest, pageText } from './corpus.ts';
import { medianMs, quantile, type Row, rounded } from './table.ts';

/** Real pages, other people's work: beside the project where they are there at all. */
const PAGES = join(import.meta.dirname, '../../shared/pages');

/** What deciding adds to finding: on real pages, and on one that is denser with terms than any news. */
export async function benchJudging(): Promise<Row[]> {
  const lexicon = new Lexicon(compileLexicon(digest));
  const pages = realPages().map((page) => measured(lexicon, page));
  const median = (of: (page: Measured) => number) => quantile(pages.map(of), 0.5);
  const rows = [
    row(
      'our own stories and terms',
      measured(
        lexicon,
        pageText().map((text) => ({ text })),
      ),
    ),
  ];
  if (pages.length === 0) return rows;
  const page: Measured = {
    characters: median(({ characters }) => characters),
    mentions: median(({ mentions }) => mentions),
    finding: median(({ finding }) => finding),
    all: median(({ all }) => all),
  };
  return [row(`median of ${pages.length} real pages with doubtful terms`, page), ...rows];
}

interface Measured {
  readonly characters: number;
  readonly mentions: number;
  /** In ms: to find the labels, and to find them and decide what they mean. */
  readonly finding: number;
  readonly all: number;
}

function measured(lexicon: Lexicon, passages: readonly Passage[]): Measured {
  return {
    characters: passages.reduce((sum, { text }) => sum + text.length, 0),
    mentions: annotate(lexicon, passages, {}, 0.6).length,
    finding: medianMs(() => {
      for (const { text } of passages) lexicon.labels.scan(text);
    }),
    all: medianMs(() => annotate(lexicon, passages, { title: 'Bench', host: 'news.example' }, 0.6)),
  };
}

function row(page: string, { characters, mentions, finding, all }: Measured): Row {
  return {
    page,
    characters,
    mentions,
    'finding, ms': rounded(finding, 3),
    'deciding, ms': rounded(all - finding, 3),
    'deciding ÷ finding': rounded((all - finding) / finding),
  };
}

/** The real pages on which something has to be decided; the others cost nothing but the finding. */
function realPages(): (readonly Passage[])[] {
  if (!existsSync(PAGES)) return [];
  const lexicon = new Lexicon(compileLexicon(digest));
  return readdirSync(PAGES)
    .filter((name) => name.endsWith('.html.gz'))
    .map((name) => readHtml(gunzipSync(readFileSync(join(PAGES, name))).toString()).passages)
    .filter((passages) => annotate(lexicon, passages, {}, 0).some(({ ambiguous }) => ambiguous));
}
