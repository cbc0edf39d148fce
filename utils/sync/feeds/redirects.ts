const DAY_MS = 24 * 60 * 60 * 1000;
/** Times that a redirect is seen, a day apart at least, before a feed counts as moved. */
const TIMES = 3;

/** A redirect that was seen at several checks. Moments in ms since 1970. */
export interface Move {
  readonly to: string;
  /** The moments that count, a day apart at least. */
  readonly seen: readonly number[];
}

/** Where an answer came from. */
interface Landing {
  readonly asked: string;
  readonly landed: string;
  /** Address that the feed there gives for its own (`rel=self`, `feed_url`). */
  readonly self: string | undefined;
  readonly now: number;
}

/**
 * Keeps count of a redirect. Browsers do not tell scripts whether it is a permanent one (301, 308) or not (302, 307), so the
 * feed's own word decides: it has moved once three checks on different days were led to the https address that it calls its own.
 * Other redirects are followed for ever, and never remembered.
 */
export function moveAfter(before: Move | undefined, { asked, landed, self, now }: Landing): Move | undefined {
  if (landed === asked || self !== landed || !landed.startsWith('https:')) return undefined;
  const seen = before?.to === landed ? before.seen : [];
  const last = seen.at(-1);
  return { to: landed, seen: last === undefined || now - last >= DAY_MS ? [...seen, now].slice(-TIMES) : seen };
}

/** The new address of a feed that has moved. */
export function movedTo(move: Move | undefined): string | undefined {
  return move && move.seen.length >= TIMES ? move.to : undefined;
}
