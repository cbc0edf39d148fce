import { type FeedDatabase, type FeedStory, withFeedDatabase } from './feed-database.ts';
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
  if (known?.key === 'lexicon' && known.lexicon === lexicon && !known.isUnderWay) return;
  await withFeedDatabase(({ meta }) => meta.put({ key: 'lexicon', lexicon, isUnderWay: true }));
  const ids = await withFeedDatabase(({ stories }) => stories.toCollection().primaryKeys());
  if (ids.length > 0) {
    const tag = await open();
    for (let at = 0; at < ids.length; at += AT_ONCE) await retagSome(ids.slice(at, at + AT_ONCE), tag);
  }
  await withFeedDatabase(({ meta }) =>
    meta.db.transaction('rw', meta, async () => {
      const present = await meta.get('lexicon');
      if (present?.key === 'lexicon' && present.lexicon === lexicon) await meta.put({ key: 'lexicon', lexicon });
    }),
  );
}

/**
 * Notes that stories were stored that another lexicon may have tagged than all the others: while they came, it may have
 * been replaced. All are tagged anew then. Part of the transaction that stores them.
 */
export async function noteTagging({ meta }: FeedDatabase, lexicon: string): Promise<void> {
  const known = await meta.get('lexicon');
  if (known?.key === 'lexicon' && known.lexicon !== lexicon) await meta.delete('lexicon');
}

function retagSome(ids: readonly FeedStory['id'][], tag: Tag): Promise<void> {
  return withFeedDatabase(({ stories }) =>
    stories.db.transaction('rw', stories, async () => {
      const rows = (await stories.bulkGet([...ids])).filter((row) => row !== undefined);
      await stories.bulkPut(rows.map((row) => tagged(row, tag)));
    }),
  );
}
