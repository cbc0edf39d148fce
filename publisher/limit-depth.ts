/** Deeper than any page means to be: browsers stop at 512 (https://html.spec.whatwg.org/multipage/parsing.html leaves it open). */
const DEEPEST = 4000;

/** Elements without content, and those that the next one of their kind or their parent's end closes. */
const SHALLOW = new Set(
  (
    'area base br col embed hr img input link meta source track wbr ' +
    'p li dt dd option optgroup tr td th thead tbody tfoot'
  ).split(' '),
);

const TAG = /<(\/?)([a-z][a-z0-9-]*)/gi;

/**
 * The same HTML with elements that lie too deep opened no more, and so not closed either: to close an element or open a
 * block, an HTML parser looks through all that are open, which makes a document nested without end take time without end.
 */
export function limitDepth(html: string): string {
  let depth = 0;
  let dropped = 0;
  let from = 0;
  const parts: string[] = [];
  for (const { index, 0: start, 1: slash, 2: name = '' } of html.matchAll(TAG)) {
    if (index < from || SHALLOW.has(name.toLowerCase())) continue;
    const isEnd = slash === '/';
    if (isEnd && dropped === 0) depth = Math.max(0, depth - 1);
    else if (!isEnd && depth < DEEPEST) depth++;
    else {
      dropped += isEnd ? -1 : 1;
      parts.push(html.slice(from, index), ' ');
      const end = html.indexOf('>', index + start.length);
      from = end < 0 ? html.length : end + 1;
    }
  }
  return parts.length === 0 ? html : parts.join('') + html.slice(from);
}
