import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyAsync } from '@noble/ed25519';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseRecord } from '../../utils/digest/records.ts';
import { fromBase64url, toBase64url } from '../../utils/sync/digest/base64url.ts';
import { CLIENT_VERSION, satisfies } from '../../utils/sync/digest/client-version.ts';
import { isSigned, parseEnvelope, signedBytes } from '../../utils/sync/digest/envelope.ts';
import { isFolderAddress } from '../../utils/sync/digest/format.ts';
import { type PublisherAtWork, publisherAtWork, versionOf } from './publisher-at-work.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('a signature', () => {
  let publisher: PublisherAtWork;

  beforeAll(async () => {
    publisher = await publisherAtWork();
    await publisher.publish(versionOf(1));
  });

  afterAll(() => publisher.close());

  it('holds or fails here as it does in an independent implementation, whatever bit is turned over', async () => {
    const envelope = parseEnvelope(readFileSync(join(publisher.site, 'head.json'), 'utf8'));
    const key = JSON.parse(readFileSync(join(publisher.keys, 'head-1.key.json'), 'utf8'));
    const [signature] = envelope?.signatures ?? [];
    if (!envelope || !signature) throw new Error('The head has no signature.');
    const role = { keys: [{ keyid: key.keyid, algorithm: 'ed25519', key: key.key }], threshold: 1 };
    const genuine = fromBase64url(signature.sig) ?? new Uint8Array();
    await fc.assert(
      fc.asyncProperty(fc.option(fc.nat(511)), async (bit) => {
        const bytes = new Uint8Array(genuine);
        if (bit !== null) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const changed = { ...envelope, signatures: [{ ...signature, sig: toBase64url(bytes) }] };
        const oracle = await verifyAsync(
          bytes,
          signedBytes('head', envelope.payload),
          fromBase64url(key.key) ?? new Uint8Array(),
        );
        expect(await isSigned(changed, 'head', role)).toBe(oracle);
      }),
      { numRuns: 100 },
    );
  });
});

describe('base64url', () => {
  it('gives back what it was given, as Node writes it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const text = toBase64url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect(fromBase64url(text)).toEqual(Uint8Array.from(bytes));
      }),
    );
  });

  it('reads nothing else', () => {
    for (const text of ['a', 'ab=', 'a+b/', 'a b']) expect(fromBase64url(text)).toBeUndefined();
  });
});

describe('the version of the client', () => {
  it('is that of the package', () => {
    expect(CLIENT_VERSION).toBe(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version);
  });

  it('is compared number by number', () => {
    expect(satisfies('0.10.0', '0.9.9')).toBe(true);
    expect(satisfies('0.1.0', '0.1.0')).toBe(true);
    expect(satisfies('0.1.0', '0.1.1')).toBe(false);
    expect(satisfies('1.0.0', '0.9.0')).toBe(true);
  });
});

describe('an address to sync from', () => {
  it('is an https folder, or one on this machine', () => {
    for (const address of [
      'https://example.org/',
      'https://example.org/a/b/',
      'http://127.0.0.1:8080/',
      'http://localhost/d/',
    ])
      expect(isFolderAddress(address), address).toBe(true);
    for (const address of [
      'http://example.org/',
      'https://example.org/a',
      'https://me:secret@example.org/',
      'https://example.org/?a/',
      'ftp://example.org/',
      'http://127.0.0.1.example.org/',
      'http://[::1]:8080/',
      'http://127.0.0.2/',
      'example',
    ])
      expect(isFolderAddress(address), address).toBe(false);
  });
});

describe('a record', () => {
  it('keeps the fields that only later clients know, at every depth', () => {
    const [term] = versionOf(1).terms;
    const label = { ...term?.labels[0], tone: 'dry' };
    const later = { ...term, audience: 'all', labels: [label] };
    expect(parseRecord('term', later)).toEqual({ t: 'term', r: later });
  });
});
