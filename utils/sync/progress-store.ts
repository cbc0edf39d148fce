import browser, { type Storage } from 'webextension-polyfill';
import { IDLE, type SyncProgress } from './progress.ts';

const KEY = 'syncProgress';
/** Between two reports of the same step, ms: more often than this nobody sees a bar move. */
const LEAST_PAUSE_MS = 100;

/** How far the sync has come, for our own pages: in `storage.session`, which content scripts cannot read. */
export const syncProgress = {
  async get(): Promise<SyncProgress> {
    const stored = await browser.storage.session.get(KEY);
    return (stored[KEY] as SyncProgress | undefined) ?? IDLE;
  },
  watch(onChange: (progress: SyncProgress) => void): () => void {
    const listener = (changes: Record<string, Storage.StorageChange>) => {
      const change = changes[KEY];
      if (change) onChange((change.newValue as SyncProgress | undefined) ?? IDLE);
    };
    browser.storage.session.onChanged.addListener(listener);
    return () => browser.storage.session.onChanged.removeListener(listener);
  },
};

/** Reports progress: every change of step at once, bytes now and then, and the last of them always. */
export function progressReporter(now: () => number): (progress: SyncProgress) => void {
  let last = { step: '', at: 0 };
  let late: ReturnType<typeof setTimeout> | undefined;
  const report = (progress: SyncProgress) => {
    clearTimeout(late);
    late = undefined;
    last = { step: stepOf(progress), at: now() };
    void browser.storage.session.set({ [KEY]: progress });
  };
  return (progress) => {
    const wait = LEAST_PAUSE_MS - (now() - last.at);
    if (wait <= 0 || stepOf(progress) !== last.step) return report(progress);
    clearTimeout(late);
    late = setTimeout(report, wait, progress);
  };
}

function stepOf(progress: SyncProgress): string {
  return progress.state === 'idle' ? 'idle' : `${progress.id} ${progress.step}`;
}
