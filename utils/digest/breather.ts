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

function nextTurn(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<void> } };
  return scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
}
