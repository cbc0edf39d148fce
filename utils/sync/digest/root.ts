import * as v from 'valibot';
import { isSigned, parseEnvelope, parseJson } from './envelope.ts';
import { type Root, RootSchema } from './format.ts';

/** A root that was verified, and the text it came in. */
export interface VerifiedRoot {
  readonly text: string;
  readonly root: Root;
}

/** Why a text is no root to go on with. */
export type RootProblem = 'not-a-root' | 'unsigned' | 'other-digest' | 'wrong-version';

/** Reads a root that is trusted for where it came from: it must still be signed by its own keys. */
export async function readRoot(text: string): Promise<VerifiedRoot | RootProblem> {
  const envelope = parseEnvelope(text);
  const parsed = v.safeParse(RootSchema, envelope && parseJson(envelope.payload));
  if (!envelope || !parsed.success) return 'not-a-root';
  const root = parsed.output;
  return (await isSigned(envelope, 'root', root.roles.root)) ? { text, root } : 'unsigned';
}

/**
 * Reads the root after a verified one: exactly the next version, signed by enough keys of the old root and of the
 * new (TUF specification, 5.3.4 and 5.3.5). Whether it has expired is asked of the last one only.
 */
export async function nextRoot(text: string, { root: before }: VerifiedRoot): Promise<VerifiedRoot | RootProblem> {
  const next = await readRoot(text);
  if (typeof next === 'string') return next;
  const envelope = parseEnvelope(text);
  if (!envelope || !(await isSigned(envelope, 'root', before.roles.root))) return 'unsigned';
  if (next.root.digestId !== before.digestId) return 'other-digest';
  return next.root.version === before.version + 1 ? next : 'wrong-version';
}

/** Whether heads are signed by other keys, or as many of them, than before; then older heads bind no more. */
export function headKeysDiffer(one: Root, other: Root): boolean {
  const text = ({ roles: { head } }: Root) => `${head.threshold} ${keyIds(head.keys)}`;
  return text(one) !== text(other);
}

/**
 * Whether two roots are of one publisher: the later is signed by as many root keys of the earlier as a rotation asks for.
 * That it names them is not enough, nor is one signature where several are asked for: who holds a single stolen key
 * could put keys of his own in the place of the publisher's.
 */
export async function isOfOnePublisher(one: VerifiedRoot, other: VerifiedRoot): Promise<boolean> {
  const [earlier, later] = one.root.version < other.root.version ? [one, other] : [other, one];
  const envelope = parseEnvelope(later.text);
  return envelope !== undefined && isSigned(envelope, 'root', earlier.root.roles.root);
}

function keyIds(keys: readonly { keyid: string }[]): string {
  return keys
    .map(({ keyid }) => keyid)
    .sort()
    .join(' ');
}
