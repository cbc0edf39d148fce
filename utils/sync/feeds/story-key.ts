/** What a story is told from others by. */
export interface StoryIdentity {
  /** RSS guid, Atom or JSON Feed id. */
  readonly id: string | undefined;
  readonly link: string | undefined;
  readonly title: string;
  readonly date: string | undefined;
}

/** The key of a story within its feed: its id, else its link, else its title and date. */
export function storyKey({ id, link, title, date }: StoryIdentity): string {
  if (id) return `id:${hash64(id)}`;
  if (link) return `link:${hash64(link)}`;
  return `text:${hash64(`${title}\n${date ?? ''}`)}`;
}

/** Without repetitions of one key: the first stays, for feeds are written newest first. */
export function withoutRepeats<T extends { readonly key: string }>(stories: readonly T[]): T[] {
  const seen = new Set<string>();
  return stories.filter(({ key }) => seen.size < seen.add(key).size);
}

/**
 * 64 bits of a text in hexadecimal: FNV-1a twice, from two starts (http://www.isthe.com/chongo/tech/comp/fnv/). Not for
 * secrets: a feed that made two keys collide would only lose a story of its own.
 */
export function hash64(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit ^ (low >>> 15), 0x01000193);
  }
  return hex(high) + hex(low);
}

function hex(number: number): string {
  return (number >>> 0).toString(16).padStart(8, '0');
}
