import { counted } from '../../utils/amounts.ts';
import { ask } from '../../utils/messages.ts';
import { askForHosts } from '../../utils/sync/host-permission.ts';
import { MOST_FEEDS, type NewFeed, type Sources } from '../../utils/sync/sources.ts';
import { feedsAdded, hostsRefused, nothingAdded } from '../../utils/sync/words/adding-words.ts';
import { plain, type Said } from '../../utils/sync/words/said.ts';

interface ImportedFeedsProps {
  readonly feeds: readonly NewFeed[];
  readonly note: string;
  readonly sources: Sources;
  /** Called when something stood in the way; the reader may press again. */
  readonly onRefused: (said: Said) => void;
  /** Called when the reader has added them, or does not want them. */
  readonly onDone: (said?: Said) => void;
}

/** The feeds in a file, for the reader to confirm. */
export function ImportedFeeds({ feeds, note, sources, onRefused, onDone }: ImportedFeedsProps) {
  const add = async () => {
    const present = new Set(sources.feeds.map(({ url }) => url));
    const fresh = feeds.filter(({ url }) => !present.has(url));
    const fitting = fresh.slice(0, Math.max(0, MOST_FEEDS - present.size));
    // First of all: browsers take the question only straight from the click.
    if (!(await askForHosts(fitting.map(({ url }) => url)))) return onRefused(hostsRefused());
    const added = fitting.length > 0 ? await ask('feeds.add', { feeds: fitting }) : undefined;
    if (added?.state === 'refused') return onDone(plain('No feed was added.', added.why));
    const count = added?.count ?? 0;
    onDone(feedsAdded({ added: count, known: feeds.length - fresh.length, left: fresh.length - count }));
  };
  return (
    <div class="found">
      <p>
        {counted(feeds.length, 'feed')} in the file. {note}
      </p>
      <div class="actions">
        <button
          type="button"
          class="button button--main"
          onClick={() => void add().catch(() => onRefused(nothingAdded()))}
        >
          Allow their hosts and add them
        </button>
        <button type="button" class="button" onClick={() => onDone()}>
          No
        </button>
      </div>
    </div>
  );
}
