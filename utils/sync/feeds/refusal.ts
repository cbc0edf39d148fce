/** What can be wrong with a feed or with the way to it; the words of {@link FeedFailure}. */
export type RefusalReason =
  | 'unreachable'
  | 'not-found'
  | 'gone'
  | 'forbidden'
  | 'server-error'
  | 'rate-limited'
  | 'not-a-feed'
  | 'captive-portal'
  | 'hostile'
  | 'too-large'
  | 'broken'
  | 'storage-full'
  | 'aborted';

/** An answer that is not taken, with the reason in words for the reader. Caught where a check begins. */
export class FeedRefusal extends Error {
  override readonly name = 'FeedRefusal';
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, detail: string) {
    super(detail);
    this.reason = reason;
  }
}
