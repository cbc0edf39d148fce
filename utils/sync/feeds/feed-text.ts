import { oneLine, plainText } from './plain-text.ts';

/** Words of a feed: plain text, in which `<` is a sign like others, or HTML. */
export interface FeedText {
  readonly text: string;
  readonly isHtml: boolean;
}

/** What a format says is plain text. */
export function plain(text: string | undefined): FeedText | undefined {
  return text === undefined ? undefined : { text, isHtml: false };
}

/** What a format says is HTML, or does not say and is written as HTML. */
export function html(text: string | undefined): FeedText | undefined {
  return text === undefined ? undefined : { text, isHtml: true };
}

/** HTML by its types in Atom 1.0 (RFC 4287, 3.1.1 and 4.1.3.3) and 0.3; of inline XHTML the guard has left only the words. */
const HTML_TYPES = new Set(['html', 'text/html', 'application/xhtml+xml']);

/** A text construct or the content of Atom: plain text unless its type says otherwise. */
export function atomText(
  written: { readonly value?: string; readonly type?: string } | undefined,
): FeedText | undefined {
  const type = written?.type?.split(';')[0]?.trim().toLowerCase() ?? '';
  return HTML_TYPES.has(type) ? html(written?.value) : plain(written?.value);
}

/** The words as they are shown: plain text on one line. @param most longest result in UTF-16 units */
export function shownText(written: FeedText | undefined, most: number): string {
  if (!written) return '';
  return written.isHtml ? plainText(written.text, most) : oneLine(written.text, most);
}
