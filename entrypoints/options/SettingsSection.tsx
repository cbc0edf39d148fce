import { useEffect, useState } from 'preact/hooks';
import { Choice, SettingChoices } from '../../components/SettingChoices.tsx';
import { setSiteOff, settings } from '../../utils/settings.ts';

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
        <Choice label="Keep feed stories for" item={settings.retentionDays} names={RETENTION_NAMES} />
      </div>
      <SitesOff />
    </section>
  );
}

function SitesOff() {
  const [sites, setSites] = useState<readonly string[]>([]);
  useEffect(() => {
    void settings.sitesOff.get().then(setSites);
    return settings.sitesOff.watch(setSites);
  }, []);
  return (
    <>
      <h3>Sites where Newsgloss is off</h3>
      {sites.length === 0 ? (
        <p class="hint">None. The switch in the popup turns it off on the site you are reading.</p>
      ) : (
        <ul class="sites">
          {sites.map((site) => (
            <li key={site}>
              {site}
              <button type="button" class="button" onClick={() => void setSiteOff(site, false)}>
                Switch on<span class="unseen"> on {site}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
