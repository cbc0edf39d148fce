import { createServer } from 'node:http';
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
    runtime: { getURL: () => 'data:application/json,null', sendMessage: async () => ({ state: 'added', count: 1 }) },
    permissions: {
      request: () => Promise.reject(new Error('Only permissions specified in the manifest.')),
      getAll: async () => ({}),
    },
  },
}));

beforeEach(() => draw(<AddSource sources={NO_SOURCES} />));

const FEED = {
  type: 'application/rss+xml',
  text: '<rss version="2.0"><channel><title>News</title><item><title>A story</title></item></channel></rss>',
};
const SAID = 'That did not work, and nothing was added.';

it('an address that the browser does not let be asked is told so, and another one can be looked at', async () => {
  const field = document.querySelector<HTMLInputElement>('#address');
  if (field) field.value = 'https://news.example/feed';
  document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await said(SAID);
  expect(button('Look').disabled).toBe(false);
});

it('a field that is empty is told of as such', async () => {
  document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await said(/^The field is empty\./);
});

it('what is found is announced, and that it was added', async () => {
  const { type, text } = FEED;
  const server = createServer((_, response) => response.writeHead(200, { 'content-type': type }).end(text));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const field = document.querySelector<HTMLInputElement>('#address');
  // A host of this device needs no permission.
  if (field) field.value = `http://127.0.0.1:${port}/feed`;
  document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await said('Found: the feed “News”. It can be added below.');
  await press('Add this feed');
  await said('“News” was added.');
  expect(field?.value).toBe('');
  server.close();
});

it('a suggestion that cannot be added is told of', async () => {
  await press('Add EDRi');
  await said(SAID);
});

it('what was found and cannot be added is told of', async () => {
  const onRefused = vi.fn();
  const found = { kind: 'feed', url: 'https://news.example/feed', title: 'News', stories: 2 } as const;
  draw(<FoundSource found={found} sources={NO_SOURCES} onRefused={onRefused} onDone={vi.fn()} />);
  await press('Add this feed');
  await until(() => expect(onRefused.mock.calls).toMatchObject([[{ happened: SAID }]]));
});
