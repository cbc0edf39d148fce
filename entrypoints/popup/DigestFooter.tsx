import { useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { SettingChoices } from '../../components/SettingChoices.tsx';
import { SyncPanel } from '../../components/SyncPanel.tsx';
import { useFollowed } from '../../components/use-followed.ts';
import { useSync } from '../../components/use-sync.ts';
import { counted } from '../../utils/amounts.ts';
import { ageInWords, dateInWords } from '../../utils/dates.ts';
import type { DigestState } from '../../utils/digest/card.ts';
import { ask } from '../../utils/messages.ts';
import type { Standing } from '../../utils/sync/standing.ts';
import { standingInWords } from '../../utils/sync/words/standing-words.ts';
import { digestStanding } from './digest-standing.ts';
import type { PopupData } from './popup-data.ts';

/** How pages are marked, the state of the digest, and the way to newer ones. */
export function DigestFooter({ data, onChanged }: { data: PopupData; onChanged: () => void }) {
  const { digest } = data;
  const sync = useSync(data.sync, onChanged);
  const standing = useFollowed(digestStanding, data.standing);
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
        <DigestStanding standing={standing} />
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

const ORIGINS: Record<DigestState['origin'], string> = { bundled: 'packaged', synced: 'synced' };

/** "Version 4: 84 terms, 10 stories, packaged, 3 days old". */
function stateInWords({ version, terms, stories, origin, issued }: DigestState): string {
  const age = ageInWords(issued, new Date());
  const holds = `${counted(terms, 'term')}, ${counted(stories, 'story', 'stories')}`;
  return `Version ${version}: ${holds}, ${ORIGINS[origin]}, ${age === 'today' ? 'from today' : age}`;
}
