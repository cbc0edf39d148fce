import { DigestError, parseDigest } from '../utils/digest/issues.ts';
import type { Digest } from '../utils/digest/schema.ts';
import { compileLexicon } from '../utils/lexicon/compile-lexicon.ts';
import { SourceError } from './problems.ts';

/**
 * Does with a digest what a reader's browser does before it marks anything: what fails there can be mended here only.
 * @throws SourceError
 */
export function refuseUnusable(digest: Digest): void {
  try {
    compileLexicon(parseDigest(digest, 'the digest'));
  } catch (error) {
    if (error instanceof DigestError)
      throw new SourceError(error.issues.map((issue) => ({ file: 'the digest', ...issue })));
    if (error instanceof RangeError) throw new SourceError([{ file: 'the digest', field: '', message: error.message }]);
    throw error;
  }
}
