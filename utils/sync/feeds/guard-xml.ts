import type { Deadline } from './deadline.ts';
import {
  type ElementRole,
  EMPTY_FIRST,
  endsItself,
  isBody,
  isStory,
  isVoid,
  localName,
  roleOf,
} from './feed-elements.ts';
import { isBinary, keptAttributes } from './guard-attributes.ts';
import { partsWords } from './plain-text.ts';
import { FeedRefusal } from './refusal.ts';
import { readXml, type XmlVisitor } from './xml-tokens.ts';

/** Deepest nesting, most stories: more is no feed that a person reads (docs/decisions/0023-feeds.md). */
const DEEPEST = 64;
const MOST_STORIES = 5000;
/** Elements that are left for the parser, which asks for no deadline and takes some 8 µs for each: a dozen for each of 5,000 stories. */
const MOST_ELEMENTS = 60_000;
/** What is read of a feed, in UTF-16 units; of a longer one the stories before this place are taken. */
const MOST_READ = 2_000_000;
/** What is kept of one element's text. */
const LONGEST_TEXT = 4_000;
const LONGEST_BODY = 32_000;

/** A feed that no parser stumbles over. */
export interface GuardedXml {
  readonly xml: string;
  /** The document's own name of its root, in lower case without prefix, such as `rss`; undefined where there is none. */
  readonly root: string | undefined;
  /** Whether the document was longer than what is read, or ended in the middle; the stories before that are here. */
  readonly cut: 'long' | 'ended-early' | undefined;
}

/**
 * Rewrites a feed into a small well-formed subset: only elements and attributes that are read, text without inner markup, everything closed, no
 * DOCTYPE, comment or instruction. In time linear in the document.
 * @throws FeedRefusal for what only an attack does: floods of `<`, deep nesting, thousands of stories, elements without number, no end in sight
 */
export function guardXml(xml: string, deadline: Deadline): GuardedXml {
  const guard = new XmlGuard(deadline);
  readXml(xml, guard);
  return guard.finished();
}

interface Frame {
  readonly name: string;
  readonly role: ElementRole;
}

class XmlGuard implements XmlVisitor {
  readonly #deadline: Deadline;
  readonly #out: string[] = [];
  readonly #stack: Frame[] = [];
  #root: string | undefined;
  #stories = 0;
  #elements = 0;
  #pieces = 0;
  /** Of the text element that is open. */
  #room = 0;
  /** Length of `#out` before the last story. */
  #storyStart = 0;
  #cut: GuardedXml['cut'];

  constructor(deadline: Deadline) {
    this.#deadline = deadline;
  }

  goesOn(): boolean {
    if (++this.#pieces % 500 === 0) this.#deadline.check();
    return this.#cut === undefined;
  }

  open(name: string, attributes: string, selfClosing: boolean, start: number): void {
    const local = localName(name);
    if (this.#root === undefined) this.#root = local;
    if (start > MOST_READ) {
      this.#cut = 'long';
      return;
    }
    const role = isBinary(attributes) ? 'unread' : roleOf(local, this.#top?.role);
    if (role === 'frame' && isStory(local)) this.#countStory();
    if (role === 'inner') this.#beginInner(name, local);
    if (role === 'frame' || role === 'text') this.#begin(name, attributes);
    if (role === 'frame') this.#write(EMPTY_FIRST[local] ?? '');
    if (role === 'text') this.#room = isBody(local) ? LONGEST_BODY : LONGEST_TEXT;
    if (selfClosing || (role === 'inner' && isVoid(local))) {
      if (role === 'frame' || role === 'text') this.#write(`</${name}>`);
      return;
    }
    this.#stack.push({ name, role });
    if (this.#stack.length > DEEPEST)
      throw new FeedRefusal(
        'hostile',
        `The feed nests its elements more than ${DEEPEST} deep, which only an attack does.`,
      );
  }

  close(name: string): void {
    const index = this.#stack.findLastIndex((frame) => frame.name === name);
    while (index >= 0 && this.#stack.length > index) this.#closeTop();
  }

  text(text: string): void {
    if (this.#takesText()) this.#writeText(text.replaceAll('<', '&lt;'));
  }

  literal(text: string): void {
    if (this.#takesText()) this.#writeText(escaped(text.slice(0, this.#room)));
  }

  finished(): GuardedXml {
    if (this.#cut === undefined && this.#stack.length > 0) this.#cut = 'ended-early';
    if (this.#cut !== undefined) this.#dropUnfinished();
    while (this.#stack.length > 0) this.#closeTop();
    return { xml: this.#out.join(''), root: this.#root, cut: this.#cut };
  }

  get #top(): Frame | undefined {
    return this.#stack.at(-1);
  }

  #takesText(): boolean {
    return this.#room > 0 && (this.#top?.role === 'text' || this.#top?.role === 'inner');
  }

  #countStory(): void {
    // A story that begins inside another: the first was not closed.
    const open = this.#stack.findIndex(({ name, role }) => role === 'frame' && isStory(localName(name)));
    while (open >= 0 && this.#stack.length > open) this.#closeTop();
    if (++this.#stories > MOST_STORIES)
      throw new FeedRefusal(
        'hostile',
        `The feed holds more than ${MOST_STORIES} stories; ask its publisher for a shorter one.`,
      );
    this.#storyStart = this.#out.length;
  }

  /** Markup in a text that was not escaped, as HTML is written: some elements end where the next of their kind begins. */
  #beginInner(name: string, local: string): void {
    if (this.#top?.name === name && endsItself(local)) this.#closeTop();
    this.#part(local);
  }

  #part(local: string): void {
    if (partsWords(local)) this.#writeText(' ');
  }

  #closeTop(): void {
    const frame = this.#stack.pop();
    if (frame?.role === 'inner') this.#part(localName(frame.name));
    if (frame?.role === 'frame' || frame?.role === 'text') this.#write(`</${frame.name}>`);
  }

  #begin(name: string, attributes: string): void {
    if (++this.#elements > MOST_ELEMENTS)
      throw new FeedRefusal(
        'hostile',
        `The feed holds more than ${MOST_ELEMENTS} elements; ask its publisher for a shorter one.`,
      );
    this.#write(`<${name}${keptAttributes(attributes)}>`);
  }

  /** Takes out the story in which the document ended: half a story would be shown as a whole one. */
  #dropUnfinished(): void {
    const story = this.#stack.findIndex(({ name, role }) => role === 'frame' && isStory(localName(name)));
    if (story < 0) return;
    this.#stack.length = story;
    this.#out.length = this.#storyStart;
  }

  #writeText(text: string): void {
    // Entities are not cut in two: what follows the cut is not read either way.
    this.#out.push(text.length <= this.#room ? text : text.slice(0, this.#room).replace(/&[^;]{0,40}$/, ''));
    this.#room -= text.length;
  }

  #write(markup: string): void {
    this.#out.push(markup);
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
