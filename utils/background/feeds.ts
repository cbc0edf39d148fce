import { Lexicon } from '../lexicon/lexicon.ts';
import { readLexicon, storedLexiconKey } from '../lexicon-store.ts';
import { retagStories } from '../sync/feeds/retag.ts';
import { type Tagger, tagWith } from '../sync/feeds/tagging.ts';
import { storedSources } from '../sync/memory.ts';
import { keepAwake } from './keep-awake.ts';

/** Opens the lexicon in use to tag stories; while there is none, names no term: they are tagged anew once there is. */
export async function feedTagger(): Promise<Tagger> {
  // First, for it may be replaced between the two: stories of a newer lexicon are then tagged once more for nothing.
  const lexicon = await storedLexiconKey();
  const kept = await readLexicon();
  if (lexicon === undefined || !kept) return { lexicon: '', tag: () => [] };
  return { lexicon, tag: tagWith(new Lexicon({ labels: kept.labels, signs: await kept.signs() })) };
}

/**
 * Tags the stories of feeds anew where they were tagged with another lexicon than the one in use: whenever another is in
 * use, and at every start of the background, for its death may have come between.
 */
export async function retagFeeds(): Promise<void> {
  const { feeds } = await storedSources.get();
  const lexicon = feeds.length > 0 ? await storedLexiconKey() : undefined;
  // Thousands of stories take longer than a background is left alone for.
  if (lexicon !== undefined) await keepAwake(() => retagStories(lexicon, async () => (await feedTagger()).tag));
}
