import { render } from 'preact';
import { CardPanel } from '../../components/CardPanel.tsx';
import { DEFINITION_ID, HEADING_ID, type SenseNote } from '../../components/TermCard.tsx';
import type { Cards } from '../../utils/digest/card.ts';
import type { StyledCards } from '../../utils/messages.ts';
import { type Mark, rectsOf } from '../../utils/page/marks.ts';
import { newElement } from '../../utils/page/new-element.ts';
import { placeBeside } from '../../utils/page/place-beside.ts';
import { styleSheet } from '../../utils/page/style-sheet.ts';
import { focusedElement } from './focused-element.ts';
import type { Session } from './sessions.ts';
import { TopLayer } from './top-layer.ts';

interface CardHostEvents {
  readonly guard: Session['guard'];
  readonly onEnter: (event: PointerEvent) => void;
  readonly onPin: () => void;
  /** The reader has gone out of it with the Tab key. */
  readonly onTabOut: () => void;
  readonly onClose: () => void;
}

interface Shown {
  readonly mark: Mark;
  readonly cards: Cards;
  readonly termId: string;
  readonly isPinned: boolean;
}

/** The card of one mark at a time: a dialog that is not modal, named by its term and described by the definition. */
export class CardHost {
  readonly #events: CardHostEvents;
  readonly #frame = newDiv('ng frame');
  readonly #panel = newDiv('panel');
  #layer: TopLayer | undefined;
  #shown: Shown | undefined;
  #returnTo: HTMLElement | undefined;

  constructor(events: CardHostEvents) {
    this.#events = events;
    const panel = this.#panel;
    this.#frame.append(panel);
    panel.lang = 'en';
    panel.tabIndex = -1;
    panel.role = 'dialog';
    panel.setAttribute('aria-labelledby', HEADING_ID);
    panel.setAttribute('aria-describedby', DEFINITION_ID);
    const { guard } = events;
    this.#frame.addEventListener('pointerenter', guard(events.onEnter));
    panel.addEventListener(
      'keydown',
      guard((event: KeyboardEvent) => this.#onKey(event)),
    );
    // A story that opens makes the card higher.
    panel.addEventListener(
      'toggle',
      guard(() => this.place()),
      true,
    );
  }

  /** Shows the card of a mark in place of any other; the focus goes into it where that is asked. */
  open(mark: Mark, cards: StyledCards, { focus }: { focus: boolean }): void {
    if (mark !== this.#shown?.mark) this.#draw({ mark, cards, termId: mark.senses[0].id, isPinned: false });
    this.#layer ??= new TopLayer(this.#frame, styleSheet(cards.style), this.#events.guard, (isLost) =>
      this.#onLook(isLost),
    );
    this.#layer.show(mark.range.startContainer);
    this.place();
    if (!focus) return;
    if (!this.#layer.focused) this.#returnTo = focusedElement();
    this.#panel.focus({ preventScroll: true });
  }

  /** Takes the card away; a focus that was in it goes back to where it was. */
  close(): void {
    this.#giveFocusBack();
    this.#returnTo = undefined;
    this.#layer?.hide();
    this.#shown = undefined;
    render(null, this.#panel);
  }

  /** Whether an event happened in the card, or tells of a focus that comes out of it. */
  holds(event: Event): boolean {
    return this.#layer?.holds(event) ?? false;
  }

  /** Puts the card beside its mark, inside what is seen; closes it when the mark has gone. On a narrow touch screen its style makes a sheet of it. */
  place(): void {
    if (!this.#shown || !this.#layer) return;
    const rects = rectsOf(this.#shown.mark);
    if (rects.length === 0) {
      this.#events.onClose();
      return;
    }
    const { style } = this.#frame;
    const { offsetLeft, offsetTop, width, height, scale } = window.visualViewport as VisualViewport;
    this.#frame.classList.toggle('zoomed', scale > 1);
    const seen = { left: offsetLeft, top: offsetTop, right: offsetLeft + width, bottom: offsetTop + height };
    style.zoom = String(1 / this.#layer.zoom);
    style.maxWidth = `${width - 16}px`;
    const { offsetWidth, offsetHeight } = this.#frame;
    const { clientHeight, scrollHeight } = this.#panel;
    // One more than these whole numbers: what ends on a part of a pixel would have a scroll bar for it (Firefox).
    const natural = { width: offsetWidth, height: scrollHeight + offsetHeight - clientHeight + 1 };
    const { x, y, maxHeight } = placeBeside(rects, natural, seen);
    style.left = `${x}px`;
    style.top = `${y}px`;
    style.maxHeight = `${maxHeight}px`;
  }

  #draw(shown: Shown): void {
    this.#shown = shown;
    const { mark, cards, termId, isPinned } = shown;
    const { guard, onPin, onClose } = this.#events;
    const card = cards.cards.find(({ term }) => term.id === termId) ?? cards.cards[0];
    if (!card) return;
    render(
      <CardPanel
        card={card}
        digest={cards.digest}
        now={new Date()}
        sense={senseNote(mark, cards, card.term.id)}
        onShowOther={guard((other: string) => this.#redraw({ ...shown, termId: other }))}
        isPinned={isPinned}
        onPin={guard(() => {
          onPin();
          this.#redraw({ ...shown, isPinned: !isPinned }, '[aria-pressed]');
        })}
        onClose={guard(onClose)}
      />,
      this.#panel,
    );
    this.#panel.scrollTop = 0;
  }

  /** Draws it anew, with the focus on what the reader has just pressed or on the card itself. */
  #redraw(shown: Shown, focused?: string): void {
    this.#draw(shown);
    this.place();
    const element = focused === undefined ? this.#panel : this.#panel.querySelector<HTMLElement>(focused);
    element?.focus({ preventScroll: true });
  }

  #onLook(isLost: boolean): void {
    if (isLost) this.#events.onClose();
    else this.place();
  }

  /** Beyond its last and before its first control the Tab key leads back to where the reader was. */
  #onKey(event: KeyboardEvent): void {
    if (event.key !== 'Tab') return;
    const stops = [...this.#panel.querySelectorAll('a, button, summary')];
    const focused = this.#layer?.focused;
    const isOut = event.shiftKey ? focused === this.#panel || focused === stops[0] : focused === stops.at(-1);
    if (!isOut) return;
    event.preventDefault();
    this.#giveFocusBack();
    this.#events.onTabOut();
  }

  #giveFocusBack(): void {
    if (this.#layer?.focused) this.#returnTo?.focus({ preventScroll: true });
    // Where the page itself had it, nothing can be given it.
    if (this.#layer?.focused instanceof HTMLElement) this.#layer.focused.blur();
  }
}

/** Why the shown term is meant and what else may be; nothing for a label that names one thing only. */
function senseNote({ ambiguous, senses }: Mark, { cards }: Cards, shown: string): SenseNote | undefined {
  if (!ambiguous) return undefined;
  const sense = senses.find(({ id }) => id === shown) ?? senses[0];
  const others = cards
    .filter(({ term }) => term.id !== shown)
    .map(({ term: { id, prefLabel } }) => ({ id, prefLabel }));
  return { evidence: sense.evidence, others };
}

function newDiv(className: string): HTMLElement {
  const div = newElement('div');
  div.className = className;
  return div;
}
