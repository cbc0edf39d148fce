import type { Steps } from '../lexicon/steps.ts';
import { type Block, elementOf, type Found, type FoundRun, isInnerBlock, isRun, partsIn } from './block.ts';
import { beginsSection, isBlock } from './prose.ts';
import { type BlockRoot, type Elements, isLeftUnread, readBlock } from './read-block.ts';
import type { Run } from './run-writer.ts';

/** Blocks in one block between two pauses. */
const BLOCKS_A_STEP = 256;

/** What the text of a page is read with, and who is told what. */
export interface PageTextOptions {
  /** Finds labels and signs in a text. */
  readonly scan: (text: string) => Found;
  readonly shadowRootOf: (element: Element) => ShadowRoot | null;
  /** A shadow tree is about to be read for the first time: changes in it are to be noted too. */
  readonly onShadowRoot: (root: ShadowRoot) => void;
  /** A custom element that its page has not defined yet: it may get a shadow tree later. */
  readonly onUndefined: (element: Element) => void;
  /** Runs whose text may have changed, or that are no longer on the page. Answers whether a mark of theirs is gone. */
  readonly onStale: (parts: Iterable<FoundRun | Block>) => boolean;
}

/**
 * The text of a page, block by block, with what was found in it. A block is read only when it is new or has changed;
 * what was found in the others is kept.
 */
export class PageText implements Elements {
  /** Whether something was found, or has gone, since this was last set to false. */
  hasNews = false;
  readonly #top: Block;
  readonly #options: PageTextOptions;
  readonly #blocks = new WeakMap<Node, Block>();
  readonly #unread = new WeakSet<Node>();
  /** Read before all others: what is in view, and what has changed. */
  readonly #first: Block[] = [];
  /** The others, the next one last. */
  readonly #rest: Block[] = [];

  constructor(root: Element, options: PageTextOptions) {
    this.#options = options;
    this.#top = this.#add(root, undefined);
    this.#rest.push(this.#top);
  }

  /** The element that holds the whole text. */
  get root(): BlockRoot {
    return this.#top.root;
  }

  /** Whether there is something to read. */
  get isBehind(): boolean {
    return this.#first.length + this.#rest.length > 0;
  }

  /** Reads all that is new or has changed; pauses after each block and each run. A long block lets what comes first go ahead at each pause. */
  *read(): Steps<void> {
    for (;;) {
      yield* this.#readFirst();
      const block = this.#rest.pop();
      if (!block) return;
      for (const pause of this.#read(block)) {
        yield pause;
        yield* this.#readFirst();
      }
      yield;
    }
  }

  /** Reads the block around an element before the rest. */
  readFirst(element: Element | null): void {
    const block = this.#reach(element);
    if (block?.state === 'unread') this.#first.push(block);
  }

  /** The runs in which something was found and the blocks that hold them, in order, each with the number of its section. */
  *parts(): Generator<readonly [part: FoundRun | Block, section: number]> {
    let section = 0;
    for (const part of partsIn(this.#top)) {
      if (isInnerBlock(part) && part.root instanceof Element && beginsSection(part.root.localName)) section++;
      yield [part, section];
    }
  }

  /** Takes note of what has changed. */
  note(records: readonly MutationRecord[]): void {
    const changed = new Set<Block>();
    const shrunk = new Set<Block>();
    let target: Node | undefined;
    let block: Block | undefined;
    for (const record of records) {
      if (record.type === 'attributes') {
        const around = this.#maybeUnread(record.target as Element);
        // The language of the page, or whether it is being written, concerns all of it.
        if (record.target.contains(this.#top.root)) this.hasNews = true;
        if (around) changed.add(around);
        continue;
      }
      if (record.target !== target) block = this.#blockAround(record.target);
      target = record.target;
      if (!block) continue;
      changed.add(block);
      if (record.removedNodes.length > 0) shrunk.add(block);
    }
    for (const parent of shrunk) this.#dropDetached(parent);
    for (const one of changed) this.#readAgain(one);
  }

  /** Reads the block around a node again. */
  changed(node: Node): void {
    const block = this.#blockAround(node);
    if (block) this.#readAgain(block);
  }

  shadowRootOf(element: Element): ShadowRoot | null {
    return this.#options.shadowRootOf(element);
  }

  onUndefined(element: Element): void {
    this.#options.onUndefined(element);
  }

  onUnread(element: Element): void {
    this.#unread.add(element);
  }

  *#readFirst(): Steps<void> {
    for (let block = this.#first.pop(); block; block = this.#first.pop()) {
      yield* this.#read(block);
      yield;
    }
  }

  #add(root: BlockRoot, parent: Block | undefined): Block {
    const block: Block = { root, parent, parts: [], state: 'unread' };
    this.#blocks.set(root, block);
    if (root instanceof ShadowRoot) this.#options.onShadowRoot(root);
    return block;
  }

  /** The block of this root inside a parent; one that was elsewhere before is begun anew. */
  #inner(root: BlockRoot, parent: Block): Block {
    const known = this.#blocks.get(root);
    return known?.parent === parent ? known : this.#add(root, parent);
  }

