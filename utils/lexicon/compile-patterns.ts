import {
  anyCase,
  EXACT,
  FILTER_BITS_PER_PREFIX,
  LAST,
  type Layout,
  MAGIC,
  mix,
  partsOf,
  SHOUTABLE,
  SLOTS_PER_FORM,
  slotOf,
} from './format.ts';
import { UnitWalker } from './unit-walker.ts';

/** One text to be found. */
export interface Pattern {
  /** As an editor wrote it. */
  readonly text: string;
  readonly case: 'exact' | 'any';
  /** Unsigned 32 bits of the caller's; several patterns may share a text or a value. */
  readonly value: number;
}

export interface CompileOptions {
  /** Whether an exact pattern with a small letter is also found in all capitals, as in headlines. True if left out. */
  readonly shouting?: boolean;
}

/** A label of more characters is a sentence. */
const LONGEST = 200;

interface Compiled extends Pattern {
  readonly folded: number;
  readonly folded2: number;
  readonly written: number;
}

/** Hashes that let a reading of a text go on. */
interface Prefixes {
  readonly first: Set<number>;
  readonly written: Set<number>;
  readonly longer: Set<number>;
}

/**
 * Compiles patterns into one buffer for `openMatcher`. The order of the patterns does not matter.
 * A form is known by 64 bits of hash: one in 2^64 other texts passes for it.
 * @throws RangeError naming the pattern that is empty, has no letter, digit or symbol, or is too long
 */
export function compilePatterns(patterns: readonly Pattern[], { shouting = true }: CompileOptions = {}): ArrayBuffer {
  const prefixes: Prefixes = { first: new Set(), written: new Set(), longer: new Set() };
  const compiled = patterns.map((pattern) => readPattern(pattern, prefixes)).sort(inFormOrder);
  const forms = compiled.filter((pattern, index) => !isSameForm(pattern, compiled[index - 1]));
  const layout: Layout = {
    forms: forms.length,
    patterns: compiled.length,
    firstBits: filterBits(prefixes.first.size),
    writtenBits: filterBits(prefixes.written.size),
    prefixBits: filterBits(prefixes.longer.size),
    slots: Math.ceil(forms.length * SLOTS_PER_FORM) + 1,
  };
  const parts = partsOf(layout);
  const buffer = new ArrayBuffer(parts.length);
  const hasAny = compiled.some((pattern) => pattern.case === 'any');
  const { firstBits, writtenBits, prefixBits, slots } = layout;
  new Uint32Array(buffer, 0, 9).set([
    MAGIC,
    forms.length,
    compiled.length,
    firstBits,
    writtenBits,
    prefixBits,
    slots,
    hasAny ? 1 : 0,
    shouting ? 1 : 0,
  ]);
  fillFilter(new Uint32Array(buffer, parts.first, firstBits / 32), prefixes.first);
  fillFilter(new Uint32Array(buffer, parts.written, writtenBits / 32), prefixes.written);
  fillFilter(new Uint32Array(buffer, parts.prefixes, prefixBits / 32), prefixes.longer);
  fillTable(new Uint32Array(buffer, parts.keys, slots * 3), compiled, slots);
  new Uint32Array(buffer, parts.values, compiled.length).set(compiled.map(({ value }) => value));
  new Uint32Array(buffer, parts.cases, compiled.length).set(compiled.map(({ written }) => written));
  new Uint8Array(buffer, parts.flags, compiled.length).set(
    compiled.map((pattern, index) => {
      const next = compiled[index + 1];
      const isLast = next === undefined || !isSameForm(pattern, next);
      return (
        (isLast ? LAST : 0) |
        (pattern.case === 'exact' ? EXACT : 0) |
        (shouting && isShoutable(pattern) ? SHOUTABLE : 0)
      );
    }),
  );
  return buffer;
}

const walker = new UnitWalker();

function readPattern(pattern: Pattern, { first, written, longer }: Prefixes): Compiled {
  const text = pattern.text.trim();
  checkText(text, pattern.text);
  forFirstWords(text, () => {
    first.add(walker.folded >>> 0);
    written.add(pattern.case === 'exact' ? walker.written >>> 0 : anyCase(walker.folded));
  });
  if (pattern.case === 'exact' && isShoutable(pattern)) {
    forFirstWords(text.toUpperCase(), () => written.add(walker.written >>> 0));
  }
  const enter = () => longer.add(walker.folded >>> 0);
  walker.begin(text, 0, enter);
  while (walker.next()) if (walker.end < text.length) enter();
  const { folded, folded2, written: asWritten } = walker;
  return { ...pattern, folded: folded >>> 0, folded2: folded2 >>> 0, written: asWritten >>> 0 };
}

function checkText(text: string, given: string): void {
  if (text.length > LONGEST) {
    throw new RangeError(`The label "${text.slice(0, 40)}…" is longer than ${LONGEST} characters; shorten it.`);
  }
  if (!/[\p{L}\p{N}\p{S}]/u.test(text)) {
    throw new RangeError(`The label "${given}" has no letter, digit or symbol; give it one or remove it.`);
  }
}

/** Calls `enter` at each place where the first word of a text may end: "NIS2" may be written as one word or as two. */
function forFirstWords(text: string, enter: () => void): void {
  walker.begin(text, 0, enter);
  for (let units = 0; walker.next() && (units === 0 || walker.joined); units++) enter();
}

/** Whether a text in small letters too can be told from its capitals. */
function isShoutable({ text }: Pattern): boolean {
  return text !== text.toUpperCase() && (text.match(/\p{L}/gu)?.length ?? 0) > 1;
}

function inFormOrder(a: Compiled, b: Compiled): number {
  return (
    a.folded - b.folded ||
    a.folded2 - b.folded2 ||
    (a.case < b.case ? -1 : a.case > b.case ? 1 : 0) ||
    a.value - b.value ||
    a.written - b.written
  );
}

function isSameForm(a: Compiled, b: Compiled | undefined): boolean {
  return b !== undefined && a.folded === b.folded && a.folded2 === b.folded2;
}

function filterBits(prefixes: number): number {
  return 2 ** Math.max(8, Math.ceil(Math.log2(Math.max(1, prefixes) * FILTER_BITS_PER_PREFIX * 0.75)));
}

function fillFilter(filter: Uint32Array, hashes: ReadonlySet<number>): void {
  const shift = 32 - Math.log2(filter.length * 32);
  for (const hash of hashes) {
    const bit = mix(hash) >>> shift;
    filter[bit >>> 5] = (filter[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }
}

/** Open addressing: hash, second hash, and the number of the form's first pattern, plus one. */
function fillTable(table: Uint32Array, compiled: readonly Compiled[], slots: number): void {
  compiled.forEach((pattern, index) => {
    if (isSameForm(pattern, compiled[index - 1])) return;
    let slot = slotOf(pattern.folded, slots);
    while (table[slot * 3 + 2] !== 0) slot = slot + 1 === slots ? 0 : slot + 1;
    table.set([pattern.folded, pattern.folded2, index + 1], slot * 3);
  });
}
