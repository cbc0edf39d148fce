import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { findBrowser } from '../tests/browser/find-browser.ts';
import { findNginx } from '../tests/sync/nginx.ts';
import { buildAll } from './build.ts';
import { OUTCOME_FILE, type Outcome } from './outcome-reporter.ts';

const ROOT = join(import.meta.dirname, '..');
const REPORT = join(ROOT, '.output/outcome.json');

/** Preact, in the chunk that the pages share. */
const PREACT_WARNINGS = 1;

const CHECKS: readonly (readonly [name: string, run: () => Outcome])[] = [
  ['Style and imports', () => command('node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings')],
  ['Generated types', () => command('node_modules/wxt/bin/wxt.mjs', 'prepare')],
  ['Types', () => command('node_modules/typescript/bin/tsc', '-p', '.')],
  ['Unused code', () => command('node_modules/knip/bin/knip.js')],
  ['Unit tests', () => tests('vitest.config.ts')],
  ['Builds', () => attempt(() => buildAll())],
  ['The same build again', () => attempt(buildTwice)],
  ['Size of the content script', () => command('node_modules/size-limit/bin.js')],
  ['Rules of Firefox add-ons', () => attempt(lintAddOn)],
  [
    'Browsers and a web server',
    () => attempt(() => void [findBrowser('chromium'), findBrowser('firefox'), findNginx()]),
  ],
  ['End-to-end tests in Chromium and Firefox', () => tests('vitest.e2e.config.ts')],
];

const asked = process.argv.slice(2).map((word) => word.toLowerCase());
const chosen = CHECKS.filter(([name]) => asked.length === 0 || asked.some((word) => name.toLowerCase().includes(word)));
if (chosen.length === 0) {
  console.log(`No check has ${asked.map((word) => `“${word}”`).join(' or ')} in its name. There are:`);
  for (const [name] of CHECKS) console.log(`  ${name}`);
  process.exit(1);
}
const total = chosen.reduce(runCheck, { passed: 0, failed: [] });
console.log(`\n${total.passed} passed, ${total.failed.length} failed`);
for (const failure of total.failed) console.log(`  failed: ${failure}`);
process.exit(total.failed.length > 0 ? 1 : 0);

function runCheck({ passed, failed }: Outcome, [name, run]: (typeof CHECKS)[number]): Outcome {
  console.log(`\n— ${name}`);
  const outcome = run();
  return {
    passed: passed + outcome.passed,
    failed: [...failed, ...outcome.failed.map((what) => (what === '' ? name : `${name}: ${what}`))],
  };
}

/** Runs a program of a package on this Node; its words are shown only when it fails. */
function command(script: string, ...args: string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, script), ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) console.log(`${stdout}\n${stderr}`.trim());
  return counted(status === 0);
}

/** Runs tests, showing them as they go, and counts them. */
function tests(config: string): Outcome {
  rmSync(REPORT, { force: true });
  const args = ['node_modules/vitest/vitest.mjs', 'run', '-c', config];
  const env = { ...process.env, [OUTCOME_FILE]: REPORT };
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env });
  try {
    const { passed, failed } = JSON.parse(readFileSync(REPORT, 'utf8')) as Outcome;
    return { passed, failed: failed.length === 0 && status !== 0 ? [''] : failed };
  } catch {
    return counted(false);
  }
}

function attempt(run: () => void): Outcome {
  try {
    run();
    return counted(true);
  } catch (error) {
    console.log(error instanceof Error ? error.message : String(error));
    return counted(false);
  }
}

function counted(isGood: boolean): Outcome {
  return isGood ? { passed: 1, failed: [] } : { passed: 0, failed: [''] };
}

/** Whoever builds it gets the same bytes, so that what a store serves can be held against the source. */
function buildTwice(): void {
  const first = builtFiles();
  buildAll();
  const second = builtFiles();
  const names = new Set([...first.keys(), ...second.keys()]);
  const changed = [...names].filter((name) => first.get(name) !== second.get(name));
  if (changed.length > 0) throw new Error(`A second build gave other bytes: ${changed.join(', ')}`);
}

/** Every file that is built, with the hash of its bytes. */
function builtFiles(): Map<string, string> {
  const files = ['digest', 'chrome-mv3', 'firefox-mv3'].flatMap((folder) =>
    readdirSync(join(ROOT, '.output', folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  return new Map(
    files.map((file) => [relative(ROOT, file), createHash('sha256').update(readFileSync(file)).digest('hex')]),
  );
}

/** `web-ext lint`: no error, and no warning but those of Preact's way to set HTML, which we never use. */
function lintAddOn(): void {
  const script = join(ROOT, 'node_modules/web-ext/bin/web-ext.js');
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [script, 'lint', '--source-dir', '.output/firefox-mv3', '--output', 'json', '--no-config-discovery'],
    { cwd: ROOT, encoding: 'utf8' },
  );
  const report = JSON.parse(stdout || '{}') as { errors?: LintMessage[]; warnings?: LintMessage[] };
  if (!report.errors || !report.warnings) throw new Error(`web-ext lint gave no report:\n${stderr}`);
  const unknown = [...report.errors, ...report.warnings.filter(({ code }) => code !== 'UNSAFE_VAR_ASSIGNMENT')];
  const inHtml = report.warnings.filter(({ code }) => code === 'UNSAFE_VAR_ASSIGNMENT');
  if (inHtml.length > PREACT_WARNINGS) unknown.push(...inHtml.slice(PREACT_WARNINGS));
  if (unknown.length > 0)
    throw new Error(unknown.map(({ code, file, message }) => `${file ?? ''}: ${code} ${message}`).join('\n'));
}

interface LintMessage {
  readonly code: string;
  readonly message: string;
  readonly file?: string;
}
