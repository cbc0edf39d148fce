import { useEffect } from 'preact/hooks';
import { Notices } from '../../components/Notices.tsx';
import { SyncPanel } from '../../components/SyncPanel.tsx';
import { useSync } from '../../components/use-sync.ts';
import { AddSource } from './AddSource.tsx';
import { Backup } from './Backup.tsx';
import { CheckLog } from './CheckLog.tsx';
import { DigestSection } from './DigestSection.tsx';
import { FeedSection } from './FeedSection.tsx';
import { type OptionsData, useNow, useOptionsData } from './options-data.ts';
import { SettingsSection } from './SettingsSection.tsx';

/** Where terms and stories come from, and how pages are marked. */
export function OptionsPage() {
  const { data, reloadDigest } = useOptionsData();
  return data ? <LoadedPage data={data} reloadDigest={reloadDigest} /> : <main aria-busy="true" />;
}

function LoadedPage({ data, reloadDigest }: { data: OptionsData; reloadDigest: () => void }) {
  const sync = useSync(data.atFirst.sync, reloadDigest);
  const now = useNow();
  // The browser looked for the place that the address names while the page was empty.
  useEffect(() => document.getElementById(location.hash.slice(1))?.scrollIntoView(), []);
  return (
    <>
      <header class="page-head">
        <h1>
          Newsgloss <span>Sources and settings</span>
        </h1>
        <nav aria-label="Sections">
          <a href="#sources">Sources</a>
          <a href="#add">Add</a>
          <a href="#log">Log</a>
          <a href="#settings">Settings</a>
        </nav>
      </header>
      <main>
        <Notices first={data.atFirst.notices} />
        <section id="sources" aria-labelledby="sources-heading">
          <div class="section-head">
            <h2 id="sources-heading">Sources</h2>
            <SyncPanel sync={sync} />
          </div>
          <DigestSection data={data} now={now} sync={sync} />
          <FeedSection data={data} now={now} sync={sync} />
        </section>
        <AddSource sources={data.sources} />
        <CheckLog log={data.log} now={now} />
        <SettingsSection />
        <Backup sources={data.sources} />
      </main>
    </>
  );
}
