const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const MINUTE_MS = 60_000;
const STEPS = [
  ['day', 24 * 60 * MINUTE_MS],
  ['hour', 60 * MINUTE_MS],
  ['minute', MINUTE_MS],
] as const;

/** A size: "0 bytes", "812 bytes", "8.5 KB", "904 KB", "1.2 MB". Of thousands, as file managers show it. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  return bytes < 999_500 ? `${rounded(bytes / 1000)} KB` : `${rounded(bytes / 1_000_000)} MB`;
}

/** A moment seen from another, both in ms: "just now", "5 minutes ago", "in 3 hours", "yesterday". */
export function momentInWords(at: number, now: number): string {
  const away = at - now;
  for (const [unit, ms] of STEPS) if (Math.abs(away) >= ms) return RELATIVE.format(Math.trunc(away / ms), unit);
  return away > 0 ? 'in a moment' : 'just now';
}

/** A moment that has been: one that a clock read earlier takes for one to come was just now. */
export function pastInWords(at: number, now: number): string {
  return momentInWords(Math.min(at, now), now);
}

/** "1 feed", "3 feeds"; "1 story", "2 stories". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

function rounded(amount: number): string {
  return amount < 10 ? (Math.round(amount * 10) / 10).toString() : Math.round(amount).toString();
}
