import { expect, it, vi } from 'vitest';
import { draw, textOf } from '../../components/testing/page-in-memory.ts';
import { IDLE } from '../../utils/sync/progress.ts';
import { NO_SOURCES, type Sources } from '../../utils/sync/sources.ts';
import { DigestSection } from './DigestSection.tsx';

vi.mock('webextension-polyfill', () => ({ default: {} }));

const PACKAGED = { url: 'https://digest.example/policy/', root: '{}', title: 'Policy', publisher: 'Press' };
const SYNC = {
  isKnown: true,
  progress: IDLE,
  said: undefined,
  begin: async () => undefined,
  beginAll: async () => undefined,
  cancel: () => undefined,
};

/** What is said of the digest where the reader has set this, and the extension came with a source or none. */
function saidOf(digest: Sources['digest'], packaged: typeof PACKAGED | undefined): string {
  const data = {
    sources: { ...NO_SOURCES, digest },
    packaged,
    records: {},
    log: [],
    digest: undefined,
    head: undefined,
    stories: new Map(),
    atFirst: { notices: [], sync: IDLE },
  };
  draw(<DigestSection data={data} now={Date.now()} sync={SYNC} />);
  return textOf();
}

it('tells a reader who removed the source that the extension came with how to have it again', () => {
  expect(saidOf({ state: 'none' }, PACKAGED)).toContain(`at ${PACKAGED.url} as before; add that address`);
  expect(saidOf({ state: 'default', paused: false }, PACKAGED)).not.toContain('add that address');
  expect(saidOf({ state: 'none' }, undefined)).not.toContain('add that address');
});
