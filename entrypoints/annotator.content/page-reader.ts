import { mentionsOf, THRESHOLD_CONFIDENCE } from '../../utils/lexicon/annotate.ts';
import { Lexicon } from '../../utils/lexicon/lexicon.ts';
import { isAmbiguous } from '../../utils/lexicon/occurrence.ts';
import { findOccurrences, findSigns } from '../../utils/lexicon/scan-page.ts';
import type { Steps } from '../../utils/lexicon/steps.ts';
import type { KeptLexicon } from '../../utils/lexicon-store.ts';
import { isArticle } from '../../utils/page/article.ts';
import { elementsInView } from '../../utils/page/in-view.ts';
import { gatherFindings } from '../../utils/page/page-findings.ts';
import type { PageMarks } from '../../utils/page/page-marks.ts';
import { PageText } from '../../utils/page/page-text.ts';
import { Slices } from '../../utils/page/slices.ts';
import type { PageSettings } from '../../utils/settings.ts';
import type { Session } from './sessions.ts';
import { shadowRootOf } from './shadow-root.ts';
import type { PageWatch } from './watch-page.ts';

/** Most pages are read to their end in so short a time; what is in view comes first only on the others. */
const SHORT_PAGE_MS = 8;
/** And those that are not are judged only so long after what is in view has been read, for marks should not change under the reader's eyes. */
const FIRST_JUDGEMENT_MS = 50;
/** Between two judgements while a long page is still being read. */
const BETWEEN_JUDGEMENTS_MS = 300;
/** Judging takes at most one part in so many of the time it takes to read a long page. */
const JUDGING_SHARE = 8;
/** From so many changes at once on, reading all is cheaper than finding out what they mean. */
const MOST_CHANGES = 1000;

/** Reads the page's prose with the lexicon, judges what was found, and keeps up with what changes. */
export class PageReader {
  readonly #document: Document;
  readonly #watch: PageWatch;
  readonly #marks: PageMarks;
  readonly #slices: Slices;
  readonly #session: Session;
  #kept: KeptLexicon | undefined;
  #lexicon: Lexicon | undefined;
  #settings: PageSettings | undefined;
  #text: PageText | undefined;
  #hasScrolled = false;
  /** Whether the page is not to be read as it is now, but may be when it has changed. */
  #isHeldBack = false;

  constructor(document: Document, watch: PageWatch, marks: PageMarks, session: Session) {
    const { signal } = session;
    this.#document = document;
    this.#watch = watch;
    this.#marks = marks;
    this.#session = session;
    this.#slices = new Slices(document, () => this.#work(), session);
    const onScroll = () => {
      this.#hasScrolled = true;
    };
    document.addEventListener('scroll', onScroll, { capture: true, signal });
  }

  /** @param signs once a doubtful place has been met */
  setLexicon(kept: KeptLexicon, signs?: ArrayBuffer): void {
    this.#kept = kept;
    this.#lexicon = new Lexicon({ labels: kept.labels, signs });
    this.#text = undefined;
    this.#slices.wake('now');
  }

