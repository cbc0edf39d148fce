const LONGEST_ATTRIBUTE = 2_048;
const MOST_ATTRIBUTES = 64;

/** Attributes that the adapter in parse-feed.ts reads, and those that say which name is whose. */
const ATTRIBUTES = new Set([
  ...['version', 'href', 'rel', 'type', 'mode', 'ispermalink', 'xml:lang', 'xml:base'],
  ...['rdf:about', 'about', 'rdf:resource', 'resource'],
]);

const ATTRIBUTE = /([A-Za-z_][\w.:-]{0,99})\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** The attributes of an element that are read, written anew. @param written what stands between its name and the end of the tag */
export function keptAttributes(written: string): string {
  if (!written.includes('=')) return '';
  let kept = '';
  let count = 0;
  const seen = new Set<string>();
  for (const [, name = '', double, single] of written.matchAll(ATTRIBUTE)) {
    const lowered = name.toLowerCase();
    if (seen.has(lowered) || !(ATTRIBUTES.has(lowered) || lowered === 'xmlns' || lowered.startsWith('xmlns:')))
      continue;
    if (++count > MOST_ATTRIBUTES) break;
    seen.add(lowered);
    const value = (double ?? single ?? '')
      .slice(0, LONGEST_ATTRIBUTE)
      .replaceAll('<', '&lt;')
      .replaceAll('"', '&quot;');
    kept += ` ${lowered === 'ispermalink' ? 'isPermaLink' : lowered}="${value}"`;
  }
  return kept;
}

/** Whether an element holds a picture or the like in base64, as Atom allows. */
export function isBinary(attributes: string): boolean {
  return /\b(?:mode\s*=\s*["']base64|type\s*=\s*["'](?:image|audio|video)\/)/i.test(
    attributes.slice(0, LONGEST_ATTRIBUTE),
  );
}
