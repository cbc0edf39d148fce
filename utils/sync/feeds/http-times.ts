import { feedDate } from './feed-date.ts';

const SECOND_MS = 1000;

/**
 * How long an answer says that it holds, ms: Cache-Control's max-age, else Expires against Date (RFC 9111, 4.2.1). 0 where it says nothing.
 * @param now ms since 1970, where the answer has no date
 */
export function freshMs(headers: Headers, now: number): number {
  const control = headers.get('cache-control') ?? '';
  if (/\bno-(?:store|cache)\b/i.test(control)) return 0;
  const maxAge = /\bmax-age\s*=\s*"?(\d{1,10})/i.exec(control)?.[1];
  const age = Number(headers.get('age') ?? 0);
  if (maxAge !== undefined) return Math.max(0, Number(maxAge) - (Number.isFinite(age) ? age : 0)) * SECOND_MS;
  const expires = feedDate(headers.get('expires') ?? undefined)?.getTime();
  if (expires === undefined) return 0;
  return Math.max(0, expires - (feedDate(headers.get('date') ?? undefined)?.getTime() ?? now));
}

/**
 * How long a host asks to be left alone, ms: seconds or a date (RFC 9110, 10.2.3). Undefined where it does not say, or says nonsense.
 * @param now ms since 1970
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const written = headers.get('retry-after')?.trim();
  if (!written) return undefined;
  if (/^\d{1,10}$/.test(written)) return Number(written) * SECOND_MS;
  const moment = feedDate(written)?.getTime();
  return moment === undefined ? undefined : Math.max(0, moment - now);
}
