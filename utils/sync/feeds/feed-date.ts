const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Named zones of RFC 822, 5.1, and others that name one place only, in minutes east; military letters are left out, for
 * RFC 1123 calls them unusable, and names such as IST, for they are several.
 */
const ZONES: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  bst: 60,
  wet: 0,
  west: 60,
  cet: 60,
  cest: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  jst: 540,
  kst: 540,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
};

const TIME = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?`;
const ZONE = String.raw`\s*([a-z]{1,5}|(?:gmt|utc)?[+-]\d{1,2}(?::?\d{2})?)?`;

/** RFC 822 and 2822, with or without the day of the week: "Thu, 01 Jan 2026 10:00:00 +0100". */
const RFC_822 = new RegExp(
  String.raw`^(?:[a-z]{2,9}\.?(?:,\s*|\s+))?(\d{1,2})[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{2,4}),?(?:\s+${TIME}${ZONE})?$`,
  'i',
);
/** asctime, as HTTP once wrote dates, and its American kin: "Thu Jan  1 10:00:00 2026", "January 1, 2026 10:00". */
const ASCTIME = new RegExp(
  String.raw`^(?:[a-z]{2,9}\.?,?\s+)?([a-z]{3,9})\.?\s+(\d{1,2}),?\s+${TIME}${ZONE}\s+(\d{4})$`,
  'i',
);
const AMERICAN = new RegExp(
  String.raw`^(?:[a-z]{2,9}\.?,?\s+)?([a-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})(?:,?\s+${TIME}${ZONE})?$`,
  'i',
);
/** RFC 3339 and the shorter forms of W3C's date format: "2026-01-01T10:00:00Z", "2026-01". */
const RFC_3339 = new RegExp(String.raw`^(\d{4})(?:-?(\d{2})(?:-?(\d{2})(?:[t\s]+${TIME}${ZONE})?)?)?$`, 'i');

/** Longest text that can be a date. */
const LONGEST = 60;
const MINUTE_MS = 60_000;

/**
 * Reads a date as feeds write it: RFC 822 (RSS), RFC 3339 (Atom, JSON Feed), W3C's date format (Dublin Core), asctime.
 * A time without a zone counts as UTC. Never guesses: what is none of these, or no day of the calendar, is undefined; so is
 * what programs write that know no date, and a month of another language, unless it begins as in English.
 */
export function feedDate(written: string | undefined): Date | undefined {
  const text = written
    ?.trim()
    .replace(/\s+/g, ' ')
    .replace(/ \([^()]*\)$|(?<=\d|z)\[[\w/+-]*\]$/i, '');
  if (!text || text.length > LONGEST) return undefined;
  return fromRfc3339(text) ?? fromRfc822(text) ?? fromAsctime(text) ?? fromAmerican(text);
}

function fromRfc3339(text: string): Date | undefined {
  const match = RFC_3339.exec(text);
  if (!match) return undefined;
  const [, year, month = '1', day = '1', hour, minute, second, zone] = match;
  return moment({ year, month: Number(month) - 1, day, hour, minute, second, zone });
}

function fromRfc822(text: string): Date | undefined {
  const match = RFC_822.exec(text);
  if (!match) return undefined;
  const [, day, month = '', year = '', hour, minute, second, zone] = match;
  return moment({ year: fullYear(year), month: monthNumber(month), day, hour, minute, second, zone });
}

function fromAsctime(text: string): Date | undefined {
  const match = ASCTIME.exec(text);
  if (!match) return undefined;
  const [, month = '', day, hour, minute, second, zone, year] = match;
  return moment({ year, month: monthNumber(month), day, hour, minute, second, zone });
}

function fromAmerican(text: string): Date | undefined {
  const match = AMERICAN.exec(text);
  if (!match) return undefined;
  const [, month = '', day, year, hour, minute, second, zone] = match;
  return moment({ year, month: monthNumber(month), day, hour, minute, second, zone });
}

interface Parts {
  readonly year: string | undefined;
  /** From 0; below 0 for none. */
  readonly month: number;
  readonly day: string | undefined;
  readonly hour: string | undefined;
  readonly minute: string | undefined;
  readonly second: string | undefined;
  readonly zone: string | undefined;
}

function moment({ year, month, day, hour = '0', minute = '0', second = '0', zone }: Parts): Date | undefined {
  const offset = zoneMinutes(zone);
  if (offset === undefined || month < 0) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), month, Number(day));
  if (date.getUTCMonth() !== month || date.getUTCDate() !== Number(day)) return undefined;
  // 24:00 and leap seconds are written; the clock rolls over.
  if (Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60) return undefined;
  date.setUTCHours(Number(hour), Number(minute), Number(second));
  const written = new Date(date.getTime() - offset * MINUTE_MS);
  return isNone(written) ? undefined : written;
}

/** The year 1 of .NET, and the moment that Unix counts from, in whatever zone. */
function isNone(date: Date): boolean {
  return date.getUTCFullYear() <= 1 || Math.abs(date.getTime()) <= 24 * 60 * MINUTE_MS;
}

function monthNumber(name: string): number {
  // Finnish for November begins as March does elsewhere.
  if (/^marras/i.test(name)) return -1;
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase());
}

/** RFC 2822, 4.3: two digits up to 49 are of this century. */
function fullYear(year: string): string {
  if (year.length === 3) return String(1900 + Number(year));
  if (year.length !== 2) return year;
  return String((Number(year) < 50 ? 2000 : 1900) + Number(year));
}

function zoneMinutes(zone: string | undefined): number | undefined {
  if (zone === undefined) return 0;
  const match = /^(?:gmt|utc)?([+-])(\d{1,2}):?(\d{2})?$/i.exec(zone);
  if (!match) return ZONES[zone.toLowerCase()];
  const [, sign, hours, minutes = '0'] = match;
  const east = Number(hours) * 60 + Number(minutes);
  if (east > 14 * 60) return undefined;
  return sign === '-' ? -east : east;
}
