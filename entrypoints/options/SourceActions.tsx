import { useState } from 'preact/hooks';
import type { ShownSync } from '../../components/use-sync.ts';
import { ask } from '../../utils/messages.ts';
import type { SourceId } from '../../utils/sync/sources.ts';

interface SourceActionsProps {
  readonly id: SourceId;
  readonly title: string;
  readonly paused: boolean;
  readonly sync: ShownSync;
  /** Words of the button that removes, and of the one that is pressed to mean it. */
  readonly removal: readonly [ask: string, confirm: string];
}

/** What a reader can do with a source. Removing takes two presses, for it takes the stories along. */
export function SourceActions({ id, title, paused, sync, removal: [remove, confirm] }: SourceActionsProps) {
  const [isAsking, setIsAsking] = useState(false);
  const isBusy = !sync.isKnown || sync.progress.state === 'running';
  return (
    <fieldset class="actions">
      <legend class="unseen">{title}</legend>
      <button type="button" class="button" disabled={paused || isBusy} onClick={() => void sync.begin([id])}>
        Check now
      </button>
      <button type="button" class="button" onClick={() => void ask('source.pause', { id, paused: !paused })}>
        {paused ? 'Resume' : 'Pause'}
      </button>
      <button
        type="button"
        class={isAsking ? 'button button--main' : 'button'}
        onClick={() => (isAsking ? void ask('source.remove', { id }) : setIsAsking(true))}
        onBlur={() => setIsAsking(false)}
      >
        {isAsking ? confirm : remove}
      </button>
    </fieldset>
  );
}
