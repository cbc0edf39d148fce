import { FeedRefusal } from './refusal.ts';

/** Reading one feed may keep the background busy for so long, ms. */
const READING_MS = 1500;

/** The time that reading one feed may take; asked between the steps of every loop over what a feed says. */
export class Deadline {
  readonly #clock: () => number;
  readonly #end: number;

  /** @param clock milliseconds since some moment, such as `performance.now` */
  constructor(clock: () => number = () => performance.now(), budgetMs = READING_MS) {
    this.#clock = clock;
    this.#end = clock() + budgetMs;
  }

  /** @throws FeedRefusal once the time is over */
  check(): void {
    if (this.#clock() > this.#end)
      throw new FeedRefusal('hostile', 'The feed takes too long to read. It was left alone; nothing was changed.');
  }
}
