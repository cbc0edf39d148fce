import { Filter } from './filter.ts';
import { anyCase, bucketsFor, EXACT, filterBits, LAST, type Layout, MAGIC, mix, partsOf, SHOUTABLE } from './format.ts';
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
  /** Both hashes of the folded form; the first one mixed, for its top bits choose the bucket. */
  readonly key: number;
  readonly key2: number;
  readonly written: number;
}

/** Hashes that let a reading of a text go on. */
interface Beginnings {
  readonly first: Set<number>;
  readonly written: Set<number>;
  /** Every beginning at the end of a word, and the whole. */
  readonly all: Set<number>;
}

/**
 * Compiles patterns into one buffer for `openMatcher`. The order of the patterns does not matter.
 * A form is known by 64 bits of hash: one in 2^64 other texts passes for it.
 * @throws RangeError naming the pattern that is empty, has no letter, digit or symbol, or is too long
 */
export function compilePatterns(patterns: readonly Pattern[], { shouting = true }: CompileOptions = {}): ArrayBuffer {
  const beginnings: Beginnings = { first: new Set(), written: new Set(), all: new Set() };
  const compiled = patterns.map((pattern) => readPattern(pattern, beginnings)).sort(inTableOrder);
  const forms = compiled.filter((pattern, index) => !isSameForm(pattern, compiled[index - 1])).length;
  const layout: Layout = {
    patterns: compiled.length,
    firstBits: filterBits(beginnings.first.size),
    writtenBits: filterBits(beginnings.written.size),
    beginningBits: filterBits(beginnings.all.size),
    buckets: bucketsFor(forms),
  };
  const parts = partsOf(layout);
  const buffer = new ArrayBuffer(parts.length);
  const hasAny = compiled.some((pattern) => pattern.case === 'any');
  const { firstBits, writtenBits, beginningBits, buckets } = layout;
  new Uint32Array(buffer, 0, 7).set([
    MAGIC,
    compiled.length,
    firstBits,
    writtenBits,
    beginningBits,
    buckets,
    hasAny ? 1 : 0,
  ]);
  fillFilter(new Uint32Array(buffer, parts.first, firstBits / 32), beginnings.first);
  fillFilter(new Uint32Array(buffer, parts.written, writtenBits / 32), beginnings.written);
  fillFilter(new Uint32Array(buffer, parts.beginnings, beginningBits / 32), beginnings.all);
  new Uint32Array(buffer, parts.starts, buckets + 1).set(bucketStarts(compiled, buckets));
  const column = (offset: number, of: (pattern: Compiled) => number) =>
    new Uint32Array(buffer, offset, compiled.length).set(compiled.map(of));
  column(parts.keys, ({ key }) => key);
  column(parts.keys2, ({ key2 }) => key2);
  column(parts.values, ({ value }) => value);
  column(parts.cases, ({ written }) => written);
  new Uint8Array(buffer, parts.flags, compiled.length).set(
    compiled.map((pattern, index) => {
      const next = compiled[index + 1];
      const isLast = next === undefined || !isSameForm(pattern, next);
      const isShouted = shouting && isShoutable(pattern);
      return (isLast ? LAST : 0) | (pattern.case === 'exact' ? EXACT : 0) | (isShouted ? SHOUTABLE : 0);
    }),
  );
  return buffer;
}

const walker = new UnitWalker();

function readPattern(pattern: Pattern, { first, written, all }: Beginnings): Compiled {
  const text = pattern.text.trim();
  checkText(text, pattern.text);
  forFirstWords(text, () => {
    first.add(walker.folded >>> 0);
    written.add(pattern.case === 'exact' ? walker.written >>> 0 : anyCase(walker.folded));
  });
  if (pattern.case === 'exact' && isShoutable(pattern)) {
    forFirstWords(text.toUpperCase(), () => written.add(walker.written >>> 0));
  }
  const enter = () => all.add(walker.folded >>> 0);
  walker.begin(text, 0, enter);
  while (walker.next()) enter();
  const { folded, folded2, written: asWritten } = walker;
  return { ...pattern, key: mix(folded), key2: folded2 >>> 0, written: asWritten >>> 0 };
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

function inTableOrder(a: Compiled, b: Compiled): number {
  return (
    a.key - b.key ||
    a.key2 - b.key2 ||
    (a.case < b.case ? -1 : a.case > b.case ? 1 : 0) ||
    a.value - b.value ||
    a.written - b.written
  );
}

function isSameForm(a: Compiled, b: Compiled | undefined): boolean {
  return b !== undefined && a.key === b.key && a.key2 === b.key2;
}

function fillFilter(bits: Uint32Array, hashes: ReadonlySet<number>): void {
  const filter = new Filter(bits);
  for (const hash of hashes) filter.add(hash);
}

/** Where the patterns of each bucket begin; they are in order, so that a bucket is a stretch of them. */
function bucketStarts(compiled: readonly Compiled[], buckets: number): Uint32Array {
  const starts = new Uint32Array(buckets + 1);
  const width = 0x1_0000_0000 / buckets;
  for (const { key } of compiled) {
    const after = Math.floor(key / width) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let bucket = 1; bucket <= buckets; bucket++) starts[bucket] = (starts[bucket] ?? 0) + (starts[bucket - 1] ?? 0);
  return starts;
}
