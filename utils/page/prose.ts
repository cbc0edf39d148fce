/** Which elements of a document hold prose, and how they part it. One set of rules for the page and for the publisher. */

const words = (list: string) => new Set(list.split(' '));

/** Never read: no prose, or the reader's own text. */
const SKIPPED = words(
  'script style noscript template textarea input select option datalist button code pre kbd samp var tt svg math ' +
    'canvas audio video object iframe frameset head title nav menu map progress meter rp rt',
);

/** Elements that end a line before and after; every unknown element flows with the text around it, as in CSS. */
const BLOCKS = words(
  'address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset figcaption ' +
    'figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol optgroup p search section summary table tbody ' +
    'td tfoot th thead tr ul',
);

/** Roles whose text is a control, a menu or an editor of code, not prose. */
const SKIPPED_ROLES = words('button code menu menubar navigation searchbox tablist textbox toolbar');

/** Editors that draw what is written in them with ordinary elements: Monaco, Ace, CodeMirror 5, Google Docs. */
const EDITORS = /(?:^|\s)(?:monaco-editor|ace_editor|CodeMirror|kix-appview-editor)(?:\s|$)/;

/** What decides whether an element is read and how it is understood, for those who watch for changes. */
export const READ_ATTRIBUTES = ['hidden', 'contenteditable', 'role', 'lang'];

/**
 * Whether the text in an element is left unread: it is no prose, hidden, or being written.
 * @param attribute gives the value of one of its attributes, or null
 */
export function isUnread(tag: string, attribute: (name: string) => string | null): boolean {
  if (SKIPPED.has(tag) || attribute('hidden') !== null) return true;
  const editable = attribute('contenteditable');
  if (editable !== null && editable !== 'false') return true;
  return SKIPPED_ROLES.has(attribute('role') ?? '') || EDITORS.test(attribute('class') ?? '');
}

/** Whether an element begins and ends a line by its name. */
export function isBlock(tag: string): boolean {
  return BLOCKS.has(tag);
}

/** What parts the words before an element from those in it, although they are on one line: a picture, the number of a footnote. */
export function gapBefore(tag: string): string {
  if (tag === 'br') return '\n';
  return tag === 'img' || tag === 'sup' ? ' ' : '';
}

/** Whether an element is a heading by its name. */
export function isHeading(tag: string): boolean {
  return /^h[1-6]$/.test(tag);
}

/** Whether a section of the text begins with an element: each heading, article and section element. */
export function beginsSection(tag: string): boolean {
  return isHeading(tag) || tag === 'article' || tag === 'section';
}
