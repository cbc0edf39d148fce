import { FeedRefusal } from './refusal.ts';

/** What a document says, piece by piece; offsets are in UTF-16 units of its text. */
export interface XmlVisitor {
  /** @param attributes what stands between the name and the end of the tag, unread */
  open(name: string, attributes: string, selfClosing: boolean, start: number): void;
  close(name: string, end: number): void;
  /** Text as it is written: entities not decoded. */
  text(text: string): void;
  /** Text of a CDATA section, to be taken literally. */
  literal(text: string): void;
  /** Whether to go on; asked before every piece. */
  goesOn(): boolean;
}

/** So many `<` in a row are no mistake: parsers take time in their square (measured, docs/decisions/0023-feeds.md). */
const MOST_OPENINGS = 1000;
/** Longest tag in UTF-16 units. */
const LONGEST_TAG = 65_536;

const NAME = /[A-Za-z_][\w.:-]{0,99}/y;
const DOCTYPE = /<!doctype/iy;

/**
 * Reads XML, well formed or not, in time linear in its length: every place is looked at a fixed number of times.
 * Comments, processing instructions and DOCTYPEs, and with them all entities of the document's own, are passed over. A `<` that begins nothing is text.
 * @throws FeedRefusal for floods of `<` and tags of monstrous length
 */
export function readXml(xml: string, visitor: XmlVisitor): void {
  let at = 0;
  while (at < xml.length && visitor.goesOn()) {
    const open = xml.indexOf('<', at);
    if (open < 0) {
      visitor.text(xml.slice(at));
      return;
    }
    if (open > at) visitor.text(xml.slice(at, open));
    at = readPiece(xml, open, visitor);
  }
}

/** Reads what begins with the `<` at `open`; gives where it ends. */
function readPiece(xml: string, open: number, visitor: XmlVisitor): number {
  const sign = xml.charCodeAt(open + 1);
  if (sign === 0x21) return readDeclaration(xml, open, visitor);
  if (sign === 0x3f) return after(xml, '?>', open + 2);
  if (sign === 0x3c) return readFlood(xml, open, visitor);
  const isClosing = sign === 0x2f;
  NAME.lastIndex = isClosing ? open + 2 : open + 1;
  const name = NAME.exec(xml)?.[0];
  if (name === undefined) {
    visitor.text('<');
    return open + 1;
  }
  const from = open + name.length + (isClosing ? 2 : 1);
  const end = tagEnd(xml, from);
  const lowered = name.toLowerCase();
  if (isClosing) {
    visitor.close(lowered, end);
    return end;
  }
  const selfClosing = xml.charCodeAt(end - 2) === 0x2f && end - 2 >= from;
  visitor.open(lowered, xml.slice(from, selfClosing ? end - 2 : end - 1), selfClosing, open);
  return end;
}

function readDeclaration(xml: string, open: number, visitor: XmlVisitor): number {
  if (xml.startsWith('<!--', open)) return after(xml, '-->', open + 4);
  if (xml.startsWith('<![CDATA[', open)) {
    const end = xml.indexOf(']]>', open + 9);
    visitor.literal(xml.slice(open + 9, end < 0 ? xml.length : end));
    return end < 0 ? xml.length : end + 3;
  }
  DOCTYPE.lastIndex = open;
  return DOCTYPE.test(xml) ? doctypeEnd(xml, open) : after(xml, '>', open + 2);
}

function readFlood(xml: string, open: number, visitor: XmlVisitor): number {
  let end = open + 1;
  while (xml.charCodeAt(end) === 0x3c) end++;
  if (end - open > MOST_OPENINGS)
    throw new FeedRefusal('hostile', `The feed holds ${end - open} “<” in a row, which only an attack does.`);
  visitor.text(xml.slice(open, end - 1));
  return end - 1;
}

/** Where the tag ends, after its `>`; a `>` in quotes does not end it, unless the quotes never close or hold a tag. */
function tagEnd(xml: string, from: number): number {
  const limit = Math.min(xml.length, from + LONGEST_TAG);
  let quote = 0;
  let first = -1;
  for (let at = from; at < limit; at++) {
    const sign = xml.charCodeAt(at);
    if (sign === 0x3e && first < 0) first = at + 1;
    if (quote === 0) {
      if (sign === 0x3e) return at + 1;
      if (sign === 0x3c) return at;
      if (sign === 0x22 || sign === 0x27) quote = sign;
    } else if (sign === quote) quote = 0;
    else if (sign === 0x3c && first > 0) return first;
  }
  if (first > 0) return first;
  if (limit === xml.length) return xml.length;
  throw new FeedRefusal('hostile', `The feed holds a tag of more than ${LONGEST_TAG} characters.`);
}

/** Passes over a DOCTYPE with its internal subset in brackets, in which quoted text may hold anything. */
function doctypeEnd(xml: string, open: number): number {
  let quote = 0;
  let isInside = false;
  for (let at = open + 9; at < xml.length; at++) {
    const sign = xml.charCodeAt(at);
    if (quote !== 0) {
      if (sign === quote) quote = 0;
    } else if (sign === 0x22 || sign === 0x27) quote = sign;
    else if (sign === 0x5b) isInside = true;
    else if (sign === 0x5d) isInside = false;
    else if (sign === 0x3e && !isInside) return at + 1;
  }
  return xml.length;
}

function after(xml: string, ending: string, from: number): number {
  const end = xml.indexOf(ending, from);
  return end < 0 ? xml.length : end + ending.length;
}
