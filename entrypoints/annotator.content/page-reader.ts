import type { TermId } from '../../utils/digest/schema.ts';
import { annotate, type Mention, THRESHOLD_CONFIDENCE } from '../../utils/lexicon/annotate.ts';
import { Lexicon } from '../../utils/lexicon/lexicon.ts';
import { chooseMarks } from '../../utils/page/choose-marks.ts';
import { readRuns } from '../../utils/page/dom-runs.ts';
import { type Mark, rangeIn } from '../../utils/page/marks.ts';
import { pieceAt, type Run } from '../../utils/page/run-builder.ts';
import type { PageSummary } from '../../utils/page/summary.ts';
import type { Density, PageSettings } from '../../utils/settings.ts';

interface PageReaderEvents {
  /** What is marked, and what the keyboard stops at: the same, but where nothing is marked. */
  readonly onMarks: (marks: readonly Mark[], stops: readonly Mark[]) => void;
  /** Distinct terms on the page; only when it changes. */
  readonly onTermCount: (count: number) => void;
}

/** Reads the page's prose with the lexicon, and knows which terms stand where. */
export class PageReader {
  readonly #document: Document;
  readonly #events: PageReaderEvents;
  #lexicon: Lexicon | undefined;
  #settings: PageSettings | undefined;
  #terms = new Map<string, number>();
  #told = 0;
  #idle: number | undefined;

  constructor(document: Document, events: PageReaderEvents) {
    this.#document = document;
    this.#events = events;
  }

  setLexicon(buffer: ArrayBuffer): void {
    this.#lexicon = new Lexicon(buffer);
    this.readSoon();
  }

  setSettings(settings: PageSettings): void {
    this.#settings = settings;
    this.readSoon();
  }

  /** Reads the page when the browser has nothing better to do; several calls are one reading. */
  readSoon(): void {
    this.#idle ??= requestIdleCallback(
      () => {
        this.#idle = undefined;
        this.#read();
      },
      { timeout: 500 },
    );
  }

  /** What the popup shows of this page. */
  summary(host: string): PageSummary {
    const terms = [...this.#terms].map(([id, count]) => ({ id: id as TermId, count }));
    return { host, siteOff: this.#settings?.siteOff ?? false, terms };
  }

  destroy(): void {
    if (this.#idle !== undefined) cancelIdleCallback(this.#idle);
    this.#lexicon = undefined;
  }

  #read(): void {
    if (!this.#lexicon || !this.#settings) return;
    const { siteOff, density, threshold } = this.#settings;
    const placed = siteOff ? [] : this.#mentions(this.#lexicon, THRESHOLD_CONFIDENCE[threshold]);
    this.#terms = countTerms(placed);
    const chosen = (by: Density) => chooseMarks(placed, by).map(({ mark }) => mark);
    this.#events.onMarks(chosen(density), chosen(density === 'none' ? 'section' : density));
    if (this.#terms.size !== this.#told) {
      this.#told = this.#terms.size;
      this.#events.onTermCount(this.#told);
    }
  }

  #mentions(lexicon: Lexicon, least: number): PlacedMention[] {
    const runs = readRuns(this.#document.body);
    const facts = { title: this.#document.title, host: location.hostname, lang: this.#document.documentElement.lang };
    return annotate(lexicon, runs, facts, least).flatMap((mention) => place(runs, mention) ?? []);
  }
}

interface PlacedMention {
  readonly termId: string;
  readonly section: number;
  readonly mark: Mark;
}

/** Where a mention stands in the document; nothing for hidden text. */
function place(
  runs: readonly Run<Text>[],
  { passage, start, end, surface, ambiguous, senses }: Mention,
): PlacedMention | undefined {
  const run = runs[passage];
  const range = run && rangeIn(run, start, end);
  if (!range || !isShown(run, start)) return undefined;
  return { termId: senses[0].id, section: run.section, mark: { surface, ambiguous, senses, range } };
}

function isShown(run: Run<Text>, offset: number): boolean {
  return pieceAt(run, offset)?.node.parentElement?.checkVisibility({ visibilityProperty: true }) ?? false;
}

function countTerms(placed: readonly PlacedMention[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { termId } of placed) counts.set(termId, (counts.get(termId) ?? 0) + 1);
  return counts;
}
