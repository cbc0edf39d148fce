import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import { sha256 } from '../utils/digest/hash.ts';
import { fromBase64url, toBase64url } from '../utils/sync/digest/base64url.ts';
import type { PublicKey, Role } from '../utils/sync/digest/format.ts';
import { textOf } from './files.ts';

/** What scrypt costs (RFC 7914): 128 MiB and about half a second, for whoever has the file but not the passphrase. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };

const PlainSchema = v.strictObject({ pkcs8: v.string() });
const SealedSchema = v.strictObject({
  cipher: v.literal('aes-256-gcm'),
  kdf: v.literal('scrypt'),
  N: v.number(),
  r: v.number(),
  p: v.number(),
  salt: v.string(),
  iv: v.string(),
  /** Ciphertext and the tag of 16 bytes after it. */
  sealed: v.string(),
});

const KeyFileSchema = v.strictObject({
  format: v.literal('newsgloss-key-1'),
  role: v.picklist(['root', 'head']),
  keyid: v.string(),
  algorithm: v.literal('ed25519'),
  key: v.string(),
  private: v.union([PlainSchema, SealedSchema]),
});

type KeyFile = v.InferOutput<typeof KeyFileSchema>;

/** Signs with one key. */
export interface Signer {
  readonly role: Role;
  readonly publicKey: PublicKey;
  sign(message: Uint8Array<ArrayBuffer>): Promise<string>;
}

/** A key file that cannot be used, and what to do. */
export class KeyError extends Error {
  override readonly name = 'KeyError';
}

/** A key just made, which lies in no file yet. */
interface NewKey extends Signer {
  readonly file: KeyFile;
}

/** Makes a key. @param passphrase seals its file; without one the file alone is enough to sign */
export async function newKey(role: Role, passphrase: string | undefined): Promise<NewKey> {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  const publicKey = { keyid: await sha256(raw), algorithm: 'ed25519', key: toBase64url(raw) } as const;
  const file: KeyFile = {
    format: 'newsgloss-key-1',
    role,
    ...publicKey,
    private: passphrase === undefined ? { pkcs8: toBase64url(pkcs8) } : sealed(pkcs8, passphrase),
  };
  return { ...signerWith(pair.privateKey, role, publicKey), file };
}

/** Writes a key to a file that only its owner may read; a file that is there is never written over. */
export function writeKeyFile(path: string, { file }: NewKey): void {
  writeFileSync(path, `${JSON.stringify(file, null, 1)}\n`, { mode: 0o600, flag: 'wx' });
  chmodSync(path, 0o600);
}

/** Reads the public half of a key file. @throws KeyError when it is none, FileError when it cannot be read */
export function readKeyFile(path: string): KeyFile {
  const text = textOf(path);
  try {
    return v.parse(KeyFileSchema, JSON.parse(text));
  } catch (error) {
    throw new KeyError(`${path}: is no key file: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Opens a key file for signing. @throws KeyError when the passphrase is missing or wrong */
export async function openKeyFile(path: string, passphrase: string | undefined): Promise<Signer> {
  const { role, keyid, algorithm, key, private: hidden } = readKeyFile(path);
  const pkcs8 = 'pkcs8' in hidden ? fromBase64url(hidden.pkcs8) : opened(path, hidden, passphrase);
  if (!pkcs8) throw new KeyError(`${path}: private.pkcs8 is no base64url`);
  const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign']).catch(() => {
    throw new KeyError(`${path}: the private key in it is damaged. Bring back a copy of the file, or replace the key`);
  });
  return signerWith(privateKey, role, { keyid, algorithm, key });
}

function signerWith(privateKey: CryptoKey, role: Role, publicKey: PublicKey): Signer {
  return {
    role,
    publicKey,
    sign: async (message) => toBase64url(new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, message))),
  };
}

function sealed(pkcs8: Uint8Array, passphrase: string): KeyFile['private'] {
  const { N, r, p } = SCRYPT;
  const [salt, iv] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', scryptSync(passphrase, salt, 32, SCRYPT), iv);
  const content = Buffer.concat([cipher.update(pkcs8), cipher.final(), cipher.getAuthTag()]);
  const texts = { salt: toBase64url(salt), iv: toBase64url(iv), sealed: toBase64url(content) };
  return { cipher: 'aes-256-gcm', kdf: 'scrypt', N, r, p, ...texts };
}

function opened(path: string, { N, r, p, salt, iv, sealed }: v.InferOutput<typeof SealedSchema>, passphrase?: string) {
  if (passphrase === undefined)
    throw new KeyError(`${path}: is sealed; give its passphrase in NEWSGLOSS_PASSPHRASE, or on a terminal when asked`);
  const bytes = (text: string) => fromBase64url(text) ?? new Uint8Array();
  const content = bytes(sealed);
  try {
    const key = scryptSync(passphrase, bytes(salt), 32, { N, r, p, maxmem: SCRYPT.maxmem });
    const decipher = createDecipheriv('aes-256-gcm', key, bytes(iv)).setAuthTag(content.subarray(-16));
    return new Uint8Array(Buffer.concat([decipher.update(content.subarray(0, -16)), decipher.final()]));
  } catch {
    throw new KeyError(`${path}: the passphrase is wrong, or the file is damaged`);
  }
}
