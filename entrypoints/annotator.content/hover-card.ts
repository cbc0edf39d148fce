import type { TermId } from '../../utils/digest/schema.ts';
import { ask, type StyledCards } from '../../utils/messages.ts';
import { MOST_CARDS } from '../../utils/most-cards.ts';
import type { Highlighter } from '../../utils/page/highlighter.ts';
import { closedHover, type HoverAction, type HoverEffect, isShowing, reduceHover } from '../../utils/page/hover.ts';
import { type Press, pressOf, watchLongPress } from '../../utils/page/long-press.ts';
import { firstWithin, isInSight, type Mark, MarkIndex } from '../../utils/page/marks.ts';
import { onReader, type ReaderEvents } from '../../utils/page/reader-events.ts';
import { CardHost } from './card-host.tsx';
import type { Session } from './sessions.ts';
import { shadowRootOf } from './shadow-root.ts';

/** What a tap does something to by itself. */
const CONTROL = 'a[href], button, input, select, textarea, label, summary, [role="button"], [role="link"]';

/** Turns what the reader does with pointer, finger and keyboard into the opening and closing of the card. */
export class HoverCard {
  readonly #document: Document;
  readonly #highlighter: Highlighter;
  readonly #card: CardHost;
  readonly #session: Session;
  /** Tells our scripts in the other frames of the tab from each other. */
  readonly #frame = Math.random();
  #index = new MarkIndex([]);
  #state = closedHover<Mark>();
  /** What the pointer is on. */
  #under: Mark | CardHost | undefined;
  #prepared: { mark: Mark; cards: Promise<StyledCards> } | undefined;
  /** Where the pointer was last. */
  #pointer: Pick<Press, 'clientX' | 'clientY'> = { clientX: 0, clientY: 0 };
  #isTouched = false;
  /** The link whose focus shows the card. */
  #focused: Element | undefined;

