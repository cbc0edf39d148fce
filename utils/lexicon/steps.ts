/**
 * Work that pauses again and again, so that whoever runs it can let others have their turn: a page must not stand
 * still while it is read. What has to be done at once runs through with {@link complete}.
 */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Runs all steps without a pause. */
export function complete<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
