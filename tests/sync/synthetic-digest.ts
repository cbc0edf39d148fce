import { readSources } from '../../publisher/read-sources.ts';
import { parseDigest } from '../../utils/digest/issues.ts';
import type { Digest, Story, Term } from '../../utils/digest/schema.ts';
import { seeded } from './fault-runs.ts';

/** How large a made-up digest is. */
export interface DigestSize {
  readonly terms: number;
  readonly stories: number;
}

/** How many records change from one version to the next. */
interface Changes {
  readonly storiesAdded: number;
  readonly storiesExpired: number;
  readonly storiesMended: number;
  readonly termsMended: number;
}

/** What an editor's day changes. */
const ONE_DAY: Changes = { storiesAdded: 20, storiesExpired: 20, storiesMended: 3, termsMended: 2 };
/** Two days and more: a hundred rows. */
export const A_HUNDRED: Changes = { storiesAdded: 45, storiesExpired: 45, storiesMended: 8, termsMended: 2 };

/** So many words of a hundred are names and rare words, so that a whole digest compresses to a third, as real prose of this field did. */
const RARE_WORDS = 0.5;
const SYLLABLES =
  'ba bel cor den dro el fan gar hol in jus ka lem mor nes or pal qui ras sto tan ur ven wik yo zet lin mar ter son'.split(
    ' ',
  );

const OWN = `${import.meta.dirname}/../../digest`;
const FIRST_DAY = Date.parse('2026-06-01T00:00:00Z');
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * A digest that never was: sentences that follow, word by word, what follows in our own texts (a Markov chain of first
 * order), so that they compress as prose does; names, dates, links and ties in the numbers a real digest has. The same on every run.
 */
export class SyntheticDigest {
  readonly #random: () => number;
  readonly #follows = new Map<string, string[]>();
  readonly #words: string[];
  #digest: Digest;
  #nextStory: number;

  constructor({ terms, stories }: DigestSize) {
    this.#random = seeded(terms + stories);
    this.#words = textOfOurs().split(/\s+/);
    this.#words.forEach((word, index) => {
      const next = this.#words[index + 1];
      if (next) this.#follows.set(word, [...(this.#follows.get(word) ?? []), next]);
    });
    this.#nextStory = stories;
    const own = readSources(OWN);
    const made = Array.from({ length: terms }, (_, number) => this.#term(number, terms));
    this.#digest = parseDigest(
      {
        format: 'newsgloss-digest-1',
        head: { ...own.head, id: 'synthetic', version: 1 },
        countries: own.countries,
        terms: made,
        stories: Array.from({ length: stories }, (_, number) => this.#story(number, made)),
      },
      'synthetic digest',
    );
  }

  get digest(): Digest {
    return this.#digest;
  }

  /** The digest after another day of its editors. */
  nextDay(changes = ONE_DAY): Digest {
    const { head, terms, stories } = this.#digest;
    const mended = new Set(Array.from({ length: changes.termsMended }, () => this.#below(terms.length)));
    const retold = new Set(Array.from({ length: changes.storiesMended }, () => this.#below(stories.length)));
    const added = Array.from({ length: changes.storiesAdded }, () => this.#story(this.#nextStory++, terms));
    const kept = stories
      .map((story, index) => (retold.has(index) ? { ...story, summary: this.#prose(380) } : story))
      .slice(changes.storiesExpired);
    this.#digest = {
      ...this.#digest,
      head: { ...head, version: head.version + 1 },
      terms: terms.map((term, index) => (mended.has(index) ? { ...term, definition: this.#prose(200) } : term)),
      stories: [...kept, ...added],
    };
    return this.#digest;
  }

  #term(number: number, count: number): Term {
    const name = this.#name();
    const prefLabel = `${name} ${number}`;
    const acronym = `${name.replace(/[^A-Z]/g, '') || 'X'}${number}`;
    return {
      id: `term-${number}`,
      kind: this.#below(2) === 0 ? 'organisation' : 'concept',
      importance: this.#below(3) === 0 ? 'core' : 'useful',
      prefLabel,
      labels: [prefLabel, acronym, `${name} of ${this.#name()} ${number}`].map((text) => ({
        text,
        cues: [],
        anticues: [],
        except: [],
      })),
      definition: this.#prose(200),
      facts: [
        { name: 'Founded', value: String(1950 + this.#below(75)) },
        { name: 'Seat', value: this.#name() },
      ],
      related: [...new Set(Array.from({ length: 5 }, () => `term-${this.#below(count)}`))],
      sources: [
        {
          title: this.#prose(50).replace(/\.$/, ''),
          url: `https://www.example.org/${this.#slug()}/${number}`,
          accessed: this.#day(number % 170),
        },
      ],
      exactMatch: [],
      reviewed: this.#day(number % 170),
    } as unknown as Term;
  }

  #story(number: number, terms: readonly Term[]): Story {
    return {
      id: `${this.#slug()}-${number}`,
      title: this.#prose(70).replace(/\.$/, ''),
      date: this.#day(Math.floor(number / ONE_DAY.storiesAdded) % 500),
      source: { name: `${this.#name()} News`, url: `https://news.example.org/${this.#slug()}` },
      url: `https://digest.example.org/${this.#slug()}/${number}`,
      lang: 'en',
      terms: [...new Set(Array.from({ length: 4 }, () => terms[this.#below(terms.length)]?.id ?? ''))],
      summary: this.#prose(380),
    } as unknown as Story;
  }

  /** About so many characters of sentences. */
  #prose(length: number): string {
    const words: string[] = [];
    for (let size = 0; size < length; ) {
      const options = this.#follows.get(words.at(-1) ?? '') ?? this.#words;
      const word = this.#random() < RARE_WORDS ? this.#rareWord() : (options[this.#below(options.length)] ?? '');
      words.push(word);
      size += word.length + 1;
    }
    return `${words.join(' ').slice(0, length).trim()}.`;
  }

  /** A name or foreign word that stands nowhere else. */
  #rareWord(): string {
    const syllables = Array.from({ length: 2 + this.#below(3) }, () => SYLLABLES[this.#below(SYLLABLES.length)]);
    return syllables.join('');
  }

  /** Two words with capitals. */
  #name(): string {
    const word = () => (this.#words[this.#below(this.#words.length)] ?? '').replace(/[^A-Za-z]/g, '') || 'Office';
    return [word(), word()].map((part) => `${part[0]?.toUpperCase()}${part.slice(1, 12)}`).join(' ');
  }

  #slug(): string {
    return this.#name().toLowerCase().replaceAll(' ', '-');
  }

  #day(number: number): string {
    return new Date(FIRST_DAY + number * DAY_MS).toISOString().slice(0, 10);
  }

  #below(count: number): number {
    return Math.floor(this.#random() * count);
  }
}

function textOfOurs(): string {
  const { terms, stories } = readSources(OWN);
  return [...terms.map(({ definition }) => definition), ...stories.map(({ summary }) => summary)].join(' ');
}
