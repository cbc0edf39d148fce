// Runs on Node 20 and later, before any package is there: checks Node, installs the packages, names the Node to go on with.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Installs what is missing. Returns the path of the Node that runs everything else (a package of its own). */
export function prepare({ quiet = false } = {}) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE)
    stop(
      `Newsgloss needs Node ${OLDEST_NODE} or later to set itself up; this is ${process.version}. Install a newer one from your system's packages.`,
    );
  const node = join(ROOT, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  if (isInstalled() && existsSync(node)) return node;
  if (!quiet) console.log('Installing packages (npm ci); this takes about half a minute …');
  const { status, stderr } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'pipe'],
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0)
    stop(`${stderr}\nThe packages could not be installed. Is the network there? Then try "npm ci" by hand to see why.`);
  return node;
}

/** Whether what lies in node_modules is what the lockfile asks for. */
function isInstalled() {
  const installed = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const versionsIn = (path) =>
    Object.entries(JSON.parse(readFileSync(path, 'utf8')).packages)
      .filter(([name, { optional, dev, devOptional }]) => name !== '' && !optional && !(devOptional && !dev))
      .map(([name, { version }]) => [name, version]);
  const present = new Map(versionsIn(installed));
  return versionsIn(join(ROOT, 'package-lock.json')).every(([name, version]) => present.get(name) === version);
}

/** Runs a script of the project on the project's Node and ends as it ends. */
export function runOn(node, script, args) {
  const { status, signal } = spawnSync(node, ['--disable-warning=ExperimentalWarning', join(ROOT, script), ...args], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  process.exit(signal ? 1 : (status ?? 1));
}

function stop(reason) {
  console.error(reason);
  process.exit(1);
}
