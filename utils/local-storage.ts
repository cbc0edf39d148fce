import browser, { type Storage } from 'webextension-polyfill';

/**
 * One value kept in `storage.local`, with what holds while nothing is stored. A few lines of our own, because the
 * framework's storage module is a fifth of what a content script may weigh (docs/decisions/0004-content-script-size.md).
 */
export class StoredValue<T> {
  readonly #key: string;
  readonly #fallback: T;

  constructor(key: string, fallback: T) {
    this.#key = key;
    this.#fallback = fallback;
  }

  async get(): Promise<T> {
    const stored = await browser.storage.local.get(this.#key);
    return (stored[this.#key] as T | undefined) ?? this.#fallback;
  }

  async set(value: T): Promise<void> {
    await browser.storage.local.set({ [this.#key]: value });
  }

  /** Calls `onChange` with the new value whenever it changes, in any context. Returns how to stop. */
  watch(onChange: (value: T) => void): () => void {
    const listener = (changes: Record<string, Storage.StorageChange>) => {
      const change = changes[this.#key];
      if (change) onChange((change.newValue as T | undefined) ?? this.#fallback);
    };
    browser.storage.local.onChanged.addListener(listener);
    return () => browser.storage.local.onChanged.removeListener(listener);
  }
}
