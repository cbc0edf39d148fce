import { traitOf } from './fold.ts';
import { readGap } from './gaps.ts';
import { FOLDED_SEED, stepFolded, stepHash, WRITTEN_SEED } from './hashes.ts';

/** Hashes of the characters of a hit: in lower case, and as written but for spaces, hyphens and quotes. */
export class Surface {
  folded = FOLDED_SEED;
  written = WRITTEN_SEED;

  /** Reads text[start..end], which is plain and begins and ends with a label's first and last character. */
  read(text: string, start: number, end: number): void {
    let folded = FOLDED_SEED;
    let written = WRITTEN_SEED;
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      const trait = traitOf(code);
      if (trait > 0) {
        // The trait has room for 13 bits of the lower-case form; the rest is the same in both cases.
        folded = stepFolded(folded, trait ^ (code >>> 13));
        written = stepHash(written, code);
        continue;
      }
      const from = at;
      while (at + 1 < end && traitOf(text.charCodeAt(at + 1)) < 0) at++;
      const gap = readGap(text, from, at + 1, from > start && at + 1 < end);
      for (let index = 0; index < gap.length; index++) {
        const sign = gap.charCodeAt(index);
        folded = stepFolded(folded, sign);
        written = stepHash(written, sign);
      }
    }
    this.folded = folded;
    this.written = written;
  }
}

/** Whether a surface is written in capitals throughout. */
export function isShouted(surface: string): boolean {
  return surface === surface.toUpperCase() && surface !== surface.toLowerCase();
}
