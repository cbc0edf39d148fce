import { Lexicon } from '../lexicon/lexicon.ts';
import { readLexicon, storedLexiconKey } from '../lexicon-store.ts';
import { retagStories } from '../sync/feeds/retag.ts';
import { type Tag, tagWith } from '../sync/feeds/tagging.ts';
import { storedSources } from '../sync/memory.ts';
import { keepAwake } from './keep-awake.ts';

/** Tags stories by the lexicon in use; while there is none, names no term: they are tagged anew once there is. */
export async function feedTagger(): Promise<Tag> {
  const kept = await readLexicon();
  return kept ? tagWith(new Lexicon({ labels: kept.labels, signs: await kept.signs() })) : () => [];
}

/**
 * Tags the stories of feeds anew where they were tagged with another lexicon than the one in use: whenever another is in
 * use, and at every start of the background, for its death may have come between.
 */
export async function retagFeeds(): Promise<void> {
  const { feeds } = await storedSources.get();
  const lexicon = feeds.length > 0 ? await storedLexiconKey() : undefined;
  // Thousands of stories take longer than a background is left alone for.
  if (lexicon !== undefined) await keepAwake(() => retagStories(lexicon, feedTagger));
}
