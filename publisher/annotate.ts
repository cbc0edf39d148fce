import type { Digest, StoryId, TermId, TermKind } from '../utils/digest/schema.ts';
import { annotate, type Mention, THRESHOLD_CONFIDENCE } from '../utils/lexicon/annotate.ts';
import type { Lexicon } from '../utils/lexicon/lexicon.ts';
import { rankStories } from '../utils/related/rank-stories.ts';
import { textOf } from './files.ts';
import { type ReadText, readHtml, readPlainText } from './text-runs.ts';

/** What is known of a text beside its words. */
export interface AnnotateOptions {
  readonly url?: string | undefined;
  readonly lang?: string | undefined;
}

/** One mention, in the words of the command's JSON. */
interface AnnotatedMention {
  /** UTF-16 units of the file's text, or of `text` for HTML. */
  readonly start: number;
  readonly end: number;
  readonly surface: string;
  readonly term: {
    readonly id: TermId;
    readonly kind: TermKind;
    readonly prefLabel: string;
    readonly labels: readonly string[];
  };
  readonly confidence: number;
  readonly evidence: readonly string[];
  /** Other terms the place may mean. */
  readonly others: readonly { readonly id: string; readonly confidence: number }[];
}

/** Everything found in one file. */
export interface AnnotatedFile {
  readonly file: string;
  /** The text that offsets count in; only for HTML. */
  readonly text?: string;
  readonly mentions: readonly AnnotatedMention[];
  readonly related: readonly {
    readonly id: StoryId;
    readonly title: string;
    readonly score: number;
    readonly because: readonly string[];
  }[];
}

const RELATED_STORIES = 5;

/**
 * Finds the terms in a file with the code that reads pages. Every mention is listed, the first of a section or not.
 * @param file path; HTML by its ending or its first tag, else plain text in UTF-8
 * @throws FileError when it cannot be read
 */
export function annotateFile(file: string, digest: Digest, lexicon: Lexicon, options: AnnotateOptions): AnnotatedFile {
  const content = textOf(file);
  const isHtml = /\.x?html?$/i.test(file) || /^\s*<(?:!doctype|html)\b/i.test(content.slice(0, 1000));
  const read = isHtml ? readHtml(content) : readPlainText(content);
  return { file, ...(isHtml ? { text: read.text } : {}), ...annotateText(read, digest, lexicon, options) };
}

/** Finds the terms in a text that has been read. */
export function annotateText(
  read: ReadText,
  digest: Digest,
  lexicon: Lexicon,
  { url, lang }: AnnotateOptions,
): Omit<AnnotatedFile, 'file'> {
  const language = lang ?? read.lang;
  const facts = {
    ...(read.title === undefined ? {} : { title: read.title }),
    ...(url === undefined ? {} : { host: new URL(url).hostname }),
    ...(language === undefined ? {} : { lang: language }),
  };
  const mentions = annotate(lexicon, read.passages, facts, THRESHOLD_CONFIDENCE.balanced);
  const terms = new Map<string, AnnotatedMention['term']>(
    digest.terms.map(({ id, kind, prefLabel, labels }) => [
      id,
      { id, kind, prefLabel, labels: labels.map(({ text }) => text) },
    ]),
  );
  const listed: AnnotatedMention[] = [];
  for (const mention of mentions) {
    const term = terms.get(mention.senses[0].id);
    if (term) listed.push(listedMention(mention, read.passages[mention.passage]?.offset ?? 0, term));
  }
  return { mentions: listed, related: relatedStories(listed, digest) };
}

function listedMention(
  { start, end, surface, senses }: Mention,
  offset: number,
  term: AnnotatedMention['term'],
): AnnotatedMention {
  const [{ confidence, evidence }, ...others] = senses;
  return {
    start: offset + start,
    end: offset + end,
    surface,
    term,
    confidence: rounded(confidence),
    evidence,
    others: others.map((other) => ({ id: other.id, confidence: rounded(other.confidence) })),
  };
}

function relatedStories(mentions: readonly AnnotatedMention[], { terms, stories }: Digest): AnnotatedFile['related'] {
  const counts = new Map<TermId, number>();
  for (const { term } of mentions) counts.set(term.id, (counts.get(term.id) ?? 0) + 1);
  const names = new Map(terms.map(({ id, prefLabel }) => [id, prefLabel]));
  const page = [...counts].map(([id, count]) => ({ id, count }));
  return rankStories(stories, stories.length, page, RELATED_STORIES).map(({ id, title, score, because }) => ({
    id,
    title,
    score: rounded(score),
    because: because.map((term) => names.get(term) ?? term),
  }));
}

/** What was found as lines a person reads. */
export function describeAnnotations({ file, mentions, related }: AnnotatedFile): string {
  const lines = [
    `${file}: ${mentions.length} mentions`,
    ...mentions.flatMap(({ start, surface, term, confidence, evidence, others }) => [
      `  ${String(start).padStart(6)}  ${surface.replace(/\s+/g, ' ')}  →  ${term.prefLabel} (${confidence.toFixed(2)})`,
      ...evidence.map((sentence) => `          ${sentence}`),
      ...others.map((other) => `          perhaps ${other.id} (${other.confidence.toFixed(2)})`),
    ]),
    ...related.map(({ title, because }) => `  story: ${title} (shares ${because.join(', ')})`),
  ];
  return lines.join('\n');
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
