import type { Signer } from '../../publisher/key-file.ts';
import { sha256 } from '../../utils/digest/hash.ts';
import { toBase64url } from '../../utils/sync/digest/base64url.ts';
import type { Role } from '../../utils/sync/digest/format.ts';

/** Seeds of RFC 8032 keys, 32 equal bytes each: for examples only. */
const SEEDS: Readonly<Record<Role, number>> = { root: 1, head: 2 };

/** What every private Ed25519 key in PKCS #8 begins with (RFC 8410, section 7). */
const PKCS8 = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

/** The key of a role in the examples of docs/format.md. */
export async function exampleSigner(role: Role): Promise<Signer> {
  const pkcs8 = new Uint8Array([...PKCS8, ...Array.from({ length: 32 }, () => SEEDS[role])]);
  const key = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign']);
  const { x = '' } = await crypto.subtle.exportKey('jwk', key);
  const raw = new Uint8Array(Buffer.from(x, 'base64url'));
  return {
    role,
    publicKey: { keyid: await sha256(raw), algorithm: 'ed25519', key: toBase64url(raw) },
    sign: async (message) => toBase64url(new Uint8Array(await crypto.subtle.sign('Ed25519', key, message))),
  };
}
