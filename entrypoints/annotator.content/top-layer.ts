import { topModal } from '../../utils/page/modal.ts';
import { newElement } from '../../utils/page/new-element.ts';
import type { Session } from './sessions.ts';

/** Of an element that the page removes or covers; then the page is taken not to want it, and it goes. */
const MOST_RETURNS = 5;
/** How often it is looked whether the element is still seen, only while it is shown. */
const LOOK_MS = 250;

const HOST = 'newsgloss-card';
/** What keeps the rest of the page from being used: a card outside it would be seen but dead. */
const MODAL = 'dialog:modal, [aria-modal="true"]';
/** Kept from the page while they happen in the card: its shortcuts, focus traps and clicks outside are about the page. */
const OWN_EVENTS =
  'click auxclick dblclick contextmenu mousedown mouseup pointerdown pointerup touchstart touchend touchmove wheel keydown keyup keypress focusin focusout';

/**
 * Shows an element above all of a page, in the one element we ever put into it: a host with a closed shadow root,
 * which the page's styles do not reach, in the top layer. Comes back when the page removes, covers or overtakes it.
 */
export class TopLayer {
  readonly #content: HTMLElement;
  readonly #sheet: CSSStyleSheet;
  readonly #onLook: (isLost: boolean) => void;
  readonly #lookNow: () => void;
  readonly #onToggle: (event: Event) => void;
  #host: HTMLElement | undefined;
  #root: ShadowRoot | undefined;
  #near: Node = document;
  #returns = 0;
  #look: number | undefined;

  /** @param onLook called a few times a second while shown; with `true` when the page has won */
  constructor(content: HTMLElement, sheet: CSSStyleSheet, guard: Session['guard'], onLook: (isLost: boolean) => void) {
    this.#content = content;
    this.#sheet = sheet;
    this.#onLook = onLook;
    this.#lookNow = guard(() => onLook(!this.#isSeen() && !this.#comeBack()));
    this.#onToggle = guard((event: Event) => this.#riseAbove(event));
    for (const type of OWN_EVENTS.split(' ')) {
      content.addEventListener(type, (event) => event.stopPropagation(), { passive: true });
    }
  }

  /** The element of the content that has the focus. */
  get focused(): Element | null {
    return this.#root?.activeElement ?? null;
  }

  /** Shows the content, in the dialog around `near` where there is one. */
  show(near: Node): void {
    this.#near = near;
    this.#returns = 0;
    if (this.#host?.parentNode !== parentFor(near) && !this.#mount()) {
      this.#onLook(true);
      return;
    }
    this.#look ??= window.setInterval(this.#lookNow, LOOK_MS);
    document.addEventListener('toggle', this.#onToggle, true);
  }

  hide(): void {
    window.clearInterval(this.#look);
    document.removeEventListener('toggle', this.#onToggle, true);
    this.#look = undefined;
    this.#host?.remove();
    this.#host = undefined;
    this.#root = undefined;
  }

  /** Whether an event happened in the content, or tells of a focus that comes out of it. */
  holds(event: Event): boolean {
    const from = (event as FocusEvent).relatedTarget;
    return this.#host !== undefined && [...event.composedPath(), from].includes(this.#host);
  }

  /** Undoes a zoom of the page, so that a pixel of the content is one of the viewport. */
  get zoom(): number {
    return this.#host?.currentCSSZoom ?? 1;
  }

  /** A new host each time: whatever the page did to the old one has gone with it. False where the page prevents it. */
  #mount(): boolean {
    const { focused } = this;
    const panel = this.#content.firstElementChild as Element;
    const { scrollTop } = panel;
    const host = newElement(HOST);
    try {
      const root = host.attachShadow({ mode: 'closed' });
      root.adoptedStyleSheets = [this.#sheet];
      host.popover = 'manual';
      parentFor(this.#near).append(host);
      // What is moved so keeps its focus and its place, and is not shown as something new.
      if (this.#content.isConnected) root.moveBefore(this.#content, null);
      else root.append(this.#content);
      this.#host?.remove();
      host.showPopover();
      panel.scrollTop = scrollTop; // which Firefox forgets
      this.#host = host;
      this.#root = root;
    } catch {
      host.remove();
      return false; // the page has defined an element of this name, or forbids what is asked
    }
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    return true;
  }

  #comeBack(): boolean {
    return this.#returns++ < MOST_RETURNS && this.#mount();
  }

  #isSeen(): boolean {
    const { x, y, width, height } = this.#content.getBoundingClientRect();
    const tree = this.#host?.getRootNode() as Partial<DocumentOrShadowRoot> | undefined;
    return tree?.elementFromPoint?.(x + width / 2, y + height / 2) === this.#host && this.#host?.popover === 'manual';
  }

  /** Something of the page has entered the top layer after us, and may let the pointer through so as not to be noticed. */
  #riseAbove({ target }: Event): void {
    if (target !== this.#host && target instanceof Element && target.matches(':popover-open, :modal')) this.#comeBack();
  }
}

/** Removes the card of a script that ended while it was shown: no longer seen, and nothing would ever close it. */
export function removeLeftCard(document: Document): void {
  for (const host of document.querySelectorAll(HOST)) host.remove();
}

/**
 * The modal part of the page around a node, through shadow roots; else what keeps the reader from all outside it: a
 * modal dialog, or in Chromium what is in fullscreen; else the page.
 */
function parentFor(near: Node): Element {
  for (let node: Node | null | undefined = near; node; node = node.parentNode ?? (node as Partial<ShadowRoot>).host) {
    if (node instanceof Element && node.matches(MODAL)) return node;
  }
  return topModal(document) ?? document.fullscreenElement ?? document.documentElement;
}
