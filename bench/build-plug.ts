import { build } from 'vite';

const ROOT = `${import.meta.dirname}/..`;

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
