import { seeded } from '../tests/sync/fault-runs.ts';
import { alarmTime, nextAfterFailure, nextRegular } from '../utils/sync/schedule.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** What one reader's syncs ask of a host, bytes with headers. */
export interface Sizes {
  /** A head that has changed, one that has not (304), and the root that is not there yet (404). */
  readonly head: number;
  readonly unchanged: number;
  readonly noRoot: number;
  readonly delta: number;
  readonly full: number;
}

/** A day of a fleet. */
export interface FleetDay {
  /** Requests in each minute of the day that is looked at. */
  readonly requests: readonly number[];
  readonly bytes: number;
}

/** Readers that are followed one by one; larger fleets are this one, so many times. */
export const FOLLOWED = 200_000;

/** New readers a day, who fetch the whole. */
const NEW_A_DAY = 0.002;

/**
 * Follows readers through three days with the extension's own schedule, and looks at the third. A browser is open for some hours of its
 * owner's day, in three parts of the world; a new version appears at noon; during an outage every request fails.
 * @param outage from and to, in hours of the third day
 */
export function simulateFleet(sizes: Sizes, outage: readonly [from: number, to: number] | undefined): FleetDay {
  const random = seeded(42);
  const requests = new Array<number>(DAY_MS / MINUTE_MS).fill(0);
  let bytes = 0;
  for (let reader = 0; reader < FOLLOWED; reader++) {
    const hours = openHours(random);
    const phase = random();
    let [failures, version] = [0, 0];
    let due = random() * 6 * HOUR_MS;
    while (due < 3 * DAY_MS) {
      const opened = firstOpen(due, hours);
      const now = opened === due ? due : alarmTime({ now: opened, random: random() }, due);
      const isDown = outage !== undefined && now >= (48 + outage[0]) * HOUR_MS && now < (48 + outage[1]) * HOUR_MS;
      const published = Math.floor((now + DAY_MS / 2) / DAY_MS);
      const isNews = published > version;
      const asked = isDown ? 2 : isNews ? 3 : 2;
      if (now >= 2 * DAY_MS && now < 3 * DAY_MS) {
        const minute = Math.floor((now - 2 * DAY_MS) / MINUTE_MS);
        requests[minute] = (requests[minute] ?? 0) + asked;
        if (!isDown) bytes += sizes.noRoot + (isNews ? sizes.head + sizes.delta : sizes.unchanged);
      }
      failures = isDown ? failures + 1 : 0;
      if (!isDown) version = published;
      due = isDown
        ? nextAfterFailure({ now, random: random() }, failures)
        : nextRegular({ now, random: random() }, phase);
    }
  }
  return { requests, bytes: bytes + FOLLOWED * NEW_A_DAY * sizes.full };
}

interface OpenHours {
  /** Hours of the day, UTC, at which the browser is opened and closed. */
  readonly from: number;
  readonly length: number;
}

/** Six hours a day on average, beginning in the morning of one of three parts of the world. */
function openHours(random: () => number): OpenHours {
  const morning = [1, 8, 14][Math.floor(random() * 3)] ?? 8;
  return { from: morning + (random() + random() - 1) * 4, length: 2 + random() * 8 };
}

/** The first moment from `at` on at which the browser is open. */
function firstOpen(at: number, { from, length }: OpenHours): number {
  const sinceOpened = (((at / HOUR_MS - from) % 24) + 24) % 24;
  return sinceOpened < length ? at : at + (24 - sinceOpened) * HOUR_MS;
}

/** Draws the load of two days, requests a second for a million readers, as an SVG. */
export function drawLoads(plain: FleetDay, withOutage: FleetDay): string {
  const [width, height, left, right, bottom] = [760, 280, 52, 22, 34];
  const perSecond = ({ requests }: FleetDay) => smoothed(requests).map((count) => (count * 1_000_000) / FOLLOWED / 60);
  const lines = [perSecond(plain), perSecond(withOutage)];
  const top = Math.ceil(Math.max(...lines.flat()) / 20) * 20;
  const x = (minute: number) => left + (minute / 1440) * (width - left - right);
  const y = (value: number) => height - bottom - (value / top) * (height - bottom - 30);
  const path = (line: readonly number[]) =>
    line.map((value, index) => `${index === 0 ? 'M' : 'L'}${x(index * 5).toFixed(1)} ${y(value).toFixed(1)}`).join('');
  const hours = [0, 6, 12, 18, 24].map(
    (hour) => `<text x="${x(hour * 60)}" y="${height - 12}" text-anchor="middle">${hour}:00</text>`,
  );
  const steps = Array.from({ length: 5 }, (_, index) => (top * index) / 4).map(
    (value) =>
      `<path d="M${left} ${y(value)}H${width - right}" class="grid"/><text x="${left - 8}" y="${y(value) + 4}" text-anchor="end">${value}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Requests a second over a day for a million readers, with and without an outage">
<style>text{font:12px sans-serif;fill:#555}.grid{stroke:#ddd}.plain{stroke:#1f6f8b}.outage{stroke:#c2571a;stroke-dasharray:4 3}.plain,.outage{fill:none;stroke-width:1.6}</style>
<rect width="${width}" height="${height}" fill="#fff"/>
${steps.join('\n')}
${hours.join('\n')}
<text x="${left}" y="16">requests a second, a million readers; UTC. Blue: a day. Orange: the host fails from 6:00 to 12:00.</text>
<path class="outage" d="${path(lines[1] ?? [])}"/>
<path class="plain" d="${path(lines[0] ?? [])}"/>
</svg>
`;
}

/** Means of five minutes. */
function smoothed(requests: readonly number[]): number[] {
  return Array.from(
    { length: requests.length / 5 },
    (_, index) => requests.slice(index * 5, index * 5 + 5).reduce((sum, count) => sum + count, 0) / 5,
  );
}
