import { expect, it, vi } from 'vitest';
import type { SyncProgress } from '../utils/sync/progress.ts';
import type { Check } from '../utils/sync/run-edges.ts';
import { SyncPanel } from './SyncPanel.tsx';
import { draw, settled, textOf, until } from './testing/page-in-memory.ts';
import { useSync } from './use-sync.ts';

const background = vi.hoisted(() => ({
  report: undefined as ((progress: SyncProgress) => void) | undefined,
  answer: (_: Check[]): void => undefined,
}));

vi.mock('../utils/messages.ts', () => ({ ask: () => new Promise(() => undefined) }));
vi.mock('../utils/sync/progress-store.ts', () => ({
  syncProgress: {
    watch: (report: (progress: SyncProgress) => void) => {
      background.report = report;
      return () => undefined;
    },
  },
}));
// Answers when the test says so.
vi.mock('../utils/sync/checked-since.ts', () => ({
  checkedSince: () =>
    new Promise<Check[]>((resolve) => {
      background.answer = resolve;
    }),
}));

const IDLE: SyncProgress = { state: 'idle' };
const RUNNING: SyncProgress = {
  state: 'running',
  id: 'digest',
  title: 'Policy',
  since: 0,
  done: 0,
  of: 1,
  step: 'head',
  received: 0,
  total: undefined,
};

function Page() {
  return <SyncPanel sync={useSync(IDLE, () => undefined)} />;
}

it('how a sync ended is not said over the next one, which waited for it', async () => {
  draw(<Page />);
  const report = await until(() => background.report ?? expect.fail('Nobody follows the sync yet.'));
  report(RUNNING);
  report(IDLE);
  report({ ...RUNNING, since: 1 });
  background.answer([]);
  await settled();
  expect(textOf()).toContain('Policy: Asking for the newest version');
  expect(textOf('[role=status]')).toBe('');
  report(IDLE);
  background.answer([]);
  await until(() => expect(textOf('[role=status]')).toContain('stopped before anything was checked'));
});
