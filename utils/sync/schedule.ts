const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How often a source is checked when all is well. */
export const CHECK_INTERVAL_MS = 6 * HOUR_MS;
/** How far a check may stray from its slot, in intervals, so that two checks that follow each other are 6 h ± 20 % apart. */
const STRAY = 0.1;
/** A slot nearer than so many intervals is left out: the reader has just asked, or the browser was closed for hours. */
const LEAST_GAP = 0.5;
/** A check that is due when the browser starts waits a random part of this. */
const START_SPREAD_MS = MINUTE_MS;
/** First wait after a failure, before it doubles (https://developers.google.com/safe-browsing/v4/request-frequency). */
const FIRST_BACKOFF_MS = 15 * MINUTE_MS;
/** A network is signed in to within an hour or two; a page that is in the way for longer will stay. */
const PAGES_BORNE = 4;
/** No wait is longer, whatever a host asks for. */
export const LONGEST_WAIT_MS = 24 * HOUR_MS;

/** What the schedule needs to know; all times in ms since 1970. */
export interface Moment {
  readonly now: number;
  /** 0 to 1, drawn anew each time. */
  readonly random: number;
}

/**
 * When a source is checked next after a check that went well. Each installation has a `phase` of its own, 0 to 1, drawn once:
 * its slots are an interval apart and everybody's lie elsewhere, so the load on a host is flat, also after an outage.
 * @param wish how long the publisher asks to wait between two checks, ms; it may only lengthen the interval, to a day at most
 */
export function nextRegular({ now, random }: Moment, phase: number, wish = 0): number {
  const interval = Math.min(Math.max(CHECK_INTERVAL_MS, wish), LONGEST_WAIT_MS);
  const offset = phase * interval;
  const slot = Math.ceil((now + LEAST_GAP * interval - offset) / interval) * interval + offset;
  return slot + (2 * random - 1) * STRAY * interval;
}

/**
 * When a source is checked next after it failed `failures` times in a row (1 or more): 15 to 30 minutes, doubled with each failure, at
 * most a day; later where the host asked for it with Retry-After.
 */
export function nextAfterFailure({ now, random }: Moment, failures: number, retryAfterMs = 0): number {
  const backoff = 2 ** Math.min(failures - 1, 10) * FIRST_BACKOFF_MS * (1 + random);
  return now + Math.min(Math.max(backoff, retryAfterMs), LONGEST_WAIT_MS);
}

/** When to look again after a page or a redirect came in the place of a digest, for the `times`th time in a row: soon at first. */
export function nextAfterPage(moment: Moment, times: number): number {
  return nextAfterFailure(moment, Math.max(times - PAGES_BORNE, 1));
}

/** When to look again while there is no network, or one that asks to sign in first. No attempt is counted. */
export function nextWithoutNetwork({ now, random }: Moment): number {
  return now + FIRST_BACKOFF_MS * (1 + random);
}

/** When the alarm rings for a check that is due at `due`: not all at the same second when browsers start. */
export function alarmTime({ now, random }: Moment, due: number): number {
  return due > now ? due : now + random * START_SPREAD_MS;
}
