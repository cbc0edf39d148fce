import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserName } from '../../tests/browser/find-browser.ts';
import { GECKO_ID } from '../../tests/browser/launch.ts';
import { compileLexicon } from '../../utils/lexicon/compile-lexicon.ts';
import { digest, inventedNames } from '../corpus.ts';
import { annotator, background } from './probe-scripts.ts';

const OUTPUT = join(import.meta.dirname, '../../.output/bench/delivery');
/** A term has about so many labels. */
const LABELS_A_TERM = 3;

/**
 * Writes a small extension that holds lexicons of so many labels each, and hands them to pages in several ways; apart
 * from the product, so that the ways differ in nothing else. Gives its folder.
 */
export function writeProbe(name: BrowserName, counts: readonly number[]): string {
  const folder = join(OUTPUT, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const file = (path: string, content: string | Uint8Array) => writeFileSync(join(folder, path), content);
  for (const count of counts) file(`lexicon-${count}.bin`, new Uint8Array(lexiconOf(count)));
  file('background.js', `(${background})();`);
  file('annotator.js', `(${annotator})();`);
  // The page from which the tests stop the background.
  file('welcome.html', '<!doctype html><title>Probe</title>');
  file('manifest.json', JSON.stringify(manifestFor(name)));
  return folder;
}

/** The labels of a lexicon of so many made-up names. */
function lexiconOf(count: number): ArrayBuffer {
  const names = inventedNames(count);
  const terms = Array.from({ length: Math.ceil(count / LABELS_A_TERM) }, (_, index) => ({
    id: `term-${index}`,
    kind: 'organisation',
    related: [],
    labels: names
      .slice(index * LABELS_A_TERM, (index + 1) * LABELS_A_TERM)
      .map((text) => ({ text, cues: [], anticues: [], except: [] })),
  }));
  const { countries, topics } = digest;
  return compileLexicon({ terms, stories: [], countries, topics }).labels;
}

function manifestFor(name: BrowserName): object {
  const script = 'background.js';
  return {
    manifest_version: 3,
    name: 'Probe of delivery',
    version: '1',
    permissions: ['storage', 'unlimitedStorage'],
    content_scripts: [{ matches: ['http://*/*'], js: ['annotator.js'], run_at: 'document_end' }],
    background: name === 'firefox' ? { scripts: [script] } : { service_worker: script },
    ...(name === 'firefox'
      ? { browser_specific_settings: { gecko: { id: GECKO_ID } } }
      : { message_serialization: 'structured_clone' }),
  };
}
