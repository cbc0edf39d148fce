/** Work in one go, ms: a card that is asked for meanwhile waits no longer. */
const BREATH_MS = 8;

/** Lets others have their turn now and then during long work, so that cards are answered while a digest is read. */
export class Breather {
  #since = performance.now();

  async breathe(): Promise<void> {
    if (performance.now() - this.#since < BREATH_MS) return;
    await nextTurn();
    this.#since = performance.now();
  }
}

/** Behind what waits already: what follows `scheduler.yield` would go before messages and answers of the database. */
function nextTurn(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { postTask?: (task: () => void) => Promise<void> } };
  return scheduler?.postTask?.(() => undefined) ?? new Promise((resolve) => setTimeout(resolve));
}
