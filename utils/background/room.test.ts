import { expect, it } from 'vitest';
import type { SyncResult } from '../sync/digest/sync-digest.ts';
import { withRoom } from './room.ts';

const FULL: SyncResult = {
  state: 'failed',
  failure: { reason: 'storage-full', url: 'https://digest.example/', detail: 'QuotaExceededError' },
};
const CURRENT: SyncResult = { state: 'current', version: 2, bytes: 0 };

/** Syncs with these results one after the other; gives the last and how often room was made. */
async function sync(results: SyncResult[], freed: number) {
  let made = 0;
  const result = await withRoom(
    async () => results.shift() ?? FULL,
    async () => {
      made++;
      return freed;
    },
  );
  return { result, made };
}

it('a digest that finds no room is tried again once feed stories made some', async () => {
  expect(await sync([FULL, CURRENT], 5)).toEqual({ result: CURRENT, made: 1 });
});

it('says that there is no room where nothing can be spared, or that was not enough', async () => {
  expect(await sync([FULL, CURRENT], 0)).toEqual({ result: FULL, made: 1 });
  expect(await sync([FULL, FULL, CURRENT], 5)).toEqual({ result: FULL, made: 1 });
});

it('spares feed stories as long as there is room', async () => {
  expect(await sync([CURRENT], 5)).toEqual({ result: CURRENT, made: 0 });
});
