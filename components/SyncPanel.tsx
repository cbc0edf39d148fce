import { partDone, progressInWords } from '../utils/sync/progress.ts';
import type { Said } from '../utils/sync/words/said.ts';
import type { ShownSync } from './use-sync.ts';

/** The button that checks all sources; while a sync runs its progress, then how it ended. */
export function SyncPanel({ sync }: { sync: ShownSync }) {
  const { progress, said } = sync;
  return (
    <div class="sync">
      {progress.state === 'running' ? (
        <>
          <div class="sync__bar">
            <progress aria-label="Sync" aria-describedby="sync-step" max={1} value={partDone(progress)} />
            <button type="button" class="button" onClick={sync.cancel}>
              Cancel
            </button>
          </div>
          <p id="sync-step" class="sync__step">
            {progress.title}
            {progress.of > 1 && ` (${progress.done + 1} of ${progress.of})`}: {progressInWords(progress)}
          </p>
        </>
      ) : (
        <button type="button" class="button button--main" disabled={!sync.isKnown} onClick={() => void sync.beginAll()}>
          Sync now
        </button>
      )}
      <div role="status">{said && <SaidWords said={said} />}</div>
    </div>
  );
}

/** What happened, what it means, what to do. */
export function SaidWords({ said: { tone, happened, means, todo } }: { said: Said }) {
  return (
    <div class={`said said--${tone}`}>
      <p class="said__happened">{happened}</p>
      {means !== '' && <p>{means}</p>}
      {todo !== '' && <p class="said__todo">{todo}</p>}
    </div>
  );
}
