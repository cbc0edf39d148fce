import * as v from 'valibot';
import { type Digest, DigestSchema } from './schema.ts';

/** One thing wrong with a digest: where it is and how to mend it. */
export interface DigestIssue {
  /** Dotted path of the field, such as `terms.3.labels.0.text`; empty for the whole. */
  readonly field: string;
  readonly message: string;
}

/** A digest that cannot be used, with every reason found. */
export class DigestError extends Error {
  override readonly name = 'DigestError';
  readonly issues: readonly DigestIssue[];

  constructor(what: string, issues: readonly DigestIssue[]) {
    super(`${what}: ${issues.map(({ field, message }) => (field ? `${field} ${message}` : message)).join('; ')}`);
    this.issues = issues;
  }
}

/** The issues of a failed parse, in the words of the schema. */
export function issuesOf(issues: readonly v.BaseIssue<unknown>[]): DigestIssue[] {
  return issues.map((issue) => ({ field: v.getDotPath(issue) ?? '', message: inWords(issue) }));
}

/**
 * Reads a built digest.
 * @param json the parsed JSON of a digest file
 * @param what names the file in the error
 * @throws DigestError when the shape is wrong, or a term or story is referred to that is not there
 */
export function parseDigest(json: unknown, what: string): Digest {
  const result = v.safeParse(DigestSchema, json);
  if (!result.success) throw new DigestError(what, issuesOf(result.issues));
  const broken = brokenReferences(result.output);
  if (broken.length > 0) throw new DigestError(what, broken);
  return result.output;
}

/** Ids that occur twice and references to terms that are not in the digest. */
function brokenReferences({ terms, stories }: Pick<Digest, 'terms' | 'stories'>): DigestIssue[] {
  const known = new Set<string>(terms.map(({ id }) => id));
  const unknown = (id: string) => !known.has(id);
  const missing = (field: string, id: string) => ({ field, message: `names "${id}", which is no term of this digest` });
  return [
    ...repeated(terms).map((id) => ({ field: `terms.${id}`, message: 'is there twice; give one of them another id' })),
    ...repeated(stories).map((id) => ({
      field: `stories.${id}`,
      message: 'is there twice; give one of them another id',
    })),
    ...terms.flatMap(({ id, related }) =>
      related.filter(unknown).map((other) => missing(`terms.${id}.related`, other)),
    ),
    ...stories.flatMap((story) =>
      story.terms.filter(unknown).map((other) => missing(`stories.${story.id}.terms`, other)),
    ),
  ];
}

function repeated(rows: readonly { id: string }[]): string[] {
  const seen = new Set<string>();
  return rows.map(({ id }) => id).filter((id) => seen.size === seen.add(id).size);
}

function inWords(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object') {
    return issue.expected === 'never' ? 'is no field of this kind; remove it or correct its name' : 'is missing';
  }
  return issue.received === 'undefined' ? `is missing: ${issue.message}` : issue.message;
}
