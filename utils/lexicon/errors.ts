/** A compiled lexicon that is cut short, foreign or contradicts itself; compiling it anew mends it. */
export class LexiconError extends Error {
  override readonly name = 'LexiconError';

  constructor() {
    super('The lexicon is damaged or of another version: compile it.');
  }
}
