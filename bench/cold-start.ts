import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMatcher } from '../utils/lexicon/matcher.ts';
import { quantile } from './table.ts';

const PROCESSES = 7;

/** Median time in a fresh process from the bytes of a lexicon to all hits in the texts of a page, ms. */
export function coldStartMs(bytes: Uint8Array, texts: readonly string[]): number {
  const folder = mkdtempSync(join(tmpdir(), 'newsgloss-bench-'));
  writeFileSync(join(folder, 'patterns'), bytes);
  writeFileSync(join(folder, 'texts.json'), JSON.stringify(texts));
  const samples = Array.from({ length: PROCESSES }, () => {
    const { stdout } = spawnSync(process.execPath, [import.meta.filename, folder], { encoding: 'utf8' });
    return Number(stdout);
  });
  rmSync(folder, { recursive: true });
  return quantile(samples, 0.5);
}

if (import.meta.main) {
  const folder = process.argv[2] ?? '';
  const buffer = new Uint8Array(readFileSync(join(folder, 'patterns'))).buffer;
  const texts: unknown = JSON.parse(readFileSync(join(folder, 'texts.json'), 'utf8'));
  const began = performance.now();
  const matcher = openMatcher(buffer);
  if (Array.isArray(texts)) for (const text of texts) matcher.scan(String(text));
  console.log(performance.now() - began);
}
