import { READ_ATTRIBUTES } from '../../utils/page/prose.ts';
import type { Session } from './sessions.ts';
import { shadowRootOf } from './shadow-root.ts';

interface PageWatchEvents {
  readonly onChange: (records: readonly MutationRecord[]) => void;
  /** An element may have got a shadow tree, or has come into sight. */
  readonly onAppearance: (element: Element) => void;
}

/** What is watched in the document and in every shadow tree. */
const WATCHED: MutationObserverInit = {
  childList: true,
  characterData: true,
  subtree: true,
  attributeFilter: READ_ATTRIBUTES,
};

/** So many elements are awaited at most; a page with more is one that never shows or defines most of them. */
const MOST_AWAITED = 500;

/** Tells what changes on the page. Costs nothing while nothing does. */
export class PageWatch {
  readonly #events: PageWatchEvents;
  readonly #mutations: MutationObserver;
  readonly #sizes: ResizeObserver;
  readonly #sights: IntersectionObserver;
  /** Elements without a shadow tree that may still get one, with what grows when they do. */
  readonly #hosts = new Set<Element>();
  readonly #hidden = new Set<Element>();

  constructor(document: Document, events: PageWatchEvents, { signal, guard }: Session) {
    this.#events = events;
    this.#mutations = new MutationObserver(
      guard((records: MutationRecord[]) => {
        this.#lookForShadowRoots();
        events.onChange(records);
      }),
    );
    this.#mutations.observe(document, WATCHED);
    this.#sizes = new ResizeObserver(guard(() => this.#lookForShadowRoots()));
    this.#sights = new IntersectionObserver(guard((entries: IntersectionObserverEntry[]) => this.#onSights(entries)));
    // No observer sees an element that was there all the time turn visible; mostly the reader has done something.
    for (const type of ['click', 'keyup', 'transitionend']) {
      document.addEventListener(
        type,
        guard(() => this.#lookAtHidden()),
        { capture: true, signal },
      );
    }
    signal.addEventListener('abort', () => {
      for (const observer of [this.#mutations, this.#sizes, this.#sights]) observer.disconnect();
    });
  }

  /** Also tells what changes in a shadow tree, which the document's observer does not see. */
  watch(root: ShadowRoot): void {
    this.#mutations.observe(root, WATCHED);
  }

  /**
   * Tells when an element has got a shadow tree. No event says so; but a tree with text makes the element larger, or
   * the one around it where it is laid out inline.
   */
  awaitShadowRoot(element: Element): void {
    if (this.#hosts.size >= MOST_AWAITED) return;
    this.#hosts.add(element);
    this.#sizes.observe(element);
    if (element.parentElement) this.#sizes.observe(element.parentElement);
  }

  /** Tells when a hidden element has come into sight. */
  awaitSight(element: Element): void {
    if (this.#hidden.size >= MOST_AWAITED) {
      this.#sights.disconnect();
      this.#hidden.clear();
    }
    this.#hidden.add(element);
    this.#sights.observe(element);
  }

  #lookForShadowRoots(): void {
    for (const element of this.#hosts) {
      const hasOne = shadowRootOf(element) !== null;
      if (!hasOne && element.isConnected) continue;
      this.#hosts.delete(element);
      this.#sizes.unobserve(element);
      if (hasOne) this.#events.onAppearance(element);
    }
    if (this.#hosts.size === 0) this.#sizes.disconnect();
  }

  /** An element that is observed anew is told of at once. One that the page has thrown away is not to be kept. */
  #lookAtHidden(): void {
    for (const element of this.#hidden) {
      this.#sights.unobserve(element);
      if (element.isConnected) this.#sights.observe(element);
      else this.#hidden.delete(element);
    }
  }

  #onSights(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting || !target.checkVisibility({ visibilityProperty: true })) continue;
      this.#hidden.delete(target);
      this.#sights.unobserve(target);
      this.#events.onAppearance(target);
    }
  }
}
