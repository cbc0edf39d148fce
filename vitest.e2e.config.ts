import { defineConfig } from 'vitest/config';

const FILES = 'tests/e2e/**/*.e2e.ts';
/** Has a database in memory, which must be there before anything else looks for one. */
const IN_MEMORY = 'tests/e2e/sync-faults.e2e.ts';
/** Keeps both processors busy by itself. */
const REAL_PAGES = 'tests/e2e/real-pages.e2e.ts';

/** Only what hangs should meet it: the slowest test takes 18 s alone on two cores, and 40 s beside other work. */
const HANGS_MS = 120_000;

/**
 * In real browsers, three files at a time: two leave two cores half idle, for much of it is waiting.
 * Files that a worker runs share their browsers, see tests/e2e/shared-browser.ts.
 */
export default defineConfig({
  test: {
    reporters: ['default', './scripts/outcome-reporter.ts'],
    maxWorkers: 3,
    isolate: false,
    testTimeout: HANGS_MS,
    hookTimeout: HANGS_MS,
    projects: [
      {
        extends: true,
        test: {
          name: 'product',
          include: [FILES],
          exclude: [IN_MEMORY, REAL_PAGES],
          sequence: { groupOrder: 0 },
        },
      },
      { extends: true, test: { name: 'in memory', include: [IN_MEMORY], isolate: true, sequence: { groupOrder: 0 } } },
      { extends: true, test: { name: 'real pages', include: [REAL_PAGES], sequence: { groupOrder: 1 } } },
    ],
  },
});
