import { defineConfig } from 'vitest/config';

/** In real browsers, two files at a time: most of it is waiting, on two cores that browsers and tests share. */
export default defineConfig({
  test: {
    include: ['tests/e2e/**/*.e2e.ts'],
    maxWorkers: 2,
    testTimeout: 40_000,
    hookTimeout: 60_000,
  },
});
