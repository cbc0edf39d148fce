import type { TermId } from '../digest/ids.ts';
import type { Mention, MentionSense } from '../lexicon/annotate.ts';
import type { Steps } from '../lexicon/steps.ts';
import { type Block, type FoundRun, isRun } from './block.ts';
import { chooseMarks, type Density } from './choose-marks.ts';
import type { Highlighter } from './highlighter.ts';
import { elementAround, isIntact, type Mark, rangeIn } from './marks.ts';
import type { PageFindings } from './page-findings.ts';
import { pieceAt } from './run-writer.ts';
import type { PageSummary } from './summary.ts';

interface PageMarksEvents {
  /** What is marked, and what the keyboard stops at: the same, but where nothing is marked. */
  readonly onMarks: (marks: readonly Mark[], stops: readonly Mark[]) => void;
  /** Another number of distinct terms on the page. */
  readonly onTermCount: () => void;
  /** A mention in hidden text: it is to be looked at again when this element comes into sight. */
  readonly onHidden: (element: Element) => void;
}

/** A mention that the reader can see. */
interface PlacedMention {
  readonly termId: string;
  readonly section: number;
  readonly run: FoundRun;
  readonly mention: Mention;
}

/** The marks of a page: chosen from its mentions, and held against the words they were made for. */
export class PageMarks {
  readonly #highlighter: Highlighter;
  readonly #events: PageMarksEvents;
  /** By range. */
  #shown = new Map<AbstractRange, Mark>();
  #terms: ReadonlyMap<string, number> = new Map();

  constructor(highlighter: Highlighter, events: PageMarksEvents) {
    this.#highlighter = highlighter;
    this.#events = events;
  }

  /** The terms on the page, with how often each is named. */
  get terms(): PageSummary['terms'] {
    return [...this.#terms].map(([id, count]) => ({ id: id as TermId, count }));
  }

  /** Marks what the reader wants marked of the mentions, and nothing else; pauses after each. */
  *show(mentions: readonly Mention[], { passages }: PageFindings, density: Density): Steps<void> {
    const placed: PlacedMention[] = [];
    for (const mention of mentions) {
      const passage = passages[mention.passage];
      if (passage && this.#isVisible(passage.run, mention)) {
        placed.push({ termId: mention.senses[0].id, section: passage.section, run: passage.run, mention });
      }
      yield;
    }
    const isUnmarked = density === 'none';
    const marks: Mark[] = [];
    for (const { run, mention } of chooseMarks(placed, isUnmarked ? 'section' : density)) {
      const mark = markOf(run, mention);
      if (mark) marks.push(mark);
      yield;
    }
    yield* this.#mark(isUnmarked ? [] : marks);
    const shown = marks.filter(({ range }) => this.#shown.has(range));
    this.#events.onMarks(shown, isUnmarked ? marks : shown);
    this.#tell(countTerms(placed));
  }

  /** Takes the marks away whose words are no longer there: of some runs, or all of them; whether there were any. Blocks are passed over. */
  unmarkStale(parts?: Iterable<FoundRun | Block>): boolean {
    const before = this.#shown.size;
    if (!parts) this.#unmarkStale(this.#shown.values());
    else for (const part of parts) if (isRun(part)) this.#unmarkStale(part.marks.values());
    return this.#shown.size < before;
  }

  /** Takes all marks away. */
  clear(): void {
    this.#highlighter.clear();
    this.#shown.clear();
    this.#events.onMarks([], []);
    this.#tell(new Map());
  }

  *#mark(marks: readonly Mark[]): Steps<void> {
    const wanted = new Set<AbstractRange>(marks.map(({ range }) => range));
    for (const range of this.#shown.keys()) {
      if (!wanted.has(range)) this.#unmark(range);
      yield;
    }
    for (const mark of marks) {
      const isShown = this.#shown.has(mark.range);
      // Since it was read, the page may have changed.
      if (!isShown && isIntact(mark)) this.#highlighter.mark(mark.range);
      else if (!isShown) continue;
      this.#shown.set(mark.range, mark);
      yield;
    }
  }

  #unmarkStale(marks: Iterable<Mark>): void {
    for (const mark of marks) if (this.#shown.has(mark.range) && !isIntact(mark)) this.#unmark(mark.range);
  }

  #unmark(range: AbstractRange): void {
    this.#highlighter.unmark(range);
    this.#shown.delete(range);
  }

  #isVisible(run: FoundRun, { start }: Mention): boolean {
    const piece = pieceAt(run, start);
    const element = piece && elementAround(piece.node);
    if (!element) return false;
    if (element.checkVisibility({ visibilityProperty: true }))
      return !isClipped(element) && !isClipped(element.parentElement);
    this.#events.onHidden(element);
    return false;
  }

  #tell(terms: ReadonlyMap<string, number>): void {
    const isNew = terms.size !== this.#terms.size;
    this.#terms = terms;
    if (isNew) this.#events.onTermCount();
  }
}

/** Whether an element is laid out for screen readers alone, in one of the usual ways: cut down to nothing or a pixel. */
function isClipped(element: Element | null): boolean {
  if (!element) return false;
  const { clip, clipPath } = getComputedStyle(element);
  return /^rect\(([01]px), \1, \1|inset\((?:50|100)%/.test(clip + clipPath);
}

/** The mark of a mention; the same object as before where it means the same, so that an open card stays with it. */
function markOf(run: FoundRun, { start, end, surface, ambiguous, senses }: Mention): Mark | undefined {
  const known = run.marks.get(start);
  if (known && known.surface === surface && areSame(known.senses, senses)) return known;
  const range = known?.surface === surface ? known.range : rangeIn(run, start, end);
  if (!range) return undefined;
  const mark = { surface, ambiguous, senses, range };
  run.marks.set(start, mark);
  return mark;
}

/** Another likelihood comes of other evidence. */
function areSame(before: readonly MentionSense[], now: readonly MentionSense[]): boolean {
  return (
    before.length === now.length &&
    before.every(({ id, confidence }, index) => id === now[index]?.id && confidence === now[index]?.confidence)
  );
}

function countTerms(placed: readonly PlacedMention[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { termId } of placed) counts.set(termId, (counts.get(termId) ?? 0) + 1);
  return counts;
}
