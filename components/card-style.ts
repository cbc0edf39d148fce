import panel from './card-panel.css?inline';
import opener from './opener.css?inline';
import termCard from './term-card.css?inline';
import tokens from './tokens.css?inline';

/** The style of a card in the shadow root that holds it. */
export const CARD_STYLE = [tokens, opener, termCard, panel].join('\n');
