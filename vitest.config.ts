import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['{components,entrypoints,publisher,scripts,tests,utils}/**/*.test.{ts,tsx}'],
  },
});
