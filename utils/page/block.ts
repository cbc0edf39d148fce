import type { Occurrence, Sign } from '../lexicon/occurrence.ts';
import type { Mark } from './marks.ts';
import type { BlockRoot } from './read-block.ts';
import type { Run } from './run-writer.ts';

/** What labels and signs a text holds, as of the passage that it was when the page was gathered last. */
export interface Found {
  readonly occurrences: readonly Occurrence[];
  readonly signs: readonly Sign[];
}

/** A run in which something was found; the others are forgotten as soon as they are read. */
export interface FoundRun extends Run<Text> {
  found: Found;
  /** Its marks on the page, by where they start in it. */
  readonly marks: Map<number, Mark>;
}

/** A block of the page with what was found in it. */
export interface Block {
  readonly root: BlockRoot;
  readonly parent: Block | undefined;
  /** In the order of the document. */
  parts: readonly (FoundRun | Block)[];
  state: 'unread' | 'reading' | 'read';
}

/** Whether a part of a block is a block itself. */
export function isInnerBlock(part: FoundRun | Block): part is Block {
  return 'parts' in part;
}

/** Whether a part of a block is text of its own. */
export function isRun(part: FoundRun | Block): part is FoundRun {
  return !isInnerBlock(part);
}

/** The element that a block is, or that hosts it. */
export function elementOf(root: BlockRoot): Element {
  return root instanceof ShadowRoot ? root.host : root;
}

/** Every part of a block and of the blocks in it, in order; a block comes before its parts. */
export function* partsIn(block: Block): Generator<FoundRun | Block> {
  const open: { readonly block: Block; next: number }[] = [{ block, next: 0 }];
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const part = top.block.parts[top.next++];
    if (!part) {
      open.pop();
      continue;
    }
    yield part;
    if (isInnerBlock(part)) open.push({ block: part, next: 0 });
  }
}
