import { beforeEach, expect, it, vi } from 'vitest';
import { button, draw, press, said, until } from '../../components/testing/page-in-memory.ts';
import { NO_SOURCES } from '../../utils/sync/sources.ts';
import { AddSource } from './AddSource.tsx';
import { FoundSource } from './FoundSource.tsx';

// A browser that takes no question for a host, as for one that the manifest does not list.
vi.mock('webextension-polyfill', () => ({
  default: {
    tabs: { getCurrent: async () => undefined, query: async () => [] },
    storage: { local: { get: async () => ({}) } },
    runtime: { getURL: () => 'data:application/json,null' },
    permissions: {
      request: () => Promise.reject(new Error('Only permissions specified in the manifest.')),
      getAll: async () => ({}),
    },
  },
}));

beforeEach(() => draw(<AddSource sources={NO_SOURCES} />));

const SAID = 'That did not work, and nothing was added.';

it('an address that the browser does not let be asked is told so, and another one can be looked at', async () => {
  const field = document.querySelector<HTMLInputElement>('#address');
  if (field) field.value = 'https://news.example/feed';
  document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await said(SAID);
  expect(button('Look').disabled).toBe(false);
});

it('a suggestion that cannot be added is told of', async () => {
  await press('Add EDRi');
  await said(SAID);
});

it('what was found and cannot be added is told of', async () => {
  const onDone = vi.fn();
  const found = { kind: 'feed', url: 'https://news.example/feed', title: 'News', stories: 2 } as const;
  draw(<FoundSource found={found} sources={NO_SOURCES} onDone={onDone} />);
  await press('Add this feed');
  await until(() => expect(onDone.mock.calls).toMatchObject([[{ happened: SAID }]]));
});
