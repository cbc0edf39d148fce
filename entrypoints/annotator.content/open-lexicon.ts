import { type KeptLexicon, readLexicon } from '../../utils/lexicon-store.ts';
import { ask } from '../../utils/messages.ts';

/**
 * The compiled lexicon. Where none is kept yet, as just after installation, the background is asked to make it; it then
 * comes as every later one does, to those who watch for it.
 */
export async function openLexicon(): Promise<KeptLexicon | undefined> {
  const kept = await readLexicon();
  if (!kept) await ask('lexicon.ensure', {}).catch(() => undefined);
  return kept;
}