  setSettings(settings: PageSettings): void {
    this.#settings = settings;
    if (settings.siteOff) this.#forget();
    if (this.#text) this.#text.hasNews = true;
    this.#slices.wake('now');
  }

  /** Something on the page has changed. */
  note(records: readonly MutationRecord[]): void {
    const text = this.#text;
    if (!text) {
      // All will be read again; until then marks stand that were made before.
      this.#marks.unmarkStale();
      if (this.#isHeldBack) this.#slices.wake('rested');
      return;
    }
    if (records.length > MOST_CHANGES || text.root !== this.#document.body) {
      this.#text = undefined;
      this.#marks.unmarkStale();
    } else {
      text.note(records);
      if (!text.isBehind && !text.hasNews) return;
    }
    this.#slices.wake('rested');
  }

  /** An element may be read otherwise than before: it has got a shadow tree, or come into sight. */
  lookAgain(at: Element): void {
    if (!this.#text) return;
    this.#text.changed(at);
    this.#text.hasNews = true;
    this.#slices.wake('rested');
  }

  /** The reader has gone to another view of the page, and waits for its marks. */
  hurry(): void {
    this.#slices.hurry();
  }

  /** A place may mean one thing or another: all is read again with the signs that tell them apart. */
  async #fetchSigns(): Promise<void> {
    const kept = this.#kept;
    this.#lexicon = this.#text = undefined;
    const signs = await kept?.signs();
    // Else another lexicon has come, or will.
    if (kept && signs && kept === this.#kept) this.setLexicon(kept, signs);
  }

  #forget(): void {
    this.#text = undefined;
    this.#marks.clear();
  }

  *#work(): Steps<void> {
    const lexicon = this.#lexicon;
    const settings = this.#settings;
    if (!lexicon || !settings) return;
    // What was under way when the site was switched off has gone on marking.
    if (settings.siteOff) return this.#forget();
    const { body, designMode } = this.#document;
    const isWritten = designMode === 'on' || body.isContentEditable;
    this.#isHeldBack = isWritten || (settings.articlesOnly && !isArticle(this.#document));
    if (this.#isHeldBack) return this.#forget();
    this.#text ??= this.#open(lexicon, body);
    const text = this.#text;
    const reading = text.read();
    let isRead = yield* this.#readFor(SHORT_PAGE_MS, reading, text);
    if (!isRead) {
      yield* this.#readFirst(reading, text);
      isRead = yield* this.#readFor(FIRST_JUDGEMENT_MS, reading, text);
    }
    for (;;) {
      const start = performance.now();
      // Whoever has thrown it away has the work begun anew.
      if (text !== this.#text) return;
      if (text.hasNews) yield* this.#judge(text, lexicon, settings);
      if (isRead) return;
      const took = performance.now() - start;
      isRead = yield* this.#readFor(Math.max(BETWEEN_JUDGEMENTS_MS, took * JUDGING_SHARE), reading, text);
    }
  }

  /** Reads for so long, and answers whether all is read. */
  *#readFor(ms: number, reading: Steps<void>, text: PageText): Steps<boolean> {
    const end = performance.now() + ms;
    do {
      if (reading.next().done || text !== this.#text) return true;
      if (this.#hasScrolled) yield* this.#readFirst(reading, text);
      yield;
    } while (performance.now() < end);
    return false;
  }

  /** Reads what is in view, from the top down, until that turns out to be in vain. */
  *#readFirst(reading: Steps<void>, text: PageText): Steps<void> {
    this.#hasScrolled = false;
    for (const element of elementsInView()) {
      text.readFirst(element);
      reading.next();
      if (text !== this.#text) return;
      yield;
    }
  }

  *#judge(text: PageText, lexicon: Lexicon, { threshold, density }: PageSettings): Steps<void> {
    text.hasNews = false;
    const { title, documentElement } = this.#document;
    const facts = { title, host: location.hostname, lang: documentElement.lang };
    const findings = yield* gatherFindings(text);
    const mentions = yield* mentionsOf(lexicon, findings, facts, THRESHOLD_CONFIDENCE[threshold]);
    yield* this.#marks.show(mentions, findings, density);
  }

  #open(lexicon: Lexicon, root: Element): PageText {
    return new PageText(root, {
      scan: (text) => {
        const occurrences = findOccurrences(lexicon, text, 0);
        if (!lexicon.signs && lexicon === this.#lexicon && occurrences.some(isAmbiguous))
          this.#fetchSigns().catch(this.#session.fail);
        return { occurrences, signs: findSigns(lexicon, text, 0) };
      },
      shadowRootOf,
      onShadowRoot: (shadow) => this.#watch.watch(shadow),
      onUndefined: (element) => this.#watch.awaitShadowRoot(element),
      onStale: (parts) => this.#marks.unmarkStale(parts),
    });
  }
}
