import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { SettingChoices } from '../../components/SettingChoices.tsx';
import { SyncPanel } from '../../components/SyncPanel.tsx';
import { useSync } from '../../components/use-sync.ts';
import { ageInWords, dateInWords } from '../../utils/dates.ts';
import type { DigestState } from '../../utils/digest/card.ts';
import { ask } from '../../utils/messages.ts';
import { storedSources, syncRecords } from '../../utils/sync/memory.ts';
import { packagedSource } from '../../utils/sync/packaged-source.ts';
import { publisherSays } from '../../utils/sync/publisher-says.ts';
import { DIGEST_ID, digestSource } from '../../utils/sync/sources.ts';
import { type Standing, standingOf } from '../../utils/sync/standing.ts';
import { standingInWords } from '../../utils/sync/words/standing-words.ts';

/** How pages are marked, the state of the digest, and the way to newer ones. */
export function DigestFooter({ digest, onChanged }: { digest: DigestState; onChanged: () => void }) {
  const sync = useSync(onChanged);
  const standing = useDigestStanding();
  const [said, setSaid] = useState('');
  const reinstall = async () => {
    setSaid('Installing…');
    try {
      const { version } = await ask('digest.reinstall', {});
      setSaid(`Version ${version}, packaged with the extension, was installed anew. No network was used.`);
      onChanged();
    } catch {
      setSaid('That did not work; what was there is still there. Close the browser, open it and try again.');
    }
  };
  return (
    <footer class="foot">
      <SettingChoices />
      <p title={`${digest.title}, version ${digest.version} of ${dateInWords(digest.issued)}`}>
        {stateInWords(digest)}
        {standing && <DigestStanding standing={standing} />}
      </p>
      <SyncPanel sync={sync} />
      <div class="foot__digest">
        <button type="button" class="button foot__sources" onClick={() => void browser.runtime.openOptionsPage()}>
          Sources and settings
        </button>
        <button
          type="button"
          class="button foot__reinstall"
          onClick={reinstall}
          title="Installs the digest that came with the extension anew"
        >
          Reinstall digest
        </button>
      </div>
      <p role="status" class="foot__said">
        {said}
      </p>
    </footer>
  );
}

function DigestStanding({ standing }: { standing: Standing }) {
  const { tone, words } = standingInWords(standing, Date.now());
  return <span class={`foot__standing foot__standing--${tone}`}>{words}</span>;
}

/** How the source of the digest stands; follows it. */
function useDigestStanding(): Standing | undefined {
  const [standing, setStanding] = useState<Standing>();
  useEffect(() => {
    const read = async () => setStanding(await digestStanding());
    void read();
    const stops = [syncRecords.watch(read), storedSources.watch(read)];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return standing;
}

async function digestStanding(): Promise<Standing> {
  const [sources, packaged, records, head] = await Promise.all([
    storedSources.get(),
    packagedSource(),
    syncRecords.get(),
    publisherSays(),
  ]);
  if (!digestSource(sources, packaged)) return { state: 'packaged' };
  const paused = sources.digest.state !== 'none' && sources.digest.paused;
  return standingOf(records[DIGEST_ID], paused, Date.now(), head && Date.parse(head.expires));
}

/** "84 terms, 10 stories, bundled, 3 days old". */
function stateInWords({ terms, stories, origin, issued }: DigestState): string {
  const age = ageInWords(issued, new Date());
  return `${terms} terms, ${stories} stories, ${origin}, ${age === 'today' ? 'from today' : age}`;
}
