import { useEffect, useState } from 'preact/hooks';
import { ageInWords, dateInWords } from '../../utils/dates.ts';
import type { DigestState } from '../../utils/digest/card.ts';
import { ask } from '../../utils/messages.ts';
import { type Density, settings, type Threshold } from '../../utils/settings.ts';

const DENSITY_NAMES: Record<Density, string> = {
  section: 'first in each section',
  page: 'first on the page',
  all: 'every mention',
  none: 'no marks',
};

const THRESHOLD_NAMES: Record<Threshold, string> = {
  sure: 'only when sure',
  balanced: 'when likely',
  everything: 'even when doubtful',
};

/** How pages are marked, and the state of the digest. */
export function DigestFooter({ digest, onReinstalled }: { digest: DigestState; onReinstalled: () => void }) {
  const [said, setSaid] = useState('');
  const reinstall = async () => {
    setSaid('Installing…');
    try {
      const { version } = await ask('digest.reinstall', {});
      setSaid(`Version ${version}, packaged with the extension, was installed anew. No network was used.`);
      onReinstalled();
    } catch {
      setSaid('That did not work; what was there is still there. Close the browser, open it and try again.');
    }
  };
  return (
    <footer class="foot">
      <Choice label="Mark" item={settings.density} names={DENSITY_NAMES} />
      <Choice label="Show" item={settings.threshold} names={THRESHOLD_NAMES} />
      <div class="foot__digest">
        <p title={`${digest.title}, version ${digest.version} of ${dateInWords(digest.issued)}`}>
          {stateInWords(digest)}
        </p>
        <button type="button" onClick={reinstall} title="Installs the digest that came with the extension anew">
          Reinstall digest
        </button>
      </div>
      <p role="status" class="foot__said">
        {said}
      </p>
    </footer>
  );
}

/** "84 terms, 10 stories, bundled, 3 days old". */
function stateInWords({ terms, stories, origin, issued }: DigestState): string {
  const age = ageInWords(issued, new Date());
  return `${terms} terms, ${stories} stories, ${origin}, ${age === 'today' ? 'from today' : age}`;
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly item: { get(): Promise<T>; set(value: T): Promise<void> };
  readonly names: Record<T, string>;
}

function Choice<T extends string>({ label, item, names }: ChoiceProps<T>) {
  const [value, setValue] = useState<T>();
  useEffect(() => void item.get().then(setValue), [item]);
  return (
    <label class="choice">
      <span>{label}</span>
      <select
        value={value}
        onChange={({ currentTarget }) => {
          const chosen = currentTarget.value as T;
          setValue(chosen);
          void item.set(chosen);
        }}
      >
        {(Object.entries(names) as [T, string][]).map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
