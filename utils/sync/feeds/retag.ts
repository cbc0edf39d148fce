import { type FeedStory, withFeedDatabase } from './feed-database.ts';
import { tagged } from './feed-rows.ts';
import type { Tag } from './tagging.ts';

/** Stories that are tagged before others may go on. */
const AT_ONCE = 50;

/**
 * Tags every story anew where another lexicon is in use than the one they were tagged with. A few at a time, so that cards are
 * answered meanwhile; broken off, it begins anew at the next call.
 * @param lexicon what tells the lexicon in use from others
 * @param open gives that lexicon's tagger; called only where it is needed
 */
export async function retagStories(lexicon: string, open: () => Promise<Tag>): Promise<void> {
  const known = await withFeedDatabase(({ meta }) => meta.get('lexicon'));
  if (known?.key === 'lexicon' && known.lexicon === lexicon) return;
  const ids = await withFeedDatabase(({ stories }) => stories.toCollection().primaryKeys());
  if (ids.length > 0) {
    const tag = await open();
    for (let at = 0; at < ids.length; at += AT_ONCE) await retagSome(ids.slice(at, at + AT_ONCE), tag);
  }
  await withFeedDatabase(({ meta }) => meta.put({ key: 'lexicon', lexicon }));
}

function retagSome(ids: readonly FeedStory['id'][], tag: Tag): Promise<void> {
  return withFeedDatabase(({ stories }) =>
    stories.db.transaction('rw', stories, async () => {
      const rows = (await stories.bulkGet([...ids])).filter((row) => row !== undefined);
      await stories.bulkPut(rows.map((row) => tagged(row, tag)));
    }),
  );
}
