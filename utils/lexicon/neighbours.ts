/** Words after a company or body that do not make its name longer ("Oracle CEO", "Apple Inc."). */
const FOLLOWERS = new Set(
  (
    'CEO CFO CTO COO CISO CEOs Inc Corp Corporation Ltd LLC PLC AG SE SA Co Group Chief Chair Chairman Chairwoman President Director ' +
    'Executive Executives Chairperson Spokesperson Vice Founder Co-founder Monday Tuesday Wednesday Thursday Friday Saturday Sunday ' +
    'January February March April May June July August September October November December AI UK US USA EU UN Europe'
  ).split(' '),
);

/** Words before a name that do not make it longer, though written with a capital. */
const LEADERS = new Set(
  (
    'The A An And Or But In On At By For From With To Of As If When While After Before Since Though Although Because Where Which ' +
    'Who What How Why This That These Those Its Their Our His Her Your My Both Like Unlike Under Over Between Among Against ' +
    'CEO President Chairman Director Minister Secretary Rival Rivals Giant Giants Firm Company'
  ).split(' '),
);

const NEXT_WORD = /^(?:[ \u00a0]|-)([\p{Lu}][\p{L}\p{N}'’-]*)/u;
const PREVIOUS_WORD = /(?:^|[^\p{L}\p{N}])([\p{Lu}][\p{L}\p{N}'’-]*)[ \u00a0]$/u;
/** A sentence or a clause begins here, so a capital says nothing. */
const SENTENCE_START = /(?:^|[.!?:;•|“”"(\n–—-]\s*)$/u;

/**
 * The longer name that a label in capitals seems to be part of, judged by its neighbours ("Oracle Park", "Cory Booker"),
 * or undefined. Only for labels that are one word with a capital; what stands before an acronym says little ("the Irish
 * NCSC").
 */
export function longerNameAround(text: string, start: number, end: number): string | undefined {
  const surface = text.slice(start, end);
  if (!/^\p{Lu}[\p{L}\p{N}&+.-]*$/u.test(surface) || isTitleCase(text, start, end)) return undefined;
  const next = NEXT_WORD.exec(text.slice(end, end + 40))?.[1];
  if (next !== undefined && !FOLLOWERS.has(next) && next !== next.toUpperCase()) return `${surface} ${next}`;
  if (surface === surface.toUpperCase()) return undefined;
  const previous = PREVIOUS_WORD.exec(text.slice(Math.max(0, start - 40), start))?.[1];
  if (previous === undefined || LEADERS.has(previous) || previous === previous.toUpperCase()) return undefined;
  const beforeThat = text.slice(Math.max(0, start - previous.length - 4), start - previous.length - 1);
  return SENTENCE_START.test(beforeThat) ? undefined : `${previous} ${surface}`;
}

/** Whether the words around are a headline where nearly every word has a capital, so that capitals say nothing. */
function isTitleCase(text: string, start: number, end: number): boolean {
  const words = text.slice(Math.max(0, start - 60), end + 60).match(/\p{L}{4,}/gu) ?? [];
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word)).length;
  return words.length >= 4 && capitals / words.length > 0.7;
}
