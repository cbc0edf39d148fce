/** A compiled lexicon that cannot be used; compiling it anew mends it. */
export class LexiconError extends Error {
  override readonly name = 'LexiconError';

  constructor(reason: string) {
    super(`The compiled lexicon cannot be used: ${reason}. Compile it anew.`);
  }
}
