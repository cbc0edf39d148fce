import type { FeedPace } from './parsed-feed.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** One update in so long, of the Syndication module (https://web.resource.org/rss/1.0/modules/syndication/). */
const PERIODS_MS: Readonly<Record<string, number>> = {
  hourly: HOUR_MS,
  daily: 24 * HOUR_MS,
  weekly: 7 * 24 * HOUR_MS,
  monthly: 30 * 24 * HOUR_MS,
  yearly: 365 * 24 * HOUR_MS,
};

/** What feeds say about how often to ask, as they say it. */
interface PaceWords {
  /** RSS, minutes. */
  readonly ttl?: number | undefined;
  readonly skipHours?: readonly number[] | undefined;
  readonly skipDays?: readonly string[] | undefined;
  readonly sy?: { readonly updatePeriod?: string; readonly updateFrequency?: number } | undefined;
}

/** How often a feed wishes to be asked; nonsense counts as not said. */
export function paceOf({ ttl, skipHours = [], skipDays = [], sy }: PaceWords): FeedPace {
  const wishes = [ttl === undefined ? 0 : ttl * MINUTE_MS, syndicationMs(sy)].filter(
    (ms) => Number.isFinite(ms) && ms > 0,
  );
  return {
    ...(wishes.length > 0 ? { leastMs: Math.max(...wishes) } : {}),
    // Hour 24 is midnight in RSS 0.91.
    skipHours: unlessAll(
      skipHours.filter((hour) => Number.isInteger(hour) && hour >= 0 && hour <= 24).map((hour) => hour % 24),
      24,
    ),
    skipDays: unlessAll(
      skipDays.map((day) => DAYS.indexOf(day.slice(0, 3).toLowerCase())).filter((day) => day >= 0),
      7,
    ),
  };
}

function syndicationMs(sy: PaceWords['sy']): number {
  const period = PERIODS_MS[sy?.updatePeriod?.trim().toLowerCase() ?? ''] ?? 0;
  return period / Math.max(1, sy?.updateFrequency ?? 1);
}

/** Skipping everything would be never: then it was not meant. */
function unlessAll(skipped: readonly number[], all: number): number[] {
  const distinct = [...new Set(skipped)];
  return distinct.length < all ? distinct : [];
}
