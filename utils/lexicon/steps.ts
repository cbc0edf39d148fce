/**
 * Work that pauses again and again, so that whoever runs it can let others have their turn: a page must not stand
 * still while it is read. What has to be done at once runs through with {@link complete}.
 */
export type Steps<T> = Generator<undefined, T, undefined>;

/** A pause costs more than a cheap piece of work: so many take a few microseconds. */
const AT_ONCE = 64;

/** Does something cheap with each item; pauses now and then. */
export function* eachInSteps<T>(items: Iterable<T>, work: (item: T) => void): Steps<void> {
  let done = 0;
  for (const item of items) {
    work(item);
    if (++done % AT_ONCE === 0) yield;
  }
}

/** Runs all steps without a pause. */
export function complete<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
