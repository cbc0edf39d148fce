import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { serveFolder } from '../scripts/serve-folder.ts';
import { serveDigest } from './serve.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'newsgloss-serve-'));
  mkdirSync(join(folder, 'site/b'), { recursive: true });
  writeFileSync(join(folder, 'site/head.json'), '{}');
  writeFileSync(join(folder, 'secret.json'), '{}');
});

afterEach(() => rmSync(folder, { recursive: true }));

/** The status a path is answered with, sent as it is written. */
async function statusOf(origin: string, path: string): Promise<number | undefined> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.once('error', reject).end();
  });
}

it.each([
  ['a digest', serveDigest],
  ['a folder', serveFolder],
])('serves the files of %s and no others, and outlives requests that make no sense', async (_, serve) => {
  const served = await serve(join(folder, 'site'), 0);
  const origin = 'url' in served ? served.url : served.origin;
  const statuses: Record<string, number | undefined> = {};
  for (const path of [
    '/%',
    '//',
    '/',
    '/b',
    '/%00',
    '/nothing.json',
    '/../secret.json',
    '/%2e%2e%2fsecret.json',
    '/head.json',
  ])
    statuses[path] = await statusOf(origin, path);
  expect(statuses).toEqual({
    '/%': 400,
    '//': 400,
    '/': 404,
    '/b': 404,
    '/%00': 404,
    '/nothing.json': 404,
    '/../secret.json': 404,
    '/%2e%2e%2fsecret.json': 404,
    '/head.json': 200,
  });
  await served.close();
});

it('serves the folder it stands in', async () => {
  const served = await serveDigest('.', 0);
  expect(await statusOf(served.url, '/package.json')).toBe(200);
  await served.close();
});

it.runIf(process.platform === 'linux')('outlives a file that cannot be read, and says that it may not be', async () => {
  symlinkSync('/proc/self/mem', join(folder, 'site/1.root.json'));
  const { url, close } = await serveDigest(join(folder, 'site'), 0);
  expect(await statusOf(url, '/1.root.json')).toBe(403);
  expect(await statusOf(url, '/head.json')).toBe(200);
  await close();
});
