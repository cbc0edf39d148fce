import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../browser/find-program.ts';
import { until } from '../browser/launch.ts';

const PLACES = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx'];

/** A folder served by nginx on loopback. */
export interface Nginx {
  /** Ends in a slash. */
  readonly url: string;
  /** Request lines so far, such as `GET /head.json HTTP/1.1`, each with its status. */
  requests(): string[];
  close(): Promise<void>;
}

/** The path of nginx. @throws Error saying what to install */
export function findNginx(): string {
  return findProgram({
    places: PLACES,
    debianPackage: 'nginx-light',
    need: 'The tests of syncing need the web server nginx',
  });
}

/** Serves a folder with nginx, on a free port. */
export async function startNginx(site: string): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), 'newsgloss-nginx-'));
  const port = await freePort();
  const config = readFileSync(join(import.meta.dirname, 'nginx.conf'), 'utf8');
  writeFileSync(join(folder, 'nginx.conf'), config.replaceAll('PORT', String(port)).replaceAll('SITE', site));
  const user = process.getuid?.() === 0 ? 'user root; ' : '';
  const args = ['-p', folder, '-c', 'nginx.conf', '-e', 'stderr', '-g', `${user}daemon off; master_process off;`];
  const server = spawn(findNginx(), args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  server.stderr.on('data', (bytes) => {
    said += String(bytes);
  });
  const url = `http://127.0.0.1:${port}/`;
  await until('nginx answers', async () => {
    if (server.exitCode !== null) throw new Error(`nginx ended at once:\n${said}`);
    return fetch(url).then(
      () => true,
      () => false,
    );
  });
  return {
    url,
    requests: () => requestsIn(join(folder, 'access.log')),
    close: async () => {
      await ended(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function requestsIn(log: string): string[] {
  return readFileSync(log, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const found = /"([A-Z]+ \S+ [^"]+)" (\d+)/.exec(line);
      return found ? [`${found[1]} ${found[2]}`] : [];
    });
}

function ended(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    server.once('exit', () => resolve());
    server.kill('SIGTERM');
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
