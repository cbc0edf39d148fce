import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ledgerOf, ledgerText, stateHash } from '../../utils/digest/ledger.ts';
import type { DigestRecord } from '../../utils/digest/records.ts';
import { signedBytes } from '../../utils/sync/digest/envelope.ts';
import { exampleSigner } from './example-keys.ts';
import { exampleSite } from './example-site.ts';

/** The example of docs/format.md, worked out from its beginnings; `npm run vectors` writes it into the page. */

const PAGE = join(import.meta.dirname, '../../docs/format.md');
const FENCE = /<!-- vectors -->[\s\S]*<!-- \/vectors -->/;

/** Names and values, in the order they depend on one another. */
export async function testVectors(): Promise<[name: string, value: string][]> {
  const [root, head] = [await exampleSigner('root'), await exampleSigner('head')];
  const record: DigestRecord = {
    t: 'country',
    r: { code: 'IE', names: ['Ireland', 'Éire'], currencies: ['€'], tlds: ['ie'] },
  };
  const ledger = ledgerText(await ledgerOf([record]));
  const payload = '{"spec":"newsgloss-sync-1","type":"head"}';
  return [
    ['root key, seed', `${'01'.repeat(32)}`],
    ['root key, public', root.publicKey.key],
    ['root key, id', root.publicKey.keyid],
    ['head key, seed', `${'02'.repeat(32)}`],
    ['head key, public', head.publicKey.key],
    ['head key, id', head.publicKey.keyid],
    ['payload', payload],
    ['signed bytes, role head', Buffer.from(signedBytes('head', payload)).toString('hex')],
    ['signature of the head key, role head', await head.sign(signedBytes('head', payload))],
    ['signature of the root key, role root', await root.sign(signedBytes('root', payload))],
    ['record', JSON.stringify(record.r)],
    ['record in canonical JSON', '{"code":"IE","currencies":["€"],"names":["Ireland","Éire"],"tlds":["ie"]}'],
    ['record hash', ledger.trimEnd().split('\0')[2] ?? ''],
    ['ledger', JSON.stringify(ledger)],
    ['state hash', await stateHash(ledger)],
    ...(await exampleSite()),
  ];
}

/** The page as it is, and as it should be. */
export async function pageWithVectors(): Promise<{ page: string; path: string; renewed: string }> {
  const page = readFileSync(PAGE, 'utf8');
  const rows = (await testVectors()).map(([name, value]) => `${name}\n${value.replace(/^/gm, '    ')}`).join('\n');
  return {
    page,
    path: PAGE,
    renewed: page.replace(FENCE, () => `<!-- vectors -->\n\n\`\`\`text\n${rows}\n\`\`\`\n\n<!-- /vectors -->`),
  };
}

/** The names and values that a page holds: what stands four spaces in belongs to the name before it. */
export function vectorsIn(page: string): Map<string, string> {
  const vectors = new Map<string, string>();
  let name = '';
  for (const line of (FENCE.exec(page)?.[0] ?? '').split('\n')) {
    const value = /^ {4}(.*)/.exec(line)?.[1];
    if (value === undefined) name = line;
    else vectors.set(name, vectors.has(name) ? `${vectors.get(name)}\n${value}` : value);
  }
  return vectors;
}
