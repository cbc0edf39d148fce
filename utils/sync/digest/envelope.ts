import * as v from 'valibot';
import { sha256 } from '../../digest/hash.ts';
import { fromBase64url } from './base64url.ts';
import { type Envelope, EnvelopeSchema, type PublicKey, type Role, type RoleKeys, SPEC } from './format.ts';

/**
 * The bytes that are signed: a payload's exact text behind the role it is for, so that a signature for one role is
 * none for another (domain separation, as in https://github.com/secure-systems-lab/dsse). No canonical JSON is needed.
 */
export function signedBytes(role: Role, payload: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${SPEC}\0${role}\0${payload}`);
}

/** Reads an envelope, or gives undefined where the text is none. */
export function parseEnvelope(text: string): Envelope | undefined {
  const result = v.safeParse(EnvelopeSchema, parseJson(text));
  return result.success ? result.output : undefined;
}

/** The value of a JSON text, or undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Whether an envelope bears valid signatures of enough different keys of a role. Signatures of unknown keys, by
 * unknown algorithms or given twice count for nothing (TUF specification, 5.3.4).
 */
export async function isSigned(envelope: Envelope, role: Role, { keys, threshold }: RoleKeys): Promise<boolean> {
  const message = signedBytes(role, envelope.payload);
  const signers = new Set<string>();
  for (const { keyid, sig } of envelope.signatures) {
    const key = keys.find((known) => known.keyid === keyid);
    if (key && !signers.has(keyid) && (await isSignature(key, sig, message))) signers.add(keyid);
  }
  return signers.size >= threshold;
}

async function isSignature({ keyid, algorithm, key }: PublicKey, sig: string, message: Uint8Array<ArrayBuffer>) {
  const [bytes, signature] = [fromBase64url(key), fromBase64url(sig)];
  if (algorithm !== 'ed25519' || bytes?.length !== 32 || signature?.length !== 64) return false;
  if ((await sha256(bytes)) !== keyid) return false;
  try {
    const imported = await crypto.subtle.importKey('raw', bytes, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', imported, signature, message);
  } catch {
    return false;
  }
}
