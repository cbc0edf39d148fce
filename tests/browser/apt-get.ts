import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** So long Debian is waited for where it updates itself, s. */
const PATIENCE_S = 600;
const BETWEEN_TRIES_S = 5;

/** Whether packages can be installed here: on Debian and its kin, as root. */
export function canInstall(): boolean {
  return existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
}

/** Installs packages of Debian. @throws Error with apt-get's words */
export function installPackages(...packages: string[]): void {
  aptGet('update');
  aptGet('install', '-y', '--no-install-recommends', ...packages);
}

function aptGet(...args: string[]): void {
  for (let waited = 0; ; waited += BETWEEN_TRIES_S) {
    const { status, stderr } = spawnSync('apt-get', ['-qq', ...args], {
      encoding: 'utf8',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
    });
    if (status === 0) return;
    // apt-get can wait by itself, but not for the lists of packages.
    if (!stderr.includes('Could not get lock') || waited >= PATIENCE_S)
      throw new Error(`apt-get ${args.join(' ')} failed:\n${stderr}`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BETWEEN_TRIES_S * 1000);
  }
}
