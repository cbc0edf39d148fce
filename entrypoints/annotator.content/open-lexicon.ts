import { Lexicon } from '../../utils/lexicon/lexicon.ts';
import { readLexicon } from '../../utils/lexicon-store.ts';
import { ask } from '../../utils/messages.ts';

/** The compiled lexicon; where none is kept yet, as just after installation, the background is asked to make it. */
export async function openLexicon(): Promise<Lexicon | undefined> {
  let buffer = await readLexicon();
  if (!buffer) {
    await ask('lexicon.ensure', {}).catch(() => undefined);
    buffer = await readLexicon();
  }
  return buffer && new Lexicon(buffer);
}
