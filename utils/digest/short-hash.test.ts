import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from './hash.ts';
import { shortHash } from './short-hash.ts';

describe('the hash of a short text', () => {
  it('is the one of FIPS 180-4', () => {
    expect(shortHash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('is the browser’s own, whatever the text', async () => {
    const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ maxLength: 5000 }));
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        expect(shortHash(text)).toBe(await sha256(text));
      }),
      { numRuns: 500 },
    );
  });

  it('is the browser’s own around every border of a block', async () => {
    for (let length = 0; length < 200; length++) {
      const text = 'é'.repeat(length >> 1) + 'x'.repeat(length & 1);
      expect(shortHash(text)).toBe(await sha256(text));
    }
    const long = 'long '.repeat(100_000);
    expect(shortHash(long)).toBe(await sha256(long));
  });
});
