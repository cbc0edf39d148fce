import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { killAtEveryStep } from '../tests/sync/cut-off.ts';
import { runFaults } from '../tests/sync/fault-runs.ts';
import { drawLoads, type FleetDay, FOLLOWED, type Sizes, simulateFleet } from './fleet.ts';
import { benchSync, type SyncCosts } from './sync-browser.ts';
import { printTable, quantile, type Row, rounded } from './table.ts';

/** `npm run bench:sync [small] [large] [fleet] [faults] [kills]`; without a word, all. Numbers of docs/scale.md. */

const PLOT = join(import.meta.dirname, '../docs/images/load.svg');
const SMALL = { terms: 800, stories: 2400 };
/** Small, so that an update has steps of each kind and not many of one. */
const KILLED = { terms: 60, stories: 240 };
const LARGE = { terms: 20_000, stories: 100_000 };
/** Of HTTP/2 with usual headers, bytes, and of an answer without a body. */
const HEADERS = 500;
const EMPTY = 350;
/** Sizes of the small digest as measured, for the fleet alone. */
const MEASURED: Sizes = { head: 2700, unchanged: EMPTY, noRoot: EMPTY, delta: 7900, full: 713_500 };

/** Prices a GB and a million requests, in dollars, stated so that others can be put in their place. */
const PRICES = [
  { host: 'content network that bills requests', perGb: 0.085, perMillion: 1 },
  { host: 'content network that bills bytes only', perGb: 0.01, perMillion: 0 },
] as const;

const asked = process.argv.slice(2);
const isAsked = (part: string) => asked.length === 0 || asked.includes(part);

const measured = [
  ...(isAsked('small') ? [await benchSync(SMALL, { days: 7, rounds: 7 })] : []),
  ...(isAsked('large') ? [await benchSync(LARGE, { days: 2, rounds: 2 })] : []),
];
if (measured.length > 0) {
  printTable(
    'Publishing',
    measured.map(({ publishing }) => publishing),
  );
  printTable(
    'Syncing in Chromium from nginx on the same machine, medians',
    measured.map(({ browser }) => browser),
  );
  printTable(
    'A card asked of the background',
    measured.map(({ cards }) => cards),
  );
}
if (isAsked('fleet')) fleet(isAsked('small') ? sizesOf(measured[0]) : MEASURED);
if (isAsked('faults')) {
  const { runs, updated, current, refused, lost } = await runFaults(1000, 1);
  printTable('A thousand syncs through faults of host, network and disk', [
    {
      runs,
      updated,
      current,
      refused: Object.values(refused).reduce((sum, count) => sum + count, 0),
      'lost or mixed': lost.length,
    },
  ]);
  console.log(
    `\nRefused: ${Object.entries(refused)
      .map(([reason, count]) => `${reason} ${count}`)
      .join(', ')}`,
  );
  for (const line of lost) console.log(line);
  if (lost.length > 0) process.exitCode = 1;
}
if (isAsked('kills')) await kills();

/** In both browsers, at every step of an update of either kind. */
async function kills(): Promise<void> {
  const rows: Row[] = [];
  for (const name of ['chromium', 'firefox'] as const) {
    for (const by of ['full', 'delta'] as const) {
      const { steps, old, new: updated, lost } = await killAtEveryStep(name, by, KILLED);
      rows.push({ browser: name, by, kills: steps, old, new: updated, 'lost or mixed': lost.length });
      for (const step of lost) console.log(`${name}, ${by}: killed at step ${step}, what is stored is neither version`);
      if (lost.length > 0) process.exitCode = 1;
    }
  }
  printTable('Browsers killed at each request and each transaction of an update', rows);
}

function sizesOf(costs: SyncCosts | undefined): Sizes {
  if (!costs) return MEASURED;
  const { head, headBytes } = costs;
  const delta = head.deltas.find(({ from }) => from === head.version - 1)?.b ?? 0;
  return {
    head: headBytes + HEADERS,
    unchanged: EMPTY,
    noRoot: EMPTY,
    delta: delta + HEADERS,
    full: head.full.b + HEADERS,
  };
}

function fleet(sizes: Sizes): void {
  const plain = simulateFleet(sizes, undefined);
  const withOutage = simulateFleet(sizes, [6, 12]);
  printTable(
    'A day of a fleet',
    [1, 10, 100].map((millions) => fleetRow(millions, plain)),
  );
  printTable(
    'The same with the host gone from 6:00 to 12:00',
    [1, 10, 100].map((millions) => fleetRow(millions, withOutage)),
  );
  printTable(
    'Cost of a day, dollars',
    [1, 10, 100].map((millions) => costRow(millions, plain)),
  );
  writeFileSync(PLOT, drawLoads(plain, withOutage));
  console.log(`\nDrawn: ${PLOT}`);
}

function fleetRow(millions: number, { requests, bytes }: FleetDay): Row {
  const scale = (millions * 1_000_000) / FOLLOWED;
  const perSecond = requests.map((count) => (count * scale) / 60);
  const mean = perSecond.reduce((sum, value) => sum + value, 0) / perSecond.length;
  return {
    readers: `${millions} million`,
    'requests a day, million': rounded((requests.reduce((sum, count) => sum + count, 0) * scale) / 1e6, 1),
    'a second, mean': rounded(mean, 0),
    'a second, p99 minute': rounded(quantile(perSecond, 0.99), 0),
    'a second, peak minute': rounded(Math.max(...perSecond), 0),
    'peak ÷ mean': rounded(Math.max(...perSecond) / mean, 2),
    'GB a day': rounded((bytes * scale) / 1e9, 1),
  };
}

function costRow(millions: number, { requests, bytes }: FleetDay): Row {
  const scale = (millions * 1_000_000) / FOLLOWED;
  const gigabytes = (bytes * scale) / 1e9;
  const millionRequests = (requests.reduce((sum, count) => sum + count, 0) * scale) / 1e6;
  return {
    readers: `${millions} million`,
    ...Object.fromEntries(
      PRICES.map(({ host, perGb, perMillion }) => [
        `${host} (${perGb} a GB, ${perMillion} a million)`,
        rounded(gigabytes * perGb + millionRequests * perMillion, 2),
      ]),
    ),
  };
}
