import { counted } from '../../utils/amounts.ts';
import { ask } from '../../utils/messages.ts';
import type { Found } from '../../utils/sync/find-source.ts';
import { askForHost } from '../../utils/sync/host-permission.ts';
import type { Sources } from '../../utils/sync/sources.ts';
import { hostRefused, nothingAdded, sourceAdded } from '../../utils/sync/words/adding-words.ts';
import { hostOf, type Said, warning } from '../../utils/sync/words/said.ts';
import { KeyList } from './KeyList.tsx';

interface FoundSourceProps {
  readonly found: Exclude<Found, { kind: 'nothing' }>;
  readonly sources: Sources;
  /** Called when something stood in the way. */
  readonly onRefused: (said: Said) => void;
  /** Called when the reader has added it, or does not want it. */
  readonly onDone: (said?: Said) => void;
}

/** What was found, for the reader to confirm. */
export function FoundSource({ found, sources, onRefused, onDone }: FoundSourceProps) {
  const add = async () => {
    const url = found.kind === 'digest' ? found.source.url : found.url;
    // Again: what was allowed for looking may have been given back with another source meanwhile.
    if (!(await askForHost(url))) return onRefused(hostRefused(hostOf(url)));
    const added = await (found.kind === 'digest'
      ? ask('digest.choose', { source: found.source })
      : ask('feeds.add', { feeds: [{ url: found.url, title: found.title || hostOf(found.url), paused: false }] }));
    if (added.state === 'refused') return onRefused(warning('It was not added.', added.why, ''));
    onDone(sourceAdded(found.kind, found.kind === 'digest' ? found.source.title : found.title));
  };
  return (
    <article class="found" aria-label="What was found">
      {found.kind === 'digest' ? <DigestFound {...found} sources={sources} /> : <FeedFound {...found} />}
      <div class="actions">
        <button
          type="button"
          class="button button--main"
          onClick={() => void add().catch(() => onRefused(nothingAdded()))}
        >
          {found.kind === 'digest' ? 'Trust these keys and use this digest' : 'Add this feed'}
        </button>
        <button type="button" class="button" onClick={() => onDone()}>
          No
        </button>
      </div>
    </article>
  );
}

function FeedFound({ url, title, stories }: Extract<Found, { kind: 'feed' }>) {
  return (
    <>
      <h3>
        <span class="source__kind">Feed</span> {title}
      </h3>
      <p>
        {counted(stories, 'story', 'stories')} from {hostOf(url)}.
      </p>
    </>
  );
}

function DigestFound({ source, keyFingerprints, sources }: Extract<Found, { kind: 'digest' }> & { sources: Sources }) {
  return (
    <>
      <h3>
        <span class="source__kind">Digest</span> {source.title}
      </h3>
      <p>
        It says that it is published by <strong>{source.publisher}</strong>, at {hostOf(source.url)}. Anyone can write a
        name; compare the keys with those that the publisher shows elsewhere.
      </p>
      <p>{keyFingerprints.length === 1 ? 'Key' : 'Keys'} that may sign for it:</p>
      <KeyList prints={keyFingerprints} />
      <p>
        {sources.digest.state === 'chosen'
          ? `It takes the place of ${sources.digest.source.title}.`
          : 'It takes the place of the digest that came with the extension.'}{' '}
        Your feeds and settings stay.
      </p>
    </>
  );
}
