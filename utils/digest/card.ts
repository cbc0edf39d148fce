import { storiesIn, termsIn } from './queries.ts';
import { readDigest } from './read.ts';
import type { InstalledDigest } from './rows.ts';
import type { Story, Term, TermId } from './schema.ts';

/** Stories on one card; more are in the popup. */
const STORIES_ON_A_CARD = 3;

/** What a card shows of a term. */
export interface Card {
  readonly term: Pick<Term, 'id' | 'kind' | 'prefLabel' | 'definition' | 'facts' | 'sources'>;
  /** Shown labels other than the heading. */
  readonly otherLabels: readonly string[];
  readonly stories: readonly CardStory[];
}

/** A story on a card. With an address it is read there, and without one only its summary says more. */
export type CardStory = Pick<Story, 'id' | 'title' | 'date' | 'source' | 'url'> & Partial<Pick<Story, 'summary'>>;

/** Which digest a card is from, and how old it is. */
export interface DigestState {
  readonly title: string;
  readonly publisher: string;
  readonly version: number;
  /** Day of issue, such as 2026-11-24. */
  readonly issued: string;
  readonly origin: InstalledDigest['origin'];
  readonly terms: number;
  readonly stories: number;
}

export interface Cards {
  readonly cards: readonly Card[];
  readonly digest: DigestState;
}

/** The cards of these terms with the state of the digest, or undefined while no digest is installed. */
export function cardsOf(ids: readonly TermId[]): Promise<Cards | undefined> {
  return readDigest(async (view) => {
    const [terms, stories] = await Promise.all([
      termsIn(view, ids),
      Promise.all(ids.map((id) => storiesIn(view, id, STORIES_ON_A_CARD))),
    ]);
    const storiesOf = new Map(ids.map((id, index) => [id, stories[index] ?? []]));
    const cards = terms.map((term) => cardOf(term, storiesOf.get(term.id) ?? []));
    return { cards, digest: digestState(view.installed) };
  });
}

/** What of a term and its stories stands on a card. */
function cardOf({ id, kind, prefLabel, definition, facts, sources, labels }: Term, stories: readonly Story[]): Card {
  const shown = labels.filter(({ hidden, text }) => !hidden && text !== prefLabel).map(({ text }) => text);
  return {
    term: { id, kind, prefLabel, definition, facts, sources },
    otherLabels: [...new Set(shown)],
    stories: stories.map(({ id, title, date, source, url, summary }) => ({
      id,
      title,
      date,
      source,
      ...(url ? { url } : { summary }),
    })),
  };
}

/** What a reader is told of an installed digest. */
export function digestState({ head, origin, terms, stories }: InstalledDigest): DigestState {
  const { title, publisher, version, issued } = head;
  return { title, publisher, version, issued, origin, terms, stories };
}
