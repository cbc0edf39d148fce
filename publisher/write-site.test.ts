import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

let site: string;

beforeEach(() => {
  site = mkdtempSync(join(tmpdir(), 'newsgloss-site-'));
});

afterEach(() => rmSync(site, { recursive: true }));

it('a file for which there is no room ends the publication before the head is written', () => {
  const module = pathToFileURL(join(import.meta.dirname, 'write-site.ts')).href;
  const script = `
    import { writeSite } from ${JSON.stringify(module)};
    const files = new Map([['b/blob.bin', new Uint8Array(200_000)], ['head.json', new Uint8Array(10)]]);
    writeSite(${JSON.stringify(site)}, files);`;
  // The system then writes what has room and says how much that was, as it does on a disk that is nearly full.
  const limited = 'ulimit -f 100 && exec "$0" --input-type=module --eval "$1"';
  const { status, stderr } = spawnSync('sh', ['-c', limited, process.execPath, script], { encoding: 'utf8' });
  expect(stderr).toContain('EFBIG');
  expect(status).not.toBe(0);
  expect(existsSync(join(site, 'b/blob.bin'))).toBe(false);
  expect(existsSync(join(site, 'head.json'))).toBe(false);
});
