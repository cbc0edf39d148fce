import type { Story, Term } from './schema.ts';

/** What may not be shown any more, although it may still be stored. */
export interface Withheld {
  readonly terms: ReadonlySet<string>;
  readonly stories: ReadonlySet<string>;
}

/** Sorts the ids of a head, such as `story/an-id`, by what they name. */
export function withheldBy(ids: readonly string[]): Withheld {
  const named = (prefix: string) =>
    new Set(ids.filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length)));
  return { terms: named('term/'), stories: named('story/') };
}

/** The ids again, as a head writes them, sorted. */
export function withheldText({ terms, stories }: Withheld): string[] {
  return [...[...terms].map((id) => `term/${id}`), ...[...stories].map((id) => `story/${id}`)].sort();
}

/** The terms that may be shown, without their ties to those that may not. */
export function shownTerms(terms: readonly Term[], { terms: hidden }: Withheld): Term[] {
  if (hidden.size === 0) return [...terms];
  return terms
    .filter(({ id }) => !hidden.has(id))
    .map((term) => ({ ...term, related: term.related.filter((id) => !hidden.has(id)) }));
}

/** The stories that may be shown, without the terms that may not. */
export function shownStories(stories: readonly Story[], { terms, stories: hidden }: Withheld): Story[] {
  if (hidden.size === 0 && terms.size === 0) return [...stories];
  return stories
    .filter(({ id }) => !hidden.has(id))
    .map((story) => ({ ...story, terms: story.terms.filter((id) => !terms.has(id)) }));
}
