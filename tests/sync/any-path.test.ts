import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deltaBetween, snapshotOf, stateOf, type VersionState } from '../../publisher/blobs.ts';
import { holding } from '../../publisher/rehearse.ts';
import { ledgerText, readLedger, stateHash } from '../../utils/digest/ledger.ts';
import type { DigestRecord } from '../../utils/digest/records.ts';
import type { Digest, StoryId } from '../../utils/digest/schema.ts';
import { readBlob } from '../../utils/sync/digest/blob.ts';
import type { Head } from '../../utils/sync/digest/format.ts';
import { resultOf } from '../../utils/sync/digest/update.ts';
import { NOW, versionOf } from './publisher-at-work.ts';

/** One edit of an editor. */
type Edit =
  | { readonly edit: 'add' | 'remove' | 'retell'; readonly story: number }
  | { readonly edit: 'rename'; readonly term: number }
  | { readonly edit: 'countries'; readonly count: number };

const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ edit: fc.constantFrom('add', 'remove', 'retell'), story: fc.nat(30) }),
  fc.record({ edit: fc.constant('rename'), term: fc.nat(1) }),
  fc.record({ edit: fc.constant('countries'), count: fc.nat(3) }),
);

/** A digest after an editor's edits of one day. */
function edited(digest: Digest, script: readonly Edit[], version: number): Digest {
  const next = script.reduce(editOnce, digest);
  return { ...next, head: { ...next.head, version } };
}

function editOnce(digest: Digest, edit: Edit): Digest {
  if (edit.edit === 'countries') {
    const names = ['IE', 'FR', 'KE'].slice(0, edit.count);
    return {
      ...digest,
      countries: names.map((code) => ({ code, names: [`Land of ${code}`], currencies: [], tlds: [] })),
    };
  }
  if (edit.edit === 'rename') {
    const terms = digest.terms.map((term, index) =>
      index === edit.term ? { ...term, prefLabel: `${term.prefLabel}!` } : term,
    );
    return { ...digest, terms };
  }
  const id = `story-${edit.story}` as StoryId;
  const [pattern] = versionOf(1, 1).stories;
  const others = digest.stories.filter((story) => story.id !== id);
  if (!pattern || edit.edit === 'remove') return { ...digest, stories: others };
  return {
    ...digest,
    stories: [...others, { ...pattern, id, title: `${edit.edit} in version ${digest.head.version}` }],
  };
}

/** What a reader holds, record by record. */
interface Held {
  readonly records: Map<string, DigestRecord>;
  readonly state: VersionState;
  readonly ledger: string;
}

async function follow(held: Held | undefined, to: VersionState): Promise<Held> {
  const blob = held ? deltaBetween(held.state, to) : snapshotOf(to);
  const from = held?.state.version;
  const operations = await readBlob(new Uint8Array(blob.bytes), blob, {
    digestId: to.digestId,
    version: to.version,
    from,
  });
  const hash = await stateHash(ledgerText(to.ledger));
  const head = { digestId: to.digestId, version: to.version, state: { hash, count: to.ledger.size } } as Head;
  const before = held && (await holding(held.state)).installed;
  const base = held && before ? { installed: before, ledger: readLedger(held.ledger) } : undefined;
  const { ledger, ...change } = await resultOf(operations, head, base, NOW);
  const records = new Map(held?.records);
  for (const key of operations.deleted) records.delete(key);
  for (const [key, record] of operations.put) records.set(key, record as DigestRecord);
  expect(change.installation.countries).toEqual(
    [...records.values()]
      .flatMap(({ t, r }) => (t === 'country' ? [r] : []))
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
  );
  return { records, state: to, ledger };
}

describe('whatever an editor does', () => {
  it('any path of deltas leads to the state of the whole', async () => {
    const days = fc.array(fc.array(edits, { maxLength: 12 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(days, fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), async (scripts, skips) => {
        let digest = versionOf(1, 12);
        const states = [await stateOf(digest)];
        for (const [day, script] of scripts.entries()) {
          digest = edited(digest, script, day + 2);
          states.push(await stateOf(digest));
        }
        let held: Held | undefined;
        for (const [number, state] of states.entries()) {
          const isLast = number === states.length - 1;
          if (isLast || number === 0 || !skips[number]) held = await follow(held, state);
        }
        const [last] = states.slice(-1);
        const whole = last && (await follow(undefined, last));
        expect(held?.ledger).toBe(whole?.ledger);
        const sorted = (records: Held['records'] = new Map()) => [...records].sort(([a], [b]) => (a < b ? -1 : 1));
        expect(sorted(held?.records)).toEqual(sorted(whole?.records));
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('whatever bytes come as a blob are read or refused, and nothing else', async () => {
    const expected = { digestId: 'example', version: 1, from: undefined };
    const lines = fc.array(fc.oneof(fc.json(), fc.string()), { maxLength: 5 }).map((all) => `${all.join('\n')}\n`);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          lines.map((text) => gzipSync(text)),
        ),
        async (bytes) => {
          const reading = readBlob(new Uint8Array(bytes), { h: '', b: bytes.length, u: 400 }, expected);
          await expect(reading).rejects.toMatchObject({ name: 'BlobError' });
        },
      ),
      { numRuns: 200 },
    );
  });
});
