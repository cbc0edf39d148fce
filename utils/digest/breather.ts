/** Work in one go, ms: a card that is asked for meanwhile is read in some ten turns, and may wait so long before each. */
const BREATH_MS = 4;

/** Lets others have their turn now and then during long work, so that cards are answered while a digest is read. */
export class Breather {
  #since = performance.now();

  async breathe(): Promise<void> {
    if (performance.now() - this.#since < BREATH_MS) return;
    await nextTurn();
    this.#since = performance.now();
  }

  /** Does work that pauses by itself, whenever it is our turn. */
  async finish<T>(steps: Iterator<undefined, T, undefined>): Promise<T> {
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
      await this.breathe();
    }
  }
}

/** Behind all that waits: what follows `scheduler.yield` would go before messages and answers of the database. */
function nextTurn(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: Pick<Scheduler, 'postTask'> };
  return (
    scheduler?.postTask(() => undefined, { priority: 'background' }) ?? new Promise((resolve) => setTimeout(resolve))
  );
}
