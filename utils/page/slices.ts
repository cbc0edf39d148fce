import type { Steps } from '../lexicon/steps.ts';

/** So long we work at most before the page has its turn: half of a frame. */
const SLICE_MS = 8;
/** So many slices go before tasks that may wait; then the reader sees the first marks, and the rest may wait too. */
const URGENT_SLICES = 4;
/** After its work is done, rest for so many times as long as it took: 2 % of one core. */
const REST = 50;
/** But not longer than this, for a reader waits for what is new on the page. */
const LONGEST_REST_MS = 1000;
/** Changes that come together are read together. */
const GATHERING_MS = 40;

type When = 'now' | 'rested';

interface SlicesLife {
  /** Ends the work. */
  readonly signal: AbortSignal;
  /** The work has failed, or was ended; it is not begun again. */
  readonly fail: (error: unknown) => void;
}

/** Does work in short slices between the tasks of the page, never while the tab is hidden; without work it sleeps. */
export class Slices {
  readonly #document: Document;
  readonly #work: () => Steps<void>;
  readonly #life: SlicesLife;
  #steps: Steps<void> | undefined;
  /** Whether there is work, though it may wait. */
  #isBusy = false;
  #isHidden = false;
  #wanted: When | undefined;
  #slices = 0;
  #spent = 0;
  #restsUntil = 0;

  /** @param work begins what is to be done whenever it is asked for */
  constructor(document: Document, work: () => Steps<void>, life: SlicesLife) {
    this.#document = document;
    this.#work = work;
    this.#life = life;
    const onVisibility = () => {
      if (this.#isHidden && !document.hidden) this.#post(0);
    };
    document.addEventListener('visibilitychange', onVisibility, { signal: life.signal });
  }

  /** Does the work once more: at once, or when it has rested from the last time. */
  wake(when: When): void {
    if (when === 'now') this.hurry();
    if (this.#steps) this.#wanted = this.#wanted === 'now' ? 'now' : when;
    else if (when === 'now') this.#post(0);
    else if (!this.#isBusy) this.#post(Math.max(GATHERING_MS, this.#restsUntil - performance.now()));
  }

  /** Rests no longer from what was done so far. */
  hurry(): void {
    this.#restsUntil = this.#spent = 0;
  }

  #post(delay: number): void {
    this.#isBusy = true;
    this.#isHidden = false;
    const priority = this.#slices < URGENT_SLICES ? 'user-visible' : 'background';
    const { signal, fail } = this.#life;
    scheduler.postTask(() => this.#slice(), { priority, delay, signal }).catch(fail);
  }

  #slice(): void {
    // It was to come after a rest, but the work could not wait and is done.
    if (!this.#isBusy) return;
    this.#isHidden = this.#document.hidden;
    if (this.#isHidden) return;
    const start = performance.now();
    const isDone = this.#workUntil(start + SLICE_MS);
    this.#slices++;
    this.#spent += performance.now() - start;
    if (isDone) this.#finish();
    else this.#post(0);
  }

  #workUntil(end: number): boolean {
    this.#steps ??= this.#work();
    while (performance.now() < end) if (this.#steps.next().done) return true;
    return false;
  }

  #finish(): void {
    this.#steps = undefined;
    this.#isBusy = false;
    this.#restsUntil = performance.now() + Math.min(LONGEST_REST_MS, this.#spent * REST);
    this.#spent = this.#slices = 0;
    const wanted = this.#wanted;
    this.#wanted = undefined;
    if (wanted) this.wake(wanted);
  }
}
