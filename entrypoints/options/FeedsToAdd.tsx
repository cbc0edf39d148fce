import { useState } from 'preact/hooks';
import { ask } from '../../utils/messages.ts';
import { askForHost, giveBackUnusedHosts } from '../../utils/sync/host-permission.ts';
import type { Sources } from '../../utils/sync/sources.ts';
import { hostRefused, nothingAdded } from '../../utils/sync/words/adding-words.ts';
import { hostOf, type Said, warning } from '../../utils/sync/words/said.ts';

interface FeedsToAddProps {
  readonly feeds: readonly { readonly title: string; readonly url: string; readonly about?: string }[];
  readonly sources: Sources;
  readonly onSaid: (said: Said) => void;
}

/** Feeds that are known by address, each with a button. */
export function FeedsToAdd({ feeds, sources, onSaid }: FeedsToAddProps) {
  const [added, setAdded] = useState('');
  const present = new Set(sources.feeds.map(({ url }) => url));
  const add = async (feed: { title: string; url: string }) => {
    if (!(await askForHost(feed.url))) return onSaid(hostRefused(hostOf(feed.url)));
    const answer = await ask('feeds.add', { feeds: [{ url: feed.url, title: feed.title, paused: false }] });
    if (answer.state === 'added') return setAdded(feed.title);
    onSaid(warning('It was not added.', answer.why, ''));
    await giveBackUnusedHosts();
  };
  return (
    <>
      <p role="status" class="unseen">
        {added && `${added} was added.`}
      </p>
      <ul class="to-add">
        {feeds.map((feed) => (
          <li key={feed.url}>
            <div>
              <strong>{feed.title}</strong>
              <span class="source__small">{[feed.about, hostOf(feed.url)].filter(Boolean).join(' · ')}</span>
            </div>
            {present.has(feed.url) ? (
              <span class="source__small">in your list</span>
            ) : (
              <button type="button" class="button" onClick={() => void add(feed).catch(() => onSaid(nothingAdded()))}>
                Add<span class="unseen"> {feed.title}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
