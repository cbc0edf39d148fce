import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { build } from 'vite';

const ROOT = `${import.meta.dirname}/..`;
const FOLDER = '.output/bench';
const FILE = 'plug.mjs';

/** Writes the matcher with its contract for benchmarks (plug.ts) as one module; returns where, from the root. */
export async function buildPlug(): Promise<string> {
  // On a fresh checkout tsconfig.json extends a file that only this makes.
  if (!existsSync(`${ROOT}/.wxt`)) spawnSync('npx', ['wxt', 'prepare'], { cwd: ROOT });
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    build: {
      lib: { entry: `${ROOT}/bench/plug.ts`, formats: ['es'], fileName: () => FILE },
      outDir: `${ROOT}/${FOLDER}`,
      emptyOutDir: false,
      target: 'es2024',
      minify: false,
      // As within the one function that a content script is, V8 takes tables for constants. Of a module's `var` it does
      // not: the same matcher takes a fifth longer.
      rolldownOptions: { output: { topLevelVar: false } },
    },
  });
  return `${FOLDER}/${FILE}`;
}

if (import.meta.main) console.log(await buildPlug());
