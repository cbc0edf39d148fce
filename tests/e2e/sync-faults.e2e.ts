import { expect, it } from 'vitest';
import { runFaults } from '../sync/fault-runs.ts';

/** `npm run bench:sync faults` does a thousand. */
it('whatever host, network and disk do, what is stored is one whole version, and never an older one', async () => {
  const { runs, updated, refused, lost } = await runFaults(60, 20_261_125);
  expect(lost).toEqual([]);
  expect(updated).toBeGreaterThan(0);
  expect(Object.values(refused).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(runs / 4);
}, 120_000);
