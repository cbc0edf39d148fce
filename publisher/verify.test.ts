import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { headOf } from '../tests/sync/forge.ts';
import { NOW, type PublisherAtWork, publisherAtWork, ROTATION, versionOf } from '../tests/sync/publisher-at-work.ts';
import { edgesWith } from '../tests/sync/reader-at-home.ts';
import { fingerprint, probeDigest } from '../utils/sync/digest/probe-digest.ts';
import { FOLDER_URL, folderFetch } from './folder-fetch.ts';
import { readKeyFile } from './key-file.ts';
import { rotate } from './rotate.ts';
import { serveDigest } from './serve.ts';
import { verifyPublished } from './verify.ts';

let publisher: PublisherAtWork;

beforeEach(async () => {
  publisher = await publisherAtWork();
});

afterEach(() => publisher.close());

describe('verifying', () => {
  it('prints the root keys that readers are shown, those of the newest root, with and without a root to trust', async () => {
    const { keyid } = readKeyFile(join(publisher.keys, 'root-1.key.json'));
    await rotate({ ...ROTATION, folder: publisher.keys, replacedRootKeys: [keyid] });
    await publisher.publish(versionOf(1));
    const shown = await probeDigest(FOLDER_URL, edgesWith(folderFetch(publisher.site)));
    const fingerprints = 'keyFingerprints' in shown ? shown.keyFingerprints : [];
    expect(fingerprints).toHaveLength(3);
    for (const rootFile of [undefined, join(publisher.keys, '1.root.json')]) {
      const findings = await verifyPublished({ place: publisher.site, rootFile, now: NOW, fetch });
      const printed = findings.map(({ text }) => text).join('\n');
      for (const id of fingerprints) expect(printed).toContain(id);
      expect(printed).not.toContain(fingerprint(keyid));
    }
  });

  it('names what a host gets wrong', async () => {
    await publisher.publish(versionOf(1));
    await publisher.publish(versionOf(2));
    const rootFile = join(publisher.keys, '1.root.json');
    const served = await serveDigest(publisher.site, 0);
    expect(
      (await verifyPublished({ place: served.url, rootFile, now: NOW, fetch })).every(({ is }) => is === 'good'),
    ).toBe(true);
    const withoutHeaders: typeof fetch = async (input) => {
      const { body, status } = await fetch(input);
      return new Response(body, { status });
    };
    const findings = await verifyPublished({ place: served.url, rootFile, now: NOW, fetch: withoutHeaders });
    expect(findings.map(({ text }) => text).join('\n')).toContain('Access-Control-Allow-Origin');
    writeFileSync(join(publisher.site, `b/${headOf(publisher).full.h}.bin`), 'something else');
    const broken = await verifyPublished({ place: served.url, rootFile, now: NOW, fetch });
    expect(
      broken
        .filter(({ is }) => is === 'bad')
        .map(({ text }) => text)
        .join(),
    ).toContain('not the file that was signed');
    await served.close();
  });

  it('tries the delta from a version whose head was signed before the root that is trusted', async () => {
    await publisher.publish(versionOf(1));
    await rotate({ ...ROTATION, folder: publisher.keys, newHeadKey: true, replacedRootKeys: [] });
    await publisher.publish(versionOf(2));
    const rootFile = join(publisher.keys, '2.root.json');
    const findings = await verifyPublished({ place: publisher.site, rootFile, now: NOW, fetch });
    expect(findings.filter(({ is }) => is !== 'good')).toEqual([]);
    expect(findings.at(-1)?.text).toContain('a reader of version 1 fetches');
  });

  it('says where a host leads, and with what status it answers', async () => {
    const answering = (status: number, headers: Record<string, string> = {}) =>
      verifyPublished({
        place: 'https://digests.example/policy/',
        rootFile: undefined,
        now: NOW,
        fetch: async () => new Response(null, { status, headers }),
      });
    const [moved] = await answering(301, { location: 'https://www.digests.example/policy/head.json' });
    expect(moved?.text).toContain('leads elsewhere, to https://www.digests.example/policy/head.json');
    expect((await answering(403))[0]?.text).toContain('answers with status 403');
    expect((await answering(404))[0]?.text).toContain('is not there');
  });

  it('names the file that could not be fetched, and why', async () => {
    const { url, close } = await serveDigest(publisher.site, 0);
    await close();
    const findings = await verifyPublished({ place: url, rootFile: undefined, now: NOW, fetch });
    const reason = `connect ECONNREFUSED ${new URL(url).host}`;
    expect(findings).toEqual([{ is: 'bad', text: `${url}head.json: cannot be reached (${reason})` }]);
  });

  it.each(['http://digest.example/', 'https://digest.example/?of=me', 'https://digest.example/#a'])(
    'asks nobody at %s, where no extension asks',
    async (place) => {
      const findings = await verifyPublished({ place, rootFile: undefined, now: NOW, fetch: () => expect.fail() });
      expect(findings).toEqual([{ is: 'bad', text: expect.stringContaining('no extension asks there') }]);
    },
  );

  it('names what a folder lacks, and a head of others', async () => {
    const bad = async () => {
      const findings = await verifyPublished({ place: publisher.site, rootFile: undefined, now: NOW, fetch });
      return findings.filter(({ is }) => is === 'bad').map(({ text }) => text);
    };
    const making = 'so it is no published digest; "newsgloss publish <directory>" makes one';
    expect(await bad()).toEqual([`${publisher.site}: there is no such folder`]);
    mkdirSync(publisher.site);
    expect(await bad()).toEqual([`${publisher.site}: holds no head.json, ${making}`]);
    await publisher.publish(versionOf(1));
    expect(await bad()).toEqual([]);
    const stranger = await publisherAtWork();
    await stranger.publish(versionOf(1));
    cpSync(join(stranger.site, 'head.json'), join(publisher.site, 'head.json'));
    expect(await bad()).toEqual(['head.json is not signed by a key for heads of these roots']);
    rmSync(join(publisher.site, '1.root.json'));
    expect(await bad()).toEqual([`${publisher.site}: holds no 1.root.json, ${making}`]);
    stranger.close();
  });
});
