import { useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { SaidWords } from '../../components/SyncPanel.tsx';
import { counted } from '../../utils/amounts.ts';
import { ask } from '../../utils/messages.ts';
import { exportSettings, readBackup, restoreSettings } from '../../utils/settings-backup.ts';
import { readOpml, writeOpml } from '../../utils/sync/feeds/opml.ts';
import { type Found, keyFingerprintsOf } from '../../utils/sync/find-source.ts';
import { patternOf } from '../../utils/sync/host-permission.ts';
import { type DigestSource, isLoopback, MOST_FEEDS, type Sources } from '../../utils/sync/sources.ts';
import { good, plain, type Said, warning } from '../../utils/sync/words/said.ts';
import { FoundSource } from './FoundSource.tsx';
import { saveFile } from './save-file.ts';

/** A file that was read, waiting for the reader's consent. */
interface Chosen {
  readonly feeds: readonly { readonly url: string; readonly title: string }[];
  readonly digest: Extract<Found, { kind: 'digest' }> | undefined;
  readonly note: string;
}

/** Settings and sources out into a file, and in again; feeds also as other readers exchange them. */
export function Backup({ sources }: { sources: Sources }) {
  const [said, setSaid] = useState<Said>();
  const [chosen, setChosen] = useState<Chosen>();

  const choose = async ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
    const [file] = currentTarget.files ?? [];
    if (!file) return;
    const text = await file.text();
    currentTarget.value = '';
    const read = /^\s*\{/.test(text) ? await readSettings(text) : readFeeds(text);
    setSaid('said' in read ? read.said : undefined);
    setChosen('chosen' in read ? read.chosen : undefined);
  };
  const addFeeds = async (feeds: Chosen['feeds']) => {
    const hosts = [...new Set(feeds.filter(({ url }) => !isLoopback(url)).map(({ url }) => patternOf(url)))];
    const isAllowed = hosts.length === 0 || (await browser.permissions.request({ origins: hosts }));
    if (!isAllowed)
      return setSaid(
        warning(
          'No feed was added.',
          'You did not allow Newsgloss to ask their hosts.',
          'Press the button again if you want to.',
        ),
      );
    const added = await ask('feeds.add', { feeds: feeds.slice(0, MOST_FEEDS) });
    setSaid(
      added.state === 'added'
        ? good('The feeds were added.', 'Those that were in your list already stay as they are.')
        : plain('No feed was added.', added.why),
    );
    setChosen((before) => before && { ...before, feeds: [] });
  };

  return (
    <section id="backup" aria-labelledby="backup-heading">
      <h2 id="backup-heading">Export and import</h2>
      <div class="actions">
        <button
          type="button"
          class="button"
          onClick={async () => saveFile('newsgloss-settings.json', 'application/json', await exportSettings(sources))}
        >
          Export settings and sources
        </button>
        <button
          type="button"
          class="button"
          disabled={sources.feeds.length === 0}
          onClick={() => saveFile('newsgloss-feeds.opml', 'text/x-opml', writeOpml(sources.feeds))}
        >
          Export feeds (OPML)
        </button>
        <label class="button file">
          Import a file
          <input type="file" accept=".json,.opml,.xml,application/json,text/xml" onChange={choose} />
        </label>
      </div>
      <div role="status">{said && <SaidWords said={said} />}</div>
      {chosen && chosen.feeds.length > 0 && (
        <div class="found">
          <p>
            {counted(chosen.feeds.length, 'feed')} in the file. {chosen.note}
          </p>
          <div class="actions">
            <button type="button" class="button button--main" onClick={() => void addFeeds(chosen.feeds)}>
              Allow their hosts and add them
            </button>
            <button type="button" class="button" onClick={() => setChosen({ ...chosen, feeds: [] })}>
              No
            </button>
          </div>
        </div>
      )}
      {chosen?.digest && (
        <FoundSource
          found={chosen.digest}
          sources={sources}
          onDone={() => setChosen({ ...chosen, digest: undefined })}
        />
      )}
    </section>
  );
}

type Read = { readonly said: Said; readonly chosen?: Chosen } | { readonly chosen: Chosen };

async function readSettings(text: string): Promise<Read> {
  const read = readBackup(text);
  if ('problem' in read)
    return {
      said: warning(
        'The file was not imported.',
        `${read.problem} Nothing was changed.`,
        'Choose a file that Newsgloss exported.',
      ),
    };
  await restoreSettings(read.backup);
  const { feeds, digest } = read.backup;
  const rest = feeds.length > 0 || digest ? 'Its sources wait below for your consent.' : 'The file names no sources.';
  return {
    said: good('The settings were taken over.', rest),
    chosen: {
      feeds: feeds.map(({ url, title }) => ({ url, title })),
      digest: digest ? await digestOf(digest) : undefined,
      note: '',
    },
  };
}

async function digestOf(source: DigestSource): Promise<Chosen['digest']> {
  return { kind: 'digest', source, keyFingerprints: await keyFingerprintsOf(source.root) };
}

function readFeeds(text: string): Read {
  const { feeds, problems } = readOpml(text);
  const note = problems.join(' ');
  if (feeds.length === 0)
    return {
      said: warning('The file was not imported.', note, 'Choose a settings file of Newsgloss, or an OPML file.'),
    };
  return { chosen: { feeds, digest: undefined, note } };
}
