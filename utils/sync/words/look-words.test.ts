import { describe, expect, it, test } from 'vitest';
import type { DigestFailure, FeedFailure } from '../outcomes.ts';
import { lookInWords } from './look-words.ts';

type Reason = (DigestFailure | FeedFailure)['reason'];

const REASONS: Record<Reason, true> = {
  unreachable: true,
  'not-found': true,
  gone: true,
  forbidden: true,
  'server-error': true,
  'rate-limited': true,
  'not-a-feed': true,
  'not-a-digest': true,
  'captive-portal': true,
  'bad-signature': true,
  'wrong-digest': true,
  'rolled-back': true,
  expired: true,
  corrupt: true,
  hostile: true,
  broken: true,
  'too-large': true,
  'storage-full': true,
  database: true,
  aborted: true,
};

const AT = 'https://host.example/feed';
const words = (...reasons: string[]) =>
  lookInWords(
    AT,
    reasons.map((reason) => ({ reason: reason as 'corrupt', url: AT, detail: 'Line 3 is cut short.' })),
  );

describe.each(Object.keys(REASONS))('a look that ended with %s', (reason) => {
  it('is told in sentences, with what to do', () => {
    for (const sentence of Object.values(words(reason)).slice(1))
      expect(sentence).toMatch(/^(?:[A-Z]|host\.example).*\.$/);
  });
  it('says nothing of what is in the list already', () => {
    expect(Object.values(words(reason)).join(' ')).not.toMatch(/Your digest|stories so far|stays|by itself|sync/i);
  });
});

test.each([
  ['a refused signature', 'bad-signature', 'forbidden'],
  ['a broken feed', 'broken', 'server-error'],
  ['a host that is down', 'unreachable', 'not-a-feed'],
])('%s is told, whichever was looked for first', (_, telling, other) => {
  expect(words(telling, other)).toEqual(words(telling));
  expect(words(other, telling)).toEqual(words(telling));
});
