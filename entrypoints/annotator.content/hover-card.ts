import type { Cards } from '../../utils/digest/card.ts';
import type { TermId } from '../../utils/digest/schema.ts';
import { ask } from '../../utils/messages.ts';
import type { Highlighter } from '../../utils/page/highlighter.ts';
import { closedHover, type HoverAction, type HoverEffect, reduceHover } from '../../utils/page/hover.ts';
import { type Mark, MarkIndex } from '../../utils/page/marks.ts';
import { CardHost } from './card-host.tsx';

/** Turns what the reader does with pointer, finger and keyboard into the opening and closing of the card. */
export class HoverCard {
  readonly #document: Document;
  readonly #highlighter: Highlighter;
  readonly #card: CardHost;
  #index = new MarkIndex([]);
  #state = closedHover<Mark>();
  #under: Mark | undefined;
  #prepared: { mark: Mark; cards: Promise<Cards> } | undefined;
  /** Where the pointer was last, while a frame is awaited to look what is there. */
  #pointer: { x: number; y: number } | undefined;

  constructor(document: Document, highlighter: Highlighter, signal: AbortSignal) {
    this.#document = document;
    this.#highlighter = highlighter;
    this.#card = new CardHost(document, {
      onEnter: () => this.#act({ type: 'enter-card' }),
      onLeave: () => this.#act({ type: 'leave-card' }),
      onPin: () => this.#act({ type: 'pin' }),
      onClose: () => this.#act({ type: 'dismiss' }),
    });
    this.#listen(signal);
    signal.addEventListener('abort', () => this.#act({ type: 'dismiss' }));
  }

  /** The marks of the page, whenever they change. */
  setMarks(marks: readonly Mark[]): void {
    this.#index = new MarkIndex(marks);
  }

  #listen(signal: AbortSignal): void {
    const options = { capture: true, passive: true, signal };
    this.#document.addEventListener('pointermove', (event) => this.#onPointerMove(event), options);
    this.#document.addEventListener('pointerleave', () => this.#point(undefined), options);
    this.#document.addEventListener('pointerdown', (event) => this.#onPointerDown(event), options);
    this.#document.addEventListener('focusin', (event) => this.#onFocus(event), options);
    this.#document.addEventListener('keydown', (event) => this.#onKey(event), options);
    this.#document.addEventListener('scroll', () => this.#card.place(), options);
    window.addEventListener('resize', () => this.#card.place(), options);
  }

  /** At most once a frame: pointers report far more often than a frame is painted. */
  #onPointerMove(event: PointerEvent): void {
    if (!event.isTrusted || event.pointerType === 'touch' || this.#index.marks.length === 0) return;
    if (this.#card.holds(event)) return;
    const isAwaited = this.#pointer !== undefined;
    this.#pointer = { x: event.clientX, y: event.clientY };
    if (!isAwaited) requestAnimationFrame(() => this.#lookUnderPointer());
  }

  #lookUnderPointer(): void {
    const pointer = this.#pointer;
    this.#pointer = undefined;
    if (pointer) this.#point(this.#index.at(this.#document, pointer.x, pointer.y));
  }

  #point(mark: Mark | undefined): void {
    if (mark === this.#under) return;
    this.#under = mark;
    this.#act(mark ? { type: 'enter-mark', mark } : { type: 'leave-mark' });
  }

  /** A finger opens the card of the mark it taps, but never takes a link from the reader; a press elsewhere closes it. */
  #onPointerDown(event: PointerEvent): void {
    if (!event.isTrusted || this.#card.holds(event)) return;
    const mark =
      event.pointerType === 'touch' ? this.#index.at(this.#document, event.clientX, event.clientY) : undefined;
    const isLink = event.target instanceof Element && event.target.closest('a[href], button') !== null;
    if (mark && !isLink) this.#act({ type: 'open', mark });
    else if (event.pointerType === 'touch' || this.#state.name === 'pinned') this.#act({ type: 'dismiss' });
  }

  /** A link that gets the focus by keyboard and holds a mark shows its card, as hovering it would. */
  #onFocus({ target, isTrusted }: FocusEvent): void {
    if (!isTrusted || !(target instanceof Element) || !target.matches('a[href]:focus-visible')) return;
    const mark = this.#index.within(target);
    if (mark) this.#act({ type: 'enter-mark', mark });
  }

  #onKey(event: KeyboardEvent): void {
    if (event.isTrusted && event.key === 'Escape') this.#act({ type: 'dismiss' });
  }

  #act(action: HoverAction<Mark>): void {
    const [state, effects] = reduceHover(this.#state, action);
    this.#state = state;
    for (const effect of effects) this.#run(effect);
  }

  #run(effect: HoverEffect<Mark>): void {
    switch (effect.do) {
      case 'prepare':
        this.#prepare(effect.mark);
        break;
      case 'wait':
        window.setTimeout(() => this.#act({ type: 'waited', token: effect.token }), effect.ms);
        break;
      case 'open':
        void this.#open(effect.mark);
        break;
      case 'close':
        this.#card.close();
        this.#highlighter.markOpen(undefined);
        break;
    }
  }

  /** Asks for the cards while the pointer still rests, so that waking the background takes no time of the reader's. */
  #prepare(mark: Mark): Promise<Cards> {
    if (this.#prepared?.mark !== mark) {
      const ids = mark.senses.map(({ id }) => id as TermId);
      const cards = ask('cards.get', { ids: ids.slice(0, MOST_SENSES) });
      cards.catch(() => {
        this.#prepared = undefined;
      });
      this.#prepared = { mark, cards };
    }
    return this.#prepared.cards;
  }

  async #open(mark: Mark): Promise<void> {
    const cards = await this.#prepare(mark).catch(() => undefined);
    const isStillWanted = this.#state.name !== 'closed' && this.#state.mark === mark;
    if (!cards || !isStillWanted) return;
    this.#highlighter.markOpen(mark.range);
    this.#card.open(mark, cards);
  }
}

/** The background answers for so many terms at once. */
const MOST_SENSES = 8;
