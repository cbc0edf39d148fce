import { compilePatterns, type Matcher, openMatcher } from '../utils/lexicon/matcher.ts';

/** The matcher behind the contract of a benchmark harness: compile, serialize, load, scan. */

/** A matcher as a harness knows it. */
export interface Contestant {
  scan(text: string): readonly number[];
  serialize(): Uint8Array;
}

/** A module of this contract. */
export interface Plug {
  compile: typeof compile;
  load: typeof load;
}

export function compile(
  terms: readonly { text: string; cs: boolean }[],
  { mode }: { mode: 'cs' | 'aware' },
): Contestant {
  const patterns = terms.map(({ text, cs }, value) => ({
    text,
    case: mode === 'cs' || cs ? ('exact' as const) : ('any' as const),
    value,
  }));
  const buffer = compilePatterns(patterns, { shouting: false });
  return contestant(openMatcher(buffer), buffer);
}

export function load(bytes: Uint8Array): Contestant {
  const buffer = bytes.slice().buffer;
  return contestant(openMatcher(buffer), buffer);
}

function contestant(matcher: Matcher, buffer: ArrayBuffer): Contestant {
  return { scan: (text) => matcher.scan(text), serialize: () => new Uint8Array(buffer) };
}
