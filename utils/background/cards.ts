import type { Card, CardStory, Cards } from '../digest/card.ts';
import type { TermId } from '../digest/ids.ts';
import { joinStories } from '../related/join-stories.ts';
import type { FeedStory } from '../sync/feeds/feed-database.ts';
import { feedStoriesAbout } from '../sync/feeds/feed-stories.ts';
import { cards } from './digest.ts';

/** Stories on one card; more are in the popup. */
const STORIES_ON_A_CARD = 3;

/** The cards of some terms, with the news of the digest and of the reader's feeds. Feeds that cannot be read leave the digest's. */
export async function cardsWithFeeds(ids: readonly TermId[]): Promise<Cards> {
  const [found, ...stories] = await Promise.all([
    cards(ids),
    ...ids.map((id) => feedStoriesAbout(id, STORIES_ON_A_CARD).catch(() => [])),
  ]);
  const storiesOf = new Map(ids.map((id, index) => [id, stories[index] ?? []]));
  return { ...found, cards: found.cards.map((card) => withStories(card, storiesOf.get(card.term.id) ?? [])) };
}

function withStories(card: Card, stories: readonly FeedStory[]): Card {
  const shown = stories.map(({ id, title, date, source, url, summary }) => ({
    id,
    title,
    date,
    source,
    ...(url ? { url } : { summary }),
  }));
  return { ...card, stories: joinStories<CardStory>([card.stories, shown], STORIES_ON_A_CARD) };
}
