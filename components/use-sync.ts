import { useEffect, useRef, useState } from 'preact/hooks';
import { follow } from '../utils/follow.ts';
import { ask } from '../utils/messages.ts';
import { checkedSince } from '../utils/sync/checked-since.ts';
import { IDLE, type SyncProgress } from '../utils/sync/progress.ts';
import { syncProgress } from '../utils/sync/progress-store.ts';
import type { Requested } from '../utils/sync/run-edges.ts';
import { refusalInWords, runInWords } from '../utils/sync/words/run-words.ts';
import { type Said, warning } from '../utils/sync/words/said.ts';

/** The sync as a page of ours shows it, whoever began it. */
export interface ShownSync {
  /** Whether it is known if a sync is under way. */
  readonly isKnown: boolean;
  readonly progress: SyncProgress;
  /** How the last one that this page has seen ended. */
  readonly said: Said | undefined;
  /** Checks sources; gives why it did not begin, for whoever pressed to say so. */
  begin(sources: Requested): Promise<Said | undefined>;
  /** The same with all of them, where `said` is shown. */
  beginAll(): Promise<void>;
  cancel(): void;
}

/** Follows the sync, from `first` on. `onEnd` is called whenever one has ended. */
export function useSync(first: SyncProgress, onEnd: () => void): ShownSync {
  const [progress, setProgress] = useState(first);
  const [isKnown, setIsKnown] = useState(false);
  const [said, setSaid] = useState<Said>();
  const seen = useRef(first);
  const ended = useRef(onEnd);
  ended.current = onEnd;

  useEffect(() => {
    const show = async (next: SyncProgress) => {
      setIsKnown(true);
      const before = seen.current;
      seen.current = next;
      setProgress(next);
      if (next.state === 'running') return setSaid(undefined);
      if (before.state !== 'running') return;
      const checks = await checkedSince(before.since);
      // Another may have begun, which waited for this one.
      if (seen.current === next) setSaid(runInWords(checks));
      ended.current();
    };
    // Asking the background, not the storage: this wakes it, and it goes on with a sync that was cut short.
    const get = () => ask('sync.progress', {}).catch(() => IDLE);
    return follow({ get, watch: syncProgress.watch }, show);
  }, []);

  const begin = (sources: Requested) =>
    ask('sync.now', { sources }).then(refusalInWords, () => {
      // What the background has noted it goes on with as soon as it is up again, which a question brings about.
      void ask('sync.progress', {}).catch(() => undefined);
      return UNANSWERED;
    });
  const beginAll = async () => setSaid(await begin('all'));
  return { progress, isKnown, said, begin, beginAll, cancel: () => void ask('sync.cancel', {}).catch(() => undefined) };
}

const UNANSWERED = warning(
  'Newsgloss did not answer.',
  'Its background part was restarted at this moment, or met a fault; it goes on with what it had noted.',
  'If no sync begins by itself within a minute, try again. If it happens twice, close the browser and open it.',
);
