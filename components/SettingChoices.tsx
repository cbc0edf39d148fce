import { useEffect, useState } from 'preact/hooks';
import { type Followed, follow } from '../utils/follow.ts';
import type { Density } from '../utils/page/choose-marks.ts';
import { settings, type Threshold } from '../utils/settings.ts';

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

/** How pages are marked. */
export function SettingChoices() {
  return (
    <>
      <Choice label="Mark" item={settings.density} names={DENSITY_NAMES} />
      <Choice label="Mark it" item={settings.threshold} names={THRESHOLD_NAMES} />
    </>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly item: Followed<T> & { set(value: T): Promise<void> };
  readonly names: Record<T, string>;
}

/** A setting with a few values; follows changes made elsewhere. */
export function Choice<T extends string>({ label, item, names }: ChoiceProps<T>) {
  const [value, setValue] = useState<T>();
  useEffect(() => {
    return follow(item, setValue);
  }, [item]);
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
