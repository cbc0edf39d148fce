import { type KeptLexicon, readLexicon, watchLexicon } from '../../utils/lexicon-store.ts';
import { ask } from '../../utils/messages.ts';

/**
 * Gives the compiled lexicon, and each later one as it is kept. Where there is none yet, as just after installation, the
 * background is asked to make it; it then comes as every later one does.
 * @param until is given how to stop
 */
export async function openLexicon(
  onLexicon: (lexicon: KeptLexicon) => void,
  until: (stop: () => void) => void,
): Promise<void> {
  let isOvertaken = false;
  until(
    watchLexicon((lexicon) => {
      isOvertaken = true;
      onLexicon(lexicon);
    }),
  );
  const kept = await readLexicon();
  // What came while it was read is newer, and the signs that are kept belong to that.
  if (isOvertaken) return;
  if (kept) onLexicon(kept);
  else await ask('lexicon.ensure', {}).catch(() => undefined);
}
