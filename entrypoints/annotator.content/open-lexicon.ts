import { readLexicon } from '../../utils/lexicon-store.ts';
import { ask } from '../../utils/messages.ts';

/** The compiled lexicon; where none is kept yet, as just after installation, the background is asked to make it. */
export async function openLexicon(): Promise<ArrayBuffer | undefined> {
  const kept = await readLexicon();
  if (kept) return kept;
  await ask('lexicon.ensure', {}).catch(() => undefined);
  return await readLexicon();
}
