import { StoredValue } from './local-storage.ts';
import type { Notice } from './sync/words/notice-words.ts';

/** What the reader has not been told yet. */
export const notices = new StoredValue<readonly Notice[]>('notices', []);

/** Keeps a notice until it is read; a later one of its kind takes its place. */
export async function addNotice(notice: Notice): Promise<void> {
  const others = (await notices.get()).filter(({ kind }) => kind !== notice.kind);
  await notices.set([...others, notice]);
}