  #readAgain(block: Block): void {
    // The words may be back before they are read again: then nothing else says that their marks are missing.
    if (this.#options.onStale(block.parts)) this.hasNews = true;
    if (block.state === 'unread') return;
    block.state = 'unread';
    this.#first.push(block);
  }

  /** The block whose text changes with an element that is now read or no longer read; undefined where nothing changes. */
  #maybeUnread(element: Element): Block | undefined {
    const isNow = isLeftUnread(element);
    if (isNow === this.#unread.has(element)) return undefined;
    if (!isNow) this.#unread.delete(element);
    return this.#blockAround(element === this.#top.root ? element : element.parentNode);
  }

  #blockAround(from: Node | null): Block | undefined {
    for (let node = from; node; node = node.parentNode) {
      if (this.#unread.has(node)) return undefined;
      const block = this.#blocks.get(node);
      if (block) return block;
    }
    return undefined;
  }

  *#read(block: Block): Steps<void> {
    if (block.state !== 'unread') return;
    block.state = 'reading';
    const walk = readBlock(block.root, this);
    let step = walk.next();
    for (; !step.done; step = walk.next()) {
      yield;
      if (block.state !== 'reading') return;
    }
    const gone = new Set(block.parts);
    const before = new Map<Text | undefined, FoundRun>();
    for (const part of gone) if (isRun(part)) before.set(part.pieces[0]?.node, part);
    const parts: (FoundRun | Block)[] = [];
    const fresh: Block[] = [];
    if (gone.size === 0) block.parts = parts;
    for (const item of step.value) {
      if (item.kind === 'block') {
        const inner = this.#inner(item.root, block);
        parts.push(inner);
        gone.delete(inner);
        if (inner.state === 'unread') fresh.push(inner);
        if (parts.length % BLOCKS_A_STEP !== 0) continue;
      } else {
        const known = before.get(item.run.pieces[0]?.node);
        if (known && isSameRun(known, item.run) && gone.delete(known)) {
          parts.push(known);
          continue;
        }
        const found = this.#options.scan(item.run.text);
        if (found.occurrences.length + found.signs.length > 0) {
          parts.push({ ...item.run, found, marks: new Map() });
          this.hasNews = true;
        }
      }
      yield;
      if (block.state !== 'reading') return;
    }
    for (const part of gone) this.#forget(part);
    block.parts = parts;
    block.state = 'read';
    for (const inner of fresh.reverse()) this.#rest.push(inner);
  }

  /** Forgets the inner blocks that are no longer inside their block. */
  #dropDetached(block: Block): void {
    const isInside = (part: FoundRun | Block) => isRun(part) || holds(block.root, part.root);
    if (block.parts.every(isInside)) return;
    for (const part of block.parts) if (!isInside(part)) this.#forget(part);
    block.parts = block.parts.filter(isInside);
  }

  #forget(part: FoundRun | Block): void {
    this.hasNews = true;
    if (isInnerBlock(part)) this.#blocks.delete(part.root);
    this.#options.onStale(isInnerBlock(part) ? partsIn(part) : [part]);
  }

  /** The block around an element that may not have been come to yet, or undefined where it is left unread. */
  #reach(element: Element | null): Block | undefined {
    const path: Element[] = [];
    let block: Block | undefined;
    for (let node: Node | null = element; node instanceof Element && !block; node = node.parentNode) {
      block = this.#blocks.get(node);
      if (block) break;
      if (isLeftUnread(node)) return undefined;
      if (isBlock(node.localName)) path.unshift(node);
    }
    for (const root of path) {
      if (!block) return undefined;
      const parent: Block = block;
      block = this.#inner(root, parent);
      if (parent.state !== 'read') parent.parts = [...parent.parts, block];
    }
    return block;
  }
}

function holds(outer: BlockRoot, inner: BlockRoot): boolean {
  return outer.contains(elementOf(inner));
}

function isSameRun(known: Run<Text>, { text, pieces }: Run<Text>): boolean {
  return (
    known.text === text &&
    known.pieces.length === pieces.length &&
    known.pieces.every(({ node, start }, index) => node === pieces[index]?.node && start === pieces[index]?.start)
  );
}
