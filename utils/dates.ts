const DAY_MS = 24 * 60 * 60 * 1000;
const LOCALE = 'en-GB';
const DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' };

/** Made for the first date: that takes 15 ms, and most pages never show one. */
let format: Intl.DateTimeFormat | undefined;

/** A day, or an interval of days, in words: "24 June 2025", "23–25 June 2025". */
export function dateInWords(date: string): string {
  const [first = date, last = first] = date.split('/');
  format ??= new Intl.DateTimeFormat(LOCALE, DAY);
  return format.formatRange(utc(first), utc(last)).replace(/\s*–\s*/, '–');
}

/** How long ago a day was: "today", "1 day old", "12 days old". A day to come counts as today. */
export function ageInWords(day: string, now: Date): string {
  const days = Math.floor((now.getTime() - utc(day).getTime()) / DAY_MS);
  if (days <= 0) return 'today';
  return days === 1 ? '1 day old' : `${days} days old`;
}

function utc(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
