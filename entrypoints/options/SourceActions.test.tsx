import { beforeEach, expect, it, vi } from 'vitest';
import { button, draw, press, textOf, until } from '../../components/testing/page-in-memory.ts';
import { refusalInWords } from '../../utils/sync/words/run-words.ts';
import { SourceActions } from './SourceActions.tsx';

const background = vi.hoisted(() => ({
  removals: 0,
  answer: (): void => undefined,
  fail: (): void => undefined,
  asked: [] as object[],
}));

// A background that answers when the test says so.
vi.mock('webextension-polyfill', () => ({
  default: {
    permissions: {
      request: async (permissions: object) => {
        background.asked.push(permissions);
        return false;
      },
    },
    runtime: {
      sendMessage: () => {
        background.removals++;
        return new Promise<void>((resolve, reject) => {
          background.answer = resolve;
          background.fail = () => reject(new Error('The disk is full.'));
        });
      },
    },
  },
}));

const SYNC = {
  isKnown: true,
  progress: { state: 'idle' },
  said: undefined,
  begin: async () => refusalInWords('offline'),
  beginAll: async () => undefined,
  cancel() {},
} as const;

beforeEach(() => {
  background.removals = 0;
  background.asked = [];
  show(undefined);
});

function show(lost: string | undefined) {
  draw(
    <SourceActions
      id="digest"
      title="Policy"
      paused={false}
      lost={lost}
      sync={SYNC}
      removal={['Remove', 'Remove, and use the packaged digest']}
    />,
  );
}

it('why a source is not checked is said beside it', async () => {
  await press('Check now');
  expect(textOf('[role=status]')).toContain('You are offline.');
});

it('the permission for a host from which nothing came back is asked for again, and the check begins whatever the answer', async () => {
  await press('Check now');
  expect(background.asked).toEqual([]);
  show('https://news.example/feed');
  await press('Check now');
  expect(background.asked).toEqual([{ origins: ['https://news.example/*'] }]);
  await until(() => expect(textOf('[role=status]')).toContain('You are offline.'));
});

it('a source is removed by two presses, and the next one is asked about again', async () => {
  await press('Remove');
  expect(background.removals).toBe(0);
  await press('Remove, and use the packaged digest');
  await until(() => expect(background.removals).toBe(1));
  background.answer();
  await until(() => expect(button('Remove').disabled).toBe(false));
  await press('Remove');
  expect(background.removals).toBe(1);
  expect(button('Remove, and use the packaged digest').disabled).toBe(false);
});

it('while a source is being removed, nothing more is', async () => {
  await press('Remove');
  await press('Remove, and use the packaged digest');
  await until(() => expect(button('Remove').disabled).toBe(true));
  background.answer();
  await until(() => expect(button('Remove').disabled).toBe(false));
});

it('says so where a source could not be removed', async () => {
  await press('Remove');
  await press('Remove, and use the packaged digest');
  await until(() => expect(background.removals).toBe(1));
  background.fail();
  await until(() => expect(textOf('[role=status]')).toContain('remove it again'));
});

it('a double click asks, and removes nothing', async () => {
  await press('Remove');
  await press('Remove, and use the packaged digest', 2);
  expect(background.removals).toBe(0);
});
