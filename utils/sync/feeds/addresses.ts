import { isAskable, isOnThisDevice } from '../../digest/askable.ts';

const LONGEST = 2000;

/** What is copied with an address: quotes and brackets around it, and what follows it in a sentence. */
const AROUND = /^[\s<"'“”„«‘]+|[\s>"'“”»’,;]+$/g;

/**
 * Where a story's link leads: an https address without credentials, or undefined. An http one is asked for over https,
 * as browsers do by themselves now; nothing else is mended.
 * @param base what relative links are relative to
 */
export function storyLink(href: string | undefined, base: string | undefined): string | undefined {
  const trimmed = href?.trim();
  if (!trimmed || trimmed.length > LONGEST || !URL.canParse(trimmed, base)) return undefined;
  const url = new URL(trimmed, base);
  if (url.protocol === 'http:' && url.port === '') url.protocol = 'https:';
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return undefined;
  return url.href.length <= LONGEST ? url.href : undefined;
}

/**
 * The address at which a feed is asked for, as the reader wrote it, or why not. Without a scheme, or with http or feed, https is
 * tried. Plain http is taken only from this device.
 */
export function feedAddress(written: string): { readonly url: string } | { readonly problem: string } {
  const text = written
    .replace(AROUND, '')
    .replace(/^feed:(?:\/\/)?(?=https?:)/i, '')
    .replace(/^feed:(?:\/\/)?|^https?\/\//i, 'https://');
  if (/\s/.test(text)) return { problem: 'There is a space in it. Paste one address at a time.' };
  const withScheme = /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/:]+:\d/.test(text) ? text : `https://${text}`;
  if (text === '' || text.length > LONGEST || !URL.canParse(withScheme))
    return { problem: `“${text.slice(0, 80)}” is no address. Paste one that begins with https://.` };
  const url = new URL(withScheme);
  if (url.protocol === 'http:' && !isOnThisDevice(url)) url.protocol = 'https:';
  if (!isAskable(url))
    return { problem: `Newsgloss asks for feeds over https only, not over ${url.protocol.replace(':', '')}.` };
  if (url.username !== '' || url.password !== '')
    return {
      problem: 'The address holds a user name or password, which would be stored in plain text. Leave them out.',
    };
  url.hash = '';
  return { url: url.href };
}
