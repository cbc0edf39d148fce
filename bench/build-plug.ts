import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { build } from 'vite';

const ROOT = `${import.meta.dirname}/..`;

// On a fresh checkout tsconfig.json extends a file that only this makes.
if (!existsSync(`${ROOT}/.wxt`)) spawnSync('npx', ['wxt', 'prepare'], { cwd: ROOT });

await build({
  configFile: false,
  root: ROOT,
  logLevel: 'warn',
  build: {
    lib: { entry: `${ROOT}/bench/plug.ts`, formats: ['es'], fileName: () => 'plug.mjs' },
    outDir: `${ROOT}/.output/bench`,
    target: 'es2024',
    minify: false,
  },
});
console.log('.output/bench/plug.mjs');
