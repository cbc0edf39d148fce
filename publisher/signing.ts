import { signedBytes } from '../utils/sync/digest/envelope.ts';
import { type Envelope, type Head, type Role, type Root, SPEC } from '../utils/sync/digest/format.ts';
import type { Signer } from './key-file.ts';

/** Signs a payload with every signer given. @returns the text of the envelope, to be published as it is */
export async function signEnvelope(role: Role, payload: Root | Head, signers: readonly Signer[]): Promise<string> {
  const text = JSON.stringify(payload);
  const message = signedBytes(role, text);
  const signatures: Envelope['signatures'] = [];
  for (const signer of signers) signatures.push({ keyid: signer.publicKey.keyid, sig: await signer.sign(message) });
  return JSON.stringify({ payload: text, signatures });
}

/** A root's payload in the order that is published. */
export function rootPayload(root: Omit<Root, 'spec' | 'type'>): Root {
  const { digestId, title, publisher, version, expires, roles, mirrors } = root;
  return { spec: SPEC, type: 'root', digestId, title, publisher, version, expires, roles, mirrors };
}
