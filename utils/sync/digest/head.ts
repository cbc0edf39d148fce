import * as v from 'valibot';
import { sha256 } from '../../digest/hash.ts';
import type { TrustedHead } from '../../digest/rows.ts';
import { CLIENT_VERSION, satisfies } from './client-version.ts';
import { isSigned, parseEnvelope, parseJson } from './envelope.ts';
import type { SyncFailure } from './failure.ts';
import { type Head, HeadSchema, type Root } from './format.ts';

/** What a text claiming to be a head turned out to be. */
export type HeadVerdict =
  | { readonly is: 'head'; readonly head: Head; readonly payloadHash: string }
  /** Signed, but in a form that only later clients read. */
  | { readonly is: 'unreadable'; readonly minClient: string }
  | { readonly is: 'refused'; readonly reason: SyncFailure['reason']; readonly detail: string };

/** What a head is held against. */
export interface HeadContext {
  readonly root: Root;
  /** The newest head verified so far. */
  readonly trusted: TrustedHead | undefined;
  /** When this sync began. */
  readonly now: Date;
  /** The host's clock, where it gave one. */
  readonly hostDate: string | undefined;
}

/** So far may this machine's clock and a host's be apart before a reader is told. */
const CLOCK_TOLERANCE_MS = 48 * 60 * 60 * 1000;

const ForWhomSchema = v.looseObject({ minClient: v.string() });

/** Whether this client is new enough for a head. */
export function isForThisClient({ minClient }: { minClient: string }): boolean {
  return satisfies(CLIENT_VERSION, minClient);
}

/** Judges a head: signed, of this digest, not expired, not older than what is known. */
export async function judgeHead(text: string, { root, trusted, now, hostDate }: HeadContext): Promise<HeadVerdict> {
  const envelope = parseEnvelope(text);
  if (!envelope) return refused('not-a-digest', 'is no signed head of a digest');
  if (!(await isSigned(envelope, 'head', root.roles.head)))
    return refused('bad-signature', `is not signed by the keys of ${root.publisher}`);
  const payload = parseJson(envelope.payload);
  const parsed = v.safeParse(HeadSchema, payload);
  if (!parsed.success) {
    const whom = v.safeParse(ForWhomSchema, payload);
    if (whom.success && !isForThisClient(whom.output)) return { is: 'unreadable', minClient: whom.output.minClient };
    const [issue] = parsed.issues;
    return refused('not-a-digest', `${v.getDotPath(issue) ?? 'the head'} is not as specified: ${issue.message}`);
  }
  const head = parsed.output;
  if (head.digestId !== root.digestId)
    return refused('wrong-digest', `is of the digest "${head.digestId}", not of "${root.digestId}"`);
  if (Date.parse(head.expires) <= now.getTime())
    return refused('expired', `its signature ended on ${head.expires}${clockNote(now, hostDate)}`);
  const payloadHash = await sha256(envelope.payload);
  return trusted ? notOlder(head, payloadHash, trusted) : { is: 'head', head, payloadHash };
}

/** Versions and sequence numbers never fall, and one number never stands for two things. */
function notOlder(head: Head, payloadHash: string, trusted: TrustedHead): HeadVerdict {
  if (head.version < trusted.version || head.seq < trusted.seq)
    return refused(
      'rolled-back',
      `holds version ${head.version} (signature ${head.seq}), older than version ${trusted.version} (signature ${trusted.seq}) that was seen before`,
    );
  const isSameSeq = head.seq === trusted.seq && payloadHash !== trusted.payloadHash;
  const isSameVersion = head.version === trusted.version && head.state.hash !== trusted.stateHash;
  if (isSameSeq || isSameVersion)
    return refused('corrupt', `says something else about version ${head.version} than it said before`);
  return { is: 'head', head, payloadHash };
}

function refused(reason: SyncFailure['reason'], detail: string): HeadVerdict {
  return { is: 'refused', reason, detail };
}

/** Says so where this machine's clock may be what is wrong. */
function clockNote(now: Date, hostDate: string | undefined): string {
  const apart = hostDate === undefined ? 0 : Math.abs(Date.parse(hostDate) - now.getTime());
  if (!(apart > CLOCK_TOLERANCE_MS)) return '';
  return `; this computer's clock says ${now.toISOString()}, the host's ${hostDate}: one of them is wrong`;
}
