import { defineConfig } from 'vitest/config';

/** In real browsers, one at a time: they share two cores with the tests. */
export default defineConfig({
  test: {
    include: ['tests/e2e/**/*.e2e.ts'],
    fileParallelism: false,
    testTimeout: 40_000,
    hookTimeout: 60_000,
  },
});
