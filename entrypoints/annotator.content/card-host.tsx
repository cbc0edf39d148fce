import { render } from 'preact';
import { type SenseNote, TermCard } from '../../components/TermCard.tsx';
import cardStyle from '../../components/term-card.css?inline';
import tokens from '../../components/tokens.css?inline';
import type { Cards } from '../../utils/digest/card.ts';
import { type Mark, rectsOf } from '../../utils/page/marks.ts';
import { placeBeside } from '../../utils/page/place-beside.ts';
import hostStyle from './card.css?inline';

interface CardHostEvents {
  readonly onEnter: () => void;
  readonly onLeave: () => void;
  readonly onPin: () => void;
  readonly onClose: () => void;
}

const HEADING_ID = 'newsgloss-heading';

/**
 * The one element we ever put into a page: made when a card opens, removed when it closes. It lies in the top
 * layer, above dialogs and fullscreen, and holds a closed shadow root that the page's styles do not reach.
 */
export class CardHost {
  readonly #document: Document;
  readonly #events: CardHostEvents;
  #host: HTMLElement | undefined;
  #panel: HTMLElement | undefined;
  #mark: Mark | undefined;
  #shown: string | undefined;
  #pinned = false;

  constructor(document: Document, events: CardHostEvents) {
    this.#document = document;
    this.#events = events;
  }

  /** Shows the card of a mark in place of any other. */
  open(mark: Mark, cards: Cards): void {
    this.#mark = mark;
    this.#shown = undefined;
    this.#pinned = false;
    const panel = this.#panel ?? this.#create();
    this.#render(mark, cards, panel);
    this.place();
  }

  close(): void {
    if (this.#panel) render(null, this.#panel);
    this.#host?.remove();
    this.#host = undefined;
    this.#panel = undefined;
    this.#mark = undefined;
  }

  /** Whether an event happened in the card. */
  holds(event: Event): boolean {
    return this.#host !== undefined && event.composedPath().includes(this.#host);
  }

  /** Puts the card beside its mark, inside the viewport; closes it when the mark has gone. */
  place(): void {
    const panel = this.#panel;
    const mark = this.#mark;
    if (!panel || !mark) return;
    const rects = rectsOf(mark);
    if (rects.length === 0) {
      this.#events.onClose();
      return;
    }
    panel.style.maxHeight = '';
    const { clientWidth, clientHeight } = this.#document.documentElement;
    const viewport = { width: clientWidth || innerWidth, height: Math.min(clientHeight, innerHeight) || innerHeight };
    const { x, y, maxHeight } = placeBeside(rects, { width: panel.offsetWidth, height: panel.offsetHeight }, viewport);
    panel.style.left = `${x}px`;
    panel.style.top = `${y}px`;
    panel.style.maxHeight = `${maxHeight}px`;
  }

  #create(): HTMLElement {
    const host = this.#document.createElement('newsgloss-card');
    const root = host.attachShadow({ mode: 'closed' });
    root.adoptedStyleSheets = [tokens, cardStyle, hostStyle].map(sheetOf);
    const panel = this.#document.createElement('div');
    panel.className = 'ng panel';
    panel.setAttribute('role', 'dialog');
    panel.setAttribute('aria-labelledby', HEADING_ID);
    panel.addEventListener('pointerenter', this.#events.onEnter);
    panel.addEventListener('pointerleave', this.#events.onLeave);
    root.append(panel);
    host.popover = 'manual';
    this.#document.documentElement.append(host);
    host.showPopover();
    this.#host = host;
    this.#panel = panel;
    return panel;
  }

  #render(mark: Mark, cards: Cards, panel: HTMLElement): void {
    const id = this.#shown ?? mark.senses[0].id;
    const card = cards.cards.find(({ term }) => term.id === id) ?? cards.cards[0];
    if (!card) return;
    const again = () => this.#render(mark, cards, panel);
    render(
      <>
        <div class="panel__tools">
          <button
            type="button"
            class="tool"
            aria-pressed={this.#pinned}
            title="Keep this card open"
            onClick={() => {
              this.#pinned = true;
              this.#events.onPin();
              again();
            }}
          >
            {this.#pinned ? 'Pinned' : 'Pin'}
          </button>
          <button type="button" class="tool" aria-label="Close" title="Close (Esc)" onClick={this.#events.onClose}>
            ✕
          </button>
        </div>
        <TermCard
          card={card}
          digest={cards.digest}
          now={new Date()}
          headingId={HEADING_ID}
          sense={senseNote(mark, cards, card.term.id)}
          onShowOther={(other) => {
            this.#shown = other;
            again();
            this.place();
          }}
        />
      </>,
      panel,
    );
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

function sheetOf(text: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}