  constructor(document: Document, highlighter: Highlighter, session: Session) {
    this.#document = document;
    this.#highlighter = highlighter;
    this.#session = session;
    this.#card = new CardHost({
      guard: session.guard,
      onEnter: (event) => this.#onEnterCard(event),
      onPin: () => this.#act({ type: 'pin' }),
      onTabOut: () => this.#act({ type: 'press-elsewhere' }),
      onClose: () => this.close(),
    });
    this.#listen(session);
    session.signal.addEventListener('abort', () => this.close());
  }

  /** The marks of the page, whenever they change. */
  setMarks(marks: readonly Mark[]): void {
    this.#index = new MarkIndex(marks);
  }

  /** The mark whose card is shown. */
  get shown(): Mark | undefined {
    return isShowing(this.#state) ? this.#state.mark : undefined;
  }

  /** Opens the card of a mark for a reader who uses the keyboard: the focus goes into it. */
  enter(mark: Mark): void {
    this.#act({ type: 'open', mark, focus: true });
  }

  close(): void {
    this.#act({ type: 'dismiss' });
  }

  /** A card was opened in some frame of the tab; there is only ever one. */
  giveWayTo(frame: number): void {
    if (frame !== this.#frame) this.close();
  }

  #listen(session: Session): void {
    const { signal, guard } = session;
    // First, for it keeps the click of a long press from all others.
    watchLongPress(
      this.#document,
      guard((press: Press) => this.#onLongPress(press)),
      session,
    );
    const on: ReaderEvents = {
      pointermove: (event) => this.#onPointerMove(event),
      pointerout: (event) => this.#onPointerOut(event),
      pointerdown: (event) => this.#onPointerDown(event),
      click: (event) => this.#onClick(event),
      focusin: (event) => this.#onFocus(event),
      focusout: (event) => this.#onBlur(targetOf(event)),
      scroll: () => this.#onScroll(),
      keydown: (event) => this.#onKey(event),
    };
    onReader(this.#document, on, session);
    const place = guard(() => this.#card.place());
    for (const type of ['resize', 'scroll']) visualViewport?.addEventListener(type, place, { signal });
  }

  /** Browsers tell of it once a frame, however often a pointer reports. */
  #onPointerMove(event: PointerEvent): void {
    const { pointerType, clientX, clientY, buttons } = event;
    if (pointerType === 'touch' || !(this.shown ?? this.#index.marks[0]) || this.#card.holds(event)) return;
    if (buttons) {
      this.#onDrag(this.#markAt(event));
      return;
    }
    this.#pointer = { clientX, clientY };
    this.#point(this.#markAt(event));
  }

  /** Who selects or drags something wants no card, which would be in the way; but may select what it says, and leave it meanwhile. */
  #onDrag(over: Mark | CardHost | undefined): void {
    if (this.#under !== this.#card && this.#under !== over) this.#act({ type: 'press-elsewhere' });
  }

  /** Out of the document: into another frame, which may be in a shadow tree, or out of the window. */
  #onPointerOut({ relatedTarget }: PointerEvent): void {
    const to = relatedTarget as Element | null;
    if (!to || to.localName === 'iframe' || shadowRootOf(to)) this.#point(undefined);
  }

  /** Between the card and its word there is so little room that no move may be reported from it. */
  #onEnterCard({ buttons }: PointerEvent): void {
    if (buttons) this.#onDrag(this.#card);
    this.#under = this.#card;
    this.#act({ type: 'enter-card' });
  }

  #point(mark: Mark | undefined): void {
    if (mark === this.#under) return;
    this.#under = mark;
    this.#act(mark ? { type: 'enter-mark', mark } : { type: 'leave' });
  }

  /**
   * A page that scrolls takes the words from a pointer that rests, and would push the card under it, to take the next
   * turn of the wheel. Who rests in the card keeps it for as long as its words are in sight.
   */
  #onScroll(): void {
    const { shown } = this;
    const isOn = this.#under === this.#card ? shown && isInSight(shown) : this.#under === this.#markAt(this.#pointer);
    if (this.#under && !isOn) {
      this.#under = undefined;
      this.#act({ type: 'lose-mark' });
    }
    this.#card.place();
  }

  #onPointerDown(event: PointerEvent): void {
    this.#isTouched = event.pointerType === 'touch';
    if (this.#isTouched || this.#card.holds(event)) return;
    const mark = this.#markAt(event);
    // Who presses the word before its card has opened wants the card, unless it is a link.
    const isWanted = mark && (mark === this.shown || (mark === this.#under && !isInControl(pressOf(event))));
    if (!isWanted) this.#act({ type: 'press-elsewhere' });
  }

  /** A tap, which a finger that scrolls is not, opens the card of the mark under it, but never takes a link from the reader. */
  #onClick(event: MouseEvent): void {
    if (!this.#isTouched || this.#card.holds(event)) return;
    const mark = isInControl(pressOf(event)) ? undefined : this.#markAt(event);
    this.#act(mark ? { type: 'open', mark, focus: false } : { type: 'press-elsewhere' });
  }

  /** A tap on a link follows it, so that a long press opens the card; beneath the browser's menu, which stays the reader's. */
  #onLongPress(press: Press): boolean {
    const mark = isInControl(press) ? this.#markAt(press) : undefined;
    if (mark) this.#act({ type: 'open', mark, focus: false });
    return mark !== undefined;
  }

  #markAt({ clientX, clientY }: Pick<Press, 'clientX' | 'clientY'>): Mark | undefined {
    return this.#index.at(this.#document, clientX, clientY);
  }

  /** A link that gets the focus by keyboard and holds a mark shows its card, as hovering it would. */
  #onFocus(event: FocusEvent): void {
    const target = targetOf(event);
    // A focus that the card gives back is no wish to see it again.
    if (this.#card.holds(event) || !(target instanceof Element) || !target.matches('a[href]:focus-visible')) return;
    const mark = firstWithin(target, this.#index.marks);
    if (!mark) return;
    this.#focused = target;
    this.#act({ type: 'enter-mark', mark });
  }

  /** What else loses the focus is no business of the card, on which the pointer may rest. */
  #onBlur(target: EventTarget | undefined): void {
    if (target !== this.#focused) return;
    this.#focused = undefined;
    this.#act({ type: 'leave' });
  }

  /** Escape closes the card and nothing else: not the dialog of the page around it. Only the frame with the focus hears it, wherever the card is. */
  #onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    if (this.shown) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else this.#closeElsewhere();
    this.close();
  }

  #act(action: HoverAction<Mark>): void {
    const [state, effects] = reduceHover(this.#state, action);
    this.#state = state;
    for (const effect of effects) this.#run(effect);
  }

  #run(effect: HoverEffect<Mark>): void {
    const { guard, fail } = this.#session;
    switch (effect.do) {
      case 'prepare':
        this.#prepare(effect.mark);
        break;
      case 'wait':
        window.setTimeout(
          guard(() => this.#act({ type: 'waited', waitToken: effect.waitToken })),
          effect.ms,
        );
        break;
      case 'open':
        this.#open(effect.mark, effect.focus).catch(fail);
        break;
      case 'close':
        this.#card.close();
        this.#highlighter.markOpen(undefined);
        break;
    }
  }

  /** Asks for the cards while the pointer still rests, so that waking the background takes no time of the reader's. */
  #prepare(mark: Mark): Promise<StyledCards> {
    if (this.#prepared?.mark !== mark) {
      const ids = mark.senses.map(({ id }) => id as TermId);
      const cards = ask('cards.get', { ids: ids.slice(0, MOST_CARDS) });
      cards.catch(() => {
        this.#prepared = undefined;
      });
      this.#prepared = { mark, cards };
    }
    return this.#prepared.cards;
  }

  async #open(mark: Mark, focus: boolean): Promise<void> {
    const cards = await this.#prepare(mark).catch(() => undefined);
    if (this.shown !== mark) return;
    if (!cards) {
      this.close();
      return;
    }
    this.#highlighter.markOpen(mark.range);
    this.#card.open(mark, cards, { focus });
    this.#closeElsewhere();
  }

  /** There is only one card in a tab. */
  #closeElsewhere(): void {
    if (window !== window.top || window.length > 0)
      void ask('card.opened', { frame: this.#frame }).catch(() => undefined);
  }
}

function isInControl({ path }: Press): boolean {
  return path.some((node) => node instanceof Element && node.matches(CONTROL));
}

/** What an event happened to, in whichever open shadow root. */
function targetOf(event: Event): EventTarget | undefined {
  return event.composedPath()[0];
}
