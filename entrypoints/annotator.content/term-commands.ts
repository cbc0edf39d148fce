import type { PageCommand } from '../../utils/messages.ts';
import type { Mark } from '../../utils/page/marks.ts';
import { TermWalk } from '../../utils/page/term-walk.ts';
import { focusedElement } from './focused-element.ts';
import type { HoverCard } from './hover-card.ts';

/** Carries out what the reader asks with a shortcut of the browser: going from term to term, opening and closing the card. */
export class TermCommands {
  readonly #document: Document;
  readonly #card: HoverCard;
  readonly #walk: TermWalk;

  constructor(document: Document, card: HoverCard) {
    this.#document = document;
    this.#card = card;
    this.#walk = new TermWalk(document);
  }

  /** The mentions to stop at, in the order of the page; there are some where nothing is marked, too. */
  setMentions(mentions: readonly Mark[]): void {
    this.#walk.setMarks(mentions);
  }

  /**
   * Every frame of a tab is told, and the one with the focus acts.
   * @param isLastResort nobody did, so the top frame shall
   * @returns whether there was something to go to; undefined in a frame that is not meant
   */
  run(command: PageCommand, isLastResort: boolean): boolean | undefined {
    if (command === 'close-card') {
      this.#card.close();
      return undefined;
    }
    if (!isLastResort && !this.#hasFocus()) return undefined;
    const mark = this.#markFor(command);
    if (!mark) return false;
    this.#walk.goTo(mark);
    this.#card.enter(mark);
    return true;
  }

  #markFor(command: Exclude<PageCommand, 'close-card'>): Mark | undefined {
    switch (command) {
      case 'next-term':
        return this.#walk.step(1);
      case 'previous-term':
        return this.#walk.step(-1);
      case 'open-card':
        return this.#card.shown ?? this.#walk.here();
    }
  }

  /** Whether the reader is in this frame and not in one inside it; while the browser has the focus, in the top frame. */
  #hasFocus(): boolean {
    if (!this.#document.hasFocus()) return window === window.top;
    return !/^i?frame$/i.test(focusedElement()?.localName ?? '');
  }
}
