import type { TermId } from '../../digest/ids.ts';
import { annotate, THRESHOLD_CONFIDENCE } from '../../lexicon/annotate.ts';
import type { Lexicon } from '../../lexicon/lexicon.ts';

/** Names the terms that the texts of one story are about, its title first, each once. */
export type Tag = (texts: readonly string[]) => readonly TermId[];

/** A lexicon that was opened to tag stories, and what tells it from others; empty where there is none. */
export interface Tagger {
  readonly lexicon: string;
  readonly tag: Tag;
}

/** Tags stories as pages are read: with the same code, and as sure as pages are marked by default. */
export function tagWith(lexicon: Lexicon): Tag {
  return (texts) => {
    const passages = texts.map((text, index) => ({ text, heading: index === 0 }));
    const mentions = annotate(lexicon, passages, {}, THRESHOLD_CONFIDENCE.balanced);
    return [...new Set(mentions.map(({ senses: [first] }) => first.id as TermId))];
  };
}
