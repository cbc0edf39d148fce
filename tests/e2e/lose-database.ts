import type { Reader } from './reader.ts';

/** Deletes the digest's database, as browsers do when a disk is full. */
export async function loseDatabase(reader: Reader): Promise<void> {
  await reader.inOwnPage(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase('newsgloss-3');
        request.onsuccess = () => resolve();
        request.onerror = () => reject(request.error);
      }),
  );
}
