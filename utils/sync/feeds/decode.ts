import { FeedRefusal } from './refusal.ts';

/** Bytes of an XML document that may hold its declaration. */
const DECLARATION_BYTES = 1024;

const BYTE_ORDER_MARKS: readonly (readonly [encoding: string, bytes: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * The text of a feed. Which encoding: the byte order mark, else the charset of the HTTP header, else the XML
 * declaration, else UTF-8 (RFC 7303, 3). An encoding that nobody knows counts as not said.
 * @param contentType the header as it came, if there was one
 * @throws FeedRefusal for UTF-32, which browsers do not decode
 */
export function decodeFeed(bytes: Uint8Array, contentType?: string | null): string {
  if (hasUtf32Mark(bytes))
    throw new FeedRefusal('broken', 'The feed is written in UTF-32, which browsers do not read; it must be UTF-8.');
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))?.[0];
  const decoder =
    decoderFor(marked) ??
    decoderFor(charsetOf(contentType)) ??
    decoderFor(unmarkedUtf16(bytes)) ??
    decoderFor(declaredEncoding(bytes)) ??
    new TextDecoder('utf-8');
  return decoder.decode(bytes);
}

function decoderFor(encoding: string | undefined): TextDecoder | undefined {
  if (encoding === undefined) return undefined;
  try {
    return new TextDecoder(encoding);
  } catch {
    return undefined;
  }
}

function charsetOf(contentType: string | null | undefined): string | undefined {
  return /;\s*charset\s*=\s*"?([^\s";,]+)/i.exec(contentType ?? '')?.[1];
}

/** `<?` in two bytes a letter, where no mark says so (XML 1.0, appendix F). */
function unmarkedUtf16(bytes: Uint8Array): string | undefined {
  const [first, second, third, fourth] = bytes;
  if (first === 0x3c && second === 0 && third === 0x3f && fourth === 0) return 'utf-16le';
  return first === 0 && second === 0x3c && third === 0 && fourth === 0x3f ? 'utf-16be' : undefined;
}

/** What the XML declaration says; a document that says UTF-16 in letters of one byte cannot be UTF-16. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, DECLARATION_BYTES));
  const encoding = /^\s*<\?xml\s[^>]{0,500}?encoding\s*=\s*["']([\w.:-]{1,40})["']/i.exec(beginning)?.[1];
  return encoding && !/^(?:utf-?16|ucs-?2|iso-10646)/i.test(encoding) ? encoding : undefined;
}

function hasUtf32Mark([first, second, third, fourth]: Uint8Array): boolean {
  const little = first === 0xff && second === 0xfe && third === 0 && fourth === 0;
  return little || (first === 0 && second === 0 && third === 0xfe && fourth === 0xff);
}
