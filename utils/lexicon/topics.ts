import { pluralOf } from './inflect.ts';
import type { LexiconSource } from './model.ts';

/** A word that tells what a text is about. */
export interface TopicWord {
  /** As it may be written: with its plural where it has one. */
  readonly forms: readonly string[];
  /** A bit for each of its topics. */
  readonly topics: number;
}

/** A publisher takes no more, but records of a digest arrive one by one, and from other publishers' tools. */
const MOST_TOPICS = 32;

/** Names, and words whose endings are no noun’s or a plural’s. */
const NO_PLURAL = /[A-Z]|(?:s|ed|ing|ly|x|[^a-z])$/;

/** All words of all topics, each once; the position is the word's number. */
export function collectTopicWords(topics: LexiconSource['topics'] = []): TopicWord[] {
  const words = new Map<string, number>();
  topics.forEach(({ words: own }, topic) => {
    for (const text of own) {
      words.set(text, ((words.get(text) ?? 0) | bitOf(topic)) >>> 0);
    }
  });
  return [...words].map(([text, bits]) => {
    const plural = NO_PLURAL.test(text) ? undefined : pluralOf(text);
    return { forms: plural === undefined || words.has(plural) ? [text] : [text, plural], topics: bits };
  });
}

/** A bit for each topic with one of these ids or, where none is given, for each topic of the field. */
export function topicBits(topics: LexiconSource['topics'] = [], ids: readonly string[] = []): number {
  return bitsWhere(topics, ({ id, side }) => (ids.length > 0 ? ids.includes(id) : side === 'field'));
}

/** A bit for each topic that lies outside the field. */
export function elsewhereBits(topics: LexiconSource['topics'] = []): number {
  return bitsWhere(topics, ({ side }) => side === 'elsewhere');
}

type Topic = NonNullable<LexiconSource['topics']>[number];

function bitsWhere(topics: readonly Topic[], holds: (topic: Topic) => boolean): number {
  return topics.reduce((bits, topic, index) => (holds(topic) ? bits | bitOf(index) : bits), 0) >>> 0;
}

/** The bit of a topic by its position; none for one too many, whose words then say nothing. */
function bitOf(topic: number): number {
  return topic < MOST_TOPICS ? 1 << topic : 0;
}
