import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    reporters: ['default', './scripts/outcome-reporter.ts'],
    // Half the time to start of a process, and no test needs one of its own.
    pool: 'threads',
    // Other work may keep the machine busy: a slow test is no failed one.
    testTimeout: 30_000,
    include: ['{components,entrypoints,publisher,scripts,tests,utils}/**/*.test.{ts,tsx}'],
  },
});
