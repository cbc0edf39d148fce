import { BY_STORY } from './flags.ts';
import type { LexiconSource } from './model.ts';
import { eachInSteps, type Steps } from './steps.ts';

/** For each term the terms it is linked to, in both directions and ascending order: by `related`, or else by a story about both. */
export function* linksOf(terms: LexiconSource['terms'], stories: LexiconSource['stories']): Steps<number[][]> {
  const numberOf = new Map(terms.map(({ id }, number) => [id, number]));
  const numbers = (ids: readonly string[]) =>
    ids.map((id) => numberOf.get(id)).filter((number) => number !== undefined);
  const links = terms.map(() => new Map<number, number>());
  yield* eachInSteps(terms.entries(), ([number, { related }]) => {
    for (const other of numbers(related)) {
      if (other === number) continue;
      links[number]?.set(other, other);
      links[other]?.set(number, number);
    }
  });
  yield* eachInSteps(stories, (story) => {
    const about = numbers(story.terms);
    for (const from of about) {
      const known = links[from];
      for (const to of about) if (from !== to && !known?.has(to)) known?.set(to, (to | BY_STORY) >>> 0);
    }
  });
  const sorted: number[][] = [];
  yield* eachInSteps(links, (of) => {
    sorted.push([...of.values()].sort((a, b) => a - b));
  });
  return sorted;
}
