import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../utils/digest/hash.ts';
import { ledgerOf, ledgerText, stateHash } from '../../utils/digest/ledger.ts';
import type { DigestRecord } from '../../utils/digest/records.ts';
import { toBase64url } from '../../utils/sync/digest/base64url.ts';
import { signedBytes } from '../../utils/sync/digest/envelope.ts';

/** The example of docs/format.md, worked out from its beginnings; `npm run vectors` writes it into the page. */

/** Seeds of RFC 8032 keys, 32 equal bytes each: for examples only. */
const SEEDS = { root: 1, head: 2 } as const;

/** What every private Ed25519 key in PKCS #8 begins with (RFC 8410, section 7). */
const PKCS8 = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

const PAGE = join(import.meta.dirname, '../../docs/format.md');
const FENCE = /<!-- vectors -->[\s\S]*<!-- \/vectors -->/;

/** Names and values, in the order they depend on one another. */
export async function testVectors(): Promise<[name: string, value: string][]> {
  const root = await keyOf('root');
  const head = await keyOf('head');
  const record: DigestRecord = {
    t: 'country',
    r: { code: 'IE', names: ['Ireland', 'Éire'], currencies: ['€'], tlds: ['ie'] },
  };
  const ledger = ledgerText(await ledgerOf([record]));
  const payload = '{"spec":"newsgloss-sync-1","type":"head"}';
  const signature = (key: CryptoKey, role: 'root' | 'head') =>
    crypto.subtle.sign('Ed25519', key, signedBytes(role, payload)).then((bytes) => toBase64url(new Uint8Array(bytes)));
  return [
    ['root key, seed', `${'01'.repeat(32)}`],
    ['root key, public', root.text],
    ['root key, id', root.id],
    ['head key, seed', `${'02'.repeat(32)}`],
    ['head key, public', head.text],
    ['head key, id', head.id],
    ['payload', payload],
    ['signed bytes, role head', Buffer.from(signedBytes('head', payload)).toString('hex')],
    ['signature of the head key, role head', await signature(head.key, 'head')],
    ['signature of the root key, role root', await signature(root.key, 'root')],
    ['record', JSON.stringify(record.r)],
    ['record in canonical JSON', '{"code":"IE","currencies":["€"],"names":["Ireland","Éire"],"tlds":["ie"]}'],
    ['record hash', ledger.trimEnd().split('\0')[2] ?? ''],
    ['ledger', JSON.stringify(ledger)],
    ['state hash', await stateHash(ledger)],
  ];
}

/** The page as it is, and as it should be. */
export async function pageWithVectors(): Promise<{ page: string; path: string; renewed: string }> {
  const page = readFileSync(PAGE, 'utf8');
  const rows = (await testVectors()).map(([name, value]) => `${name}\n    ${value}`).join('\n');
  return {
    page,
    path: PAGE,
    renewed: page.replace(FENCE, () => `<!-- vectors -->\n\n\`\`\`text\n${rows}\n\`\`\`\n\n<!-- /vectors -->`),
  };
}

async function keyOf(role: keyof typeof SEEDS) {
  const pkcs8 = new Uint8Array([...PKCS8, ...Array.from({ length: 32 }, () => SEEDS[role])]);
  const key = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign']);
  const { x = '' } = await crypto.subtle.exportKey('jwk', key);
  const raw = new Uint8Array(Buffer.from(x, 'base64url'));
  return { key, text: toBase64url(raw), id: await sha256(raw) };
}
