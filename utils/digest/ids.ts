import * as v from 'valibot';

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** An id: lower-case words joined by hyphens. In a file of its own, for pages know ids but not the rest of the schema. */
export const slug = (what: string) =>
  v.pipe(
    v.string(`write ${what} here`),
    v.maxLength(80, 'must be at most 80 characters'),
    v.regex(SLUG, 'must be lower-case letters and digits joined by single hyphens, such as "nis2-directive"'),
  );

export const TermIdSchema = v.pipe(slug('the id of a term'), v.brand('TermId'));
export const StoryIdSchema = v.pipe(slug('the id of a story'), v.brand('StoryId'));

export type TermId = v.InferOutput<typeof TermIdSchema>;
export type StoryId = v.InferOutput<typeof StoryIdSchema>;
