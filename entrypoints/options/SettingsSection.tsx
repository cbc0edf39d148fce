import { useEffect, useState } from 'preact/hooks';
import { Choice, SettingChoices } from '../../components/SettingChoices.tsx';
import { follow } from '../../utils/follow.ts';
import type { StoredValue } from '../../utils/local-storage.ts';
import { feedRetention, setArticlesOnly, setSiteOff, settings } from '../../utils/settings.ts';

const RETENTION_NAMES = {
  30: '30 days',
  90: '90 days',
  180: '180 days',
  365: 'a year',
} as const;

/** How pages are marked, how long stories are kept, and where Newsgloss is off. */
export function SettingsSection() {
  return (
    <section id="settings" aria-labelledby="settings-heading">
      <h2 id="settings-heading">Settings</h2>
      <div class="choices">
        <SettingChoices />
        <p class="hint">
          Many names have several meanings, such as NCSC or Oracle. Newsgloss reads from the page which is meant; how
          sure it must be is your choice.
        </p>
        <Choice label="Keep feed stories for" item={feedRetention} names={RETENTION_NAMES} />
      </div>
      <Sites
        heading="Sites where Newsgloss is off"
        none="None. The switch in the popup turns it off on the site you are reading."
        list={settings.sitesOff}
        action="Switch on"
        onRemove={(site) => setSiteOff(site, false)}
      />
      <Sites
        heading="Sites of which only articles are read"
        none="None. The popup has a choice for the site you are reading."
        list={settings.articleSites}
        action="Read all pages"
        onRemove={(site) => setArticlesOnly(site, false)}
      />
    </section>
  );
}

interface SitesProps {
  readonly heading: string;
  /** What is said where there are none. */
  readonly none: string;
  readonly list: StoredValue<readonly string[]>;
  /** What taking a site off the list does. */
  readonly action: string;
  readonly onRemove: (site: string) => Promise<void>;
}

function Sites({ heading, none, list, action, onRemove }: SitesProps) {
  const [sites, setSites] = useState<readonly string[]>([]);
  useEffect(() => {
    return follow(list, setSites);
  }, [list]);
  return (
    <>
      <h3>{heading}</h3>
      {sites.length === 0 ? (
        <p class="hint">{none}</p>
      ) : (
        <ul class="sites">
          {sites.map((site) => (
            <li key={site}>
              {site}
              <button type="button" class="button" onClick={() => void onRemove(site)}>
                {action}
                <span class="unseen"> on {site}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
