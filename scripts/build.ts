import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildDigest } from '../publisher/build.ts';
import { writePackagedSource } from './packaged-source.ts';

const ROOT = join(import.meta.dirname, '..');

/** What a build is for. */
export type Target = 'chromium' | 'firefox';

/**
 * Builds the digest, and the extension with it.
 * @throws SourceError for bad sources, Error with the builder's words when it fails
 */
export function buildAll(targets: readonly Target[] = ['chromium', 'firefox']): void {
  const { digest } = buildDigest(join(ROOT, 'digest'), join(ROOT, '.output/digest'));
  console.log(`Digest: ${digest.terms.length} terms, ${digest.stories.length} stories`);
  writePackagedSource(join(ROOT, 'digest'), join(ROOT, '.output/digest'));
  for (const target of targets) {
    const args = target === 'firefox' ? ['build', '-b', 'firefox', '--mv3'] : ['build'];
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(ROOT, 'node_modules/wxt/bin/wxt.mjs'), ...args],
      { cwd: ROOT, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`The extension could not be built for ${target}:\n${stdout}\n${stderr}`);
    console.log(`Extension for ${target}: .output/${target === 'firefox' ? 'firefox' : 'chrome'}-mv3`);
  }
}

if (import.meta.main) buildAll();
