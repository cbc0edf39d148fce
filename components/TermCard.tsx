import type { ComponentChildren } from 'preact';
import { ageInWords, dateInWords } from '../utils/dates.ts';
import type { Card, CardStory, DigestState } from '../utils/digest/card.ts';
import { lazily } from '../utils/lexicon/lazily.ts';

/** Reasons shown; the first few decide, and more would push the news out of sight. */
const MOST_REASONS = 3;

/** Such as "NCSC" or "M&S". */
const SHORT_FORM = lazily('^[\\p{Lu}\\d&+-]{2,8}$');

/** A digest so old is shown as before, but the reader is warned: half a year of news has passed it by. */
const OLD_MS = 180 * 24 * 60 * 60 * 1000;

/** What holds a card is named and described by these; each card stands in a shadow root of its own. */
export const HEADING_ID = 'newsgloss-heading';
export const DEFINITION_ID = 'newsgloss-definition';

/** Why a label means this term here, and what else it may mean. */
export interface SenseNote {
  /** Sentences, the strongest first. */
  readonly evidence: readonly string[];
  readonly others: readonly { readonly id: string; readonly prefLabel: string }[];
}

export interface TermCardProps {
  readonly card: Card;
  readonly digest: DigestState;
  readonly now: Date;
  /** Left out where the label names nothing else. */
  readonly sense?: SenseNote | undefined;
  readonly onShowOther?: (id: string) => void;
}

/** Everything a reader is told of a term: what it is, which stories it is in, where that comes from and how fresh it is. */
export function TermCard({ card: { term, otherLabels, stories }, digest, now, sense, onShowOther }: TermCardProps) {
  return (
    <article class="term-card">
      <header>
        <p class="term-card__kind">{kindLine(term, otherLabels)}</p>
        <h2 id={HEADING_ID}>{term.prefLabel}</h2>
      </header>
      <p id={DEFINITION_ID}>{term.definition}</p>
      {term.facts.length > 0 && (
        <dl class="term-card__facts">
          {term.facts.map(({ name, value }) => [<dt key={name}>{name}</dt>, <dd key={`${name}:`}>{value}</dd>])}
        </dl>
      )}
      {stories.length > 0 && (
        <section>
          <h3>In the news</h3>
          <ul class="term-card__stories">
            {stories.map((story) => (
              <StoryLine key={story.id} {...story} />
            ))}
          </ul>
        </section>
      )}
      {sense && <Sense note={sense} onShowOther={onShowOther} />}
      {term.sources.length > 0 && (
        <section>
          <h3>Sources</h3>
          <ul class="term-card__sources">
            {term.sources.map(({ url, title }) => (
              <li key={url} title={title}>
                <OutsideLink href={url}>{hostOf(url)}</OutsideLink>
              </li>
            ))}
          </ul>
        </section>
      )}
      <footer class={isOld(digest, now) ? 'term-card__old' : undefined}>
        {digest.title}, version {digest.version} of {dateInWords(digest.issued)} ({ageInWords(digest.issued, now)})
      </footer>
    </article>
  );
}

const KINDS = {
  concept: 'Concept',
  event: 'Event',
  instrument: 'Law, agreement or standard',
  organisation: 'Organisation',
  process: 'Process',
  project: 'Project',
  threat: 'Threat',
} as const;

function Sense({
  note: { evidence, others },
  onShowOther,
}: {
  note: SenseNote;
  onShowOther: TermCardProps['onShowOther'];
}) {
  return (
    <section class="term-card__sense">
      <h3>Why this meaning</h3>
      <ul>
        {evidence.slice(0, MOST_REASONS).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {others.length > 0 && (
        <p>
          <span>It could also be</span>
          {others.map(({ id, prefLabel }) => (
            <button key={id} type="button" onClick={() => onShowOther?.(id)}>
              {prefLabel}
            </button>
          ))}
        </p>
      )}
    </section>
  );
}

/** A story by its title, which leads to it, or opens to what is told of it here. */
function StoryLine({ title, date, source, url, summary }: CardStory) {
  return (
    <li>
      {url ? (
        <OutsideLink href={url}>{title}</OutsideLink>
      ) : (
        <details>
          <summary>{title}</summary>
          <p>{summary}</p>
        </details>
      )}
      <span>
        {source.name} · {dateInWords(date)}
      </span>
    </li>
  );
}

/** A link out of the extension: its own tab, without telling where the reader comes from. */
export function OutsideLink({ href, children }: { href: string; children: ComponentChildren }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

/** What sort of thing it is, with the name that stands for it in running text, unless the heading has that in it. */
function kindLine({ kind, prefLabel }: Card['term'], otherLabels: readonly string[]): string {
  const short = otherLabels.find((label) => SHORT_FORM().test(label) && !prefLabel.includes(label));
  return short === undefined ? KINDS[kind] : `${KINDS[kind]} · ${short}`;
}

function isOld({ issued }: DigestState, now: Date): boolean {
  return now.getTime() - Date.parse(issued) > OLD_MS;
}

function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^www\./, '');
}
