import { Filter } from './filter.ts';
import { FirstWords } from './first-words.ts';
import { writingsOf } from './fold.ts';
import {
  A_JOINT,
  ANY_WRITING,
  BITS_PER_MARK,
  bucketsFor,
  EXACT,
  FIRST_OF_MORE,
  GOES_ON,
  goesOnWith,
  LAST,
  type Layout,
  MAGIC,
  mix,
  NOTHING,
  partsOf,
  SHOUTABLE,
  WHOLE,
  WHOLE_WORD,
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
  /** Both hashes of the folded form; the first one mixed, for its top bits choose the bucket. */
  readonly key: number;
  readonly key2: number;
  readonly written: number;
}

/** What lets a reading of a text go on. */
interface Beginnings {
  /** Characters that are no part of a word and begin a pattern. */
  readonly starters: Set<number>;
  /** With their marks. */
  readonly firstWords: Map<number, number>;
  /** Every beginning at the end of a word, and the whole, with what is known of it. */
  readonly all: Set<number>;
}

/**
 * Compiles patterns into one buffer for `openMatcher`. The order of the patterns does not matter.
 * A form is known by 64 bits of hash: one in 2^64 other texts passes for it.
 * @throws RangeError naming the pattern that is empty, has no letter, digit or symbol, or is too long
 */
export function compilePatterns(patterns: readonly Pattern[], { shouting = true }: CompileOptions = {}): ArrayBuffer {
  const beginnings: Beginnings = { starters: new Set(), firstWords: new Map(), all: new Set() };
  const compiled = patterns.map((pattern) => readPattern(pattern, beginnings)).sort(inTableOrder);
  const forms = compiled.filter((pattern, index) => !isSameForm(pattern, compiled[index - 1])).length;
  const layout: Layout = {
    patterns: compiled.length,
    firstBits: FirstWords.bitsFor(beginnings.firstWords.size),
    beginningBits: Filter.bitsFor(beginnings.all.size),
    buckets: bucketsFor(forms),
    starters: beginnings.starters.size,
  };
  const parts = partsOf(layout);
  const buffer = new ArrayBuffer(parts.length);
  const { firstBits, beginningBits, buckets, starters } = layout;
  new Uint32Array(buffer, 0, 6).set([MAGIC, compiled.length, firstBits, beginningBits, buckets, starters]);
  const firstWords = new FirstWords(
    new Uint32Array(buffer, parts.first, firstBits / 32),
    new Uint8Array(buffer, parts.marks, firstBits / BITS_PER_MARK),
  );
  for (const [hash, marks] of beginnings.firstWords) firstWords.add(hash, marks);
  const all = new Filter(new Uint32Array(buffer, parts.beginnings, beginningBits / 32));
  for (const hash of beginnings.all) all.add(hash);
  new Uint16Array(buffer, parts.starterCodes, starters).set([...beginnings.starters].sort((a, b) => a - b));
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

function readPattern(pattern: Pattern, beginnings: Beginnings): Compiled {
  const text = pattern.text.trim();
  checkText(text, pattern.text);
  enterFirstWords(text, pattern.case, beginnings);
  if (pattern.case === 'exact' && isShoutable(pattern)) enterFirstWords(text.toUpperCase(), 'exact', beginnings);
  enterBeginnings(text, beginnings);
  const { folded, folded2, written } = walker;
  return { ...pattern, key: mix(folded), key2: folded2 >>> 0, written: written >>> 0 };
}

/** Enters the first word at each place where it may end: "NIS2" may be written as one word or as two. */
function enterFirstWords(text: string, rule: Pattern['case'], { starters, firstWords }: Beginnings): void {
  const enter = (hash: number, writing: number, place: number) => {
    const mark = (rule === 'any' || !isWord ? ANY_WRITING : writing) << place;
    firstWords.set(hash >>> 0, (firstWords.get(hash >>> 0) ?? 0) | mark);
  };
  walker.begin(text, 0, () => enter(walker.folded, walker.writing, FIRST_OF_MORE));
  let isWord = true;
  walker.next();
  isWord = walker.isWord;
  if (!isWord) for (const code of writingsOf(text.charCodeAt(0))) starters.add(code);
  for (let more = true; more; ) {
    const { folded, writing } = walker;
    const isLast = !walker.next();
    enter(folded, writing, isLast ? WHOLE_WORD : FIRST_OF_MORE);
    more = isWord && !isLast && walker.between === A_JOINT;
  }
}

/** Enters all beginnings of a text, with how each goes on. */
function enterBeginnings(text: string, { all }: Beginnings): void {
  const enter = (hash: number, mark: number) => all.add((hash ^ mark) >>> 0);
  const enterOn = (hash: number, between: number, character: number) => {
    enter(hash, GOES_ON);
    enter(hash, goesOnWith(between, character));
  };
  walker.begin(text, 0, (next) => enterOn(walker.folded, A_JOINT, next));
  walker.next();
  for (let before = walker.folded; walker.next(); before = walker.folded) {
    const { between, unitStart } = walker;
    enterOn(before, between, unitStart);
    if (between === A_JOINT) enterOn(before, NOTHING, unitStart);
    if (between === NOTHING) enterOn(before, A_JOINT, unitStart);
  }
  enter(walker.folded, WHOLE);
}

function checkText(text: string, given: string): void {
  if (text.length > LONGEST) {
    throw new RangeError(`The label "${text.slice(0, 40)}…" is longer than ${LONGEST} characters; shorten it.`);
  }
  if (!/[\p{L}\p{N}\p{S}]/u.test(text)) {
    throw new RangeError(`The label "${given}" has no letter, digit or symbol; give it one or remove it.`);
  }
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
