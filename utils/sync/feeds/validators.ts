import type { Validators } from './download.ts';

/** Some hosts answer “nothing new” for ever; so a feed is asked for as a whole after so long. */
const DROPPED_AFTER_MS = 8 * 24 * 60 * 60 * 1000;

/** What to send along, if anything. Moments in ms since 1970. */
export function validatorsToSend(validators: Validators, since: number, now: number): Validators {
  return now - since > DROPPED_AFTER_MS || now < since ? {} : validators;
}

/** What a host gave to be sent back, byte for byte: quotes, weakness and all. */
export function validatorsFrom(headers: Headers): Validators {
  const etag = headers.get('etag');
  const lastModified = headers.get('last-modified');
  return { ...(etag ? { etag } : {}), ...(lastModified ? { lastModified } : {}) };
}
