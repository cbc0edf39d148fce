const DAY_MS = 24 * 60 * 60 * 1000;

/** ISO 8601 to the second. */
export function moment(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The moment so many days from now. */
export function momentIn(now: Date, days: number): string {
  return moment(new Date(now.getTime() + days * DAY_MS));
}

/** Whole days from now until a moment; below 0 where it is past. */
export function daysUntil(moment: string, now: Date): number {
  return Math.floor((Date.parse(moment) - now.getTime()) / DAY_MS);
}
