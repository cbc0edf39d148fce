import { useEffect, useState } from 'preact/hooks';
import { SaidWords } from '../../components/SyncPanel.tsx';
import type { ShownSync } from '../../components/use-sync.ts';
import { ask } from '../../utils/messages.ts';
import { askForHost } from '../../utils/sync/host-permission.ts';
import type { SourceId } from '../../utils/sync/sources.ts';
import { notRemoved } from '../../utils/sync/words/adding-words.ts';
import type { Said } from '../../utils/sync/words/said.ts';

interface SourceActionsProps {
  readonly id: SourceId;
  readonly title: string;
  readonly paused: boolean;
  /** Its address, where nothing came back from it at the last check: the permission for its host may have been withdrawn. */
  readonly lost?: string | undefined;
  readonly sync: ShownSync;
  /** Words of the button that removes, and of the one that is pressed to mean it. */
  readonly removal: readonly [ask: string, confirm: string];
}

/** What a reader can do with a source. */
export function SourceActions({ id, title, paused, lost, sync, removal }: SourceActionsProps) {
  const isBusy = !sync.isKnown || sync.progress.state === 'running';
  // Said here: the place where all syncs are told of may be out of sight.
  const [refusal, setRefusal] = useState<Said>();
  useEffect(() => {
    if (isBusy) setRefusal(undefined);
  }, [isBusy]);
  const check = async () => {
    // Whoever refuses may have a host that needs no permission.
    if (lost !== undefined) await askForHost(lost).catch(() => false);
    setRefusal(await sync.begin([id]));
  };
  return (
    <>
      <fieldset class="actions">
        <legend class="unseen">{title}</legend>
        <button type="button" class="button" disabled={paused || isBusy} onClick={check}>
          Check now
        </button>
        <button type="button" class="button" onClick={() => void ask('source.pause', { id, paused: !paused })}>
          {paused ? 'Resume' : 'Pause'}
        </button>
        <RemoveButton id={id} removal={removal} onSaid={setRefusal} />
      </fieldset>
      <div role="status">{refusal && <SaidWords said={refusal} />}</div>
    </>
  );
}

interface RemoveButtonProps extends Pick<SourceActionsProps, 'id' | 'removal'> {
  /** Called with what is to be told once it is done: nothing where all went well. */
  readonly onSaid: (said: Said | undefined) => void;
}

/**
 * Removing takes two presses, for it takes the stories along. When it is done the button may stand beside another source:
 * beside the packaged one, where the chosen digest was removed.
 */
function RemoveButton({ id, removal: [remove, confirm], onSaid }: RemoveButtonProps) {
  const [state, setState] = useState<'waiting' | 'asking' | 'removing'>('waiting');
  const press = async ({ detail }: MouseEvent) => {
    // The second press of a double click means nothing: nobody has read between the two.
    if (detail > 1) return;
    if (state !== 'asking') return setState('asking');
    setState('removing');
    onSaid(await ask('source.remove', { id }).catch(notRemoved));
    setState('waiting');
  };
  return (
    <button
      type="button"
      class={state === 'asking' ? 'button button--main' : 'button'}
      disabled={state === 'removing'}
      onClick={press}
      onBlur={() => setState((now) => (now === 'asking' ? 'waiting' : now))}
    >
      {state === 'asking' ? confirm : remove}
    </button>
  );
}
