import { describe, expect, it, test } from 'vitest';
import { lookInWords } from './look-words.ts';
import { DIGEST_REASONS, FEED_REASONS } from './testing/reasons.ts';

const AT = 'https://host.example/feed';
const words = (...reasons: string[]) =>
  lookInWords(
    AT,
    reasons.map((reason) => ({ reason: reason as 'corrupt', url: AT, detail: 'Line 3 is cut short.' })),
  );

describe.each(Object.keys({ ...DIGEST_REASONS, ...FEED_REASONS }))('a look that ended with %s', (reason) => {
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
