import { useRef, useState } from 'preact/hooks';
import { SaidWords } from '../../components/SyncPanel.tsx';
import { addressOf, type Found, findSource } from '../../utils/sync/find-source.ts';
import { askForHost, giveBackUnusedHosts } from '../../utils/sync/host-permission.ts';
import type { Sources } from '../../utils/sync/sources.ts';
import { SUGGESTED_FEEDS } from '../../utils/sync/suggested-feeds.ts';
import { hostRefused, noAddress, nothingAdded } from '../../utils/sync/words/adding-words.ts';
import { hostOf, OPEN_PAGE_HEADING, type Said } from '../../utils/sync/words/said.ts';
import { FeedsToAdd } from './FeedsToAdd.tsx';
import { FoundSource } from './FoundSource.tsx';
import { useOpenPageFeeds } from './open-page-feeds.ts';

type FoundSourceHere = Exclude<Found, { kind: 'nothing' }>;

type Finding =
  | { readonly state: 'idle' }
  | { readonly state: 'looking'; readonly host: string }
  | { readonly state: 'found'; readonly found: FoundSourceHere }
  | { readonly state: 'said'; readonly said: Said };

/** Where a reader adds a source: by its address, from the page that is open, or from suggestions. */
export function AddSource({ sources }: { sources: Sources }) {
  const [finding, setFinding] = useState<Finding>({ state: 'idle' });
  const field = useRef<HTMLInputElement>(null);
  const openPage = useOpenPageFeeds();
  const say = (said: Said) => setFinding({ state: 'said', said });

  const look = async (event: Event) => {
    event.preventDefault();
    const written = field.current?.value ?? '';
    if (written.trim() === '') return say(noAddress());
    const address = addressOf(written);
    if ('said' in address) return say(address.said);
    await lookAt(address.url).catch(() => refuse(nothingAdded()));
  };
  const lookAt = async (url: string) => {
    const host = hostOf(url);
    // First of all: browsers take the question only straight from the click.
    const asked = askForHost(url);
    setFinding({ state: 'looking', host });
    if (!(await asked)) return say(hostRefused(host));
    const found = await findSource(url, { ...BROWSER_EDGES, signal: AbortSignal.timeout(LONGEST_LOOK_MS) });
    if (found.kind !== 'nothing') return setFinding({ state: 'found', found });
    say(found.said);
    await giveBackUnusedHosts();
  };
  const refuse = (said: Said) => {
    void giveBackUnusedHosts();
    say(said);
  };
  const done = (said?: Said) => {
    void giveBackUnusedHosts();
    if (field.current) field.current.value = '';
    setFinding(said ? { state: 'said', said } : { state: 'idle' });
  };

  return (
    <section id="add" aria-labelledby="add-heading">
      <h2 id="add-heading">Add a source</h2>
      <form class="add" onSubmit={look}>
        <label for="address">Address of a digest or a feed</label>
        <div class="add__row">
          <input
            ref={field}
            id="address"
            name="address"
            type="text"
            inputMode="url"
            placeholder="https://"
            spellcheck={false}
            autocomplete="off"
          />
          <button type="submit" class="button button--main" disabled={finding.state === 'looking'}>
            Look
          </button>
        </div>
        <p class="hint">
          The browser asks you to allow the one host of this source. Newsgloss asks that host for the file and nothing
          else, without cookies and without saying where you are.
        </p>
      </form>
      <div role="status">
        {finding.state === 'looking' && <p>Asking {finding.host} …</p>}
        {finding.state === 'found' && <p class="unseen">Found: {titleOf(finding.found)}. It can be added below.</p>}
        {finding.state === 'said' && <SaidWords said={finding.said} />}
      </div>
      {finding.state === 'found' && (
        <FoundSource found={finding.found} sources={sources} onRefused={refuse} onDone={done} />
      )}
      {openPage && openPage.feeds.length > 0 && (
        <>
          <h3>{OPEN_PAGE_HEADING}</h3>
          <p class="hint">Feeds that {openPage.host || 'it'} names.</p>
          <FeedsToAdd feeds={openPage.feeds} sources={sources} onSaid={say} />
        </>
      )}
      <details class="suggestions">
        <summary>Suggested feeds</summary>
        <FeedsToAdd feeds={SUGGESTED_FEEDS} sources={sources} onSaid={say} />
      </details>
    </section>
  );
}

function titleOf(found: FoundSourceHere): string {
  return found.kind === 'digest' ? `the digest “${found.source.title}”` : `the feed “${found.title}”`;
}

const LONGEST_LOOK_MS = 60_000;
const BROWSER_EDGES = { fetch: globalThis.fetch.bind(globalThis), now: () => new Date() };
