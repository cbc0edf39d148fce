import { useState } from 'preact/hooks';
import { SaidWords } from '../../components/SyncPanel.tsx';
import { exportSettings } from '../../utils/settings-backup.ts';
import { writeOpml } from '../../utils/sync/feeds/opml.ts';
import { giveBackUnusedHosts } from '../../utils/sync/host-permission.ts';
import type { Sources } from '../../utils/sync/sources.ts';
import type { Said } from '../../utils/sync/words/said.ts';
import { FoundSource } from './FoundSource.tsx';
import { ImportedFeeds } from './ImportedFeeds.tsx';
import { type Chosen, readImport } from './read-import.ts';
import { saveFile } from './save-file.ts';

/** Settings and sources out into a file, and in again; feeds also as other readers exchange them. */
export function Backup({ sources }: { sources: Sources }) {
  const [said, setSaid] = useState<Said>();
  const [chosen, setChosen] = useState<Chosen>();

  const choose = async ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
    const [file] = currentTarget.files ?? [];
    if (!file) return;
    const read = await readImport(file, sources);
    // So that the same file can be chosen again.
    currentTarget.value = '';
    setSaid(read.said);
    setChosen(read.chosen);
  };
  /** What was said before holds no more, and hosts may have been allowed of which nothing came. */
  const settle = (next: Said | undefined, part: Partial<Chosen>) => {
    setSaid(next);
    setChosen((before) => before && { ...before, ...part });
    void giveBackUnusedHosts();
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
        <ImportedFeeds
          feeds={chosen.feeds}
          note={chosen.note}
          sources={sources}
          onRefused={(refusal) => settle(refusal, {})}
          onDone={(end) => settle(end, { feeds: [] })}
        />
      )}
      {chosen?.digest && (
        <FoundSource
          found={chosen.digest}
          sources={sources}
          onRefused={(refusal) => settle(refusal, {})}
          onDone={(end) => settle(end, { digest: undefined })}
        />
      )}
    </section>
  );
}
