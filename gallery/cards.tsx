import { render } from 'preact';
import { CardPanel } from '../components/CardPanel.tsx';
import { CARD_STYLE } from '../components/card-style.ts';
import { DEFINITION_ID, HEADING_ID } from '../components/TermCard.tsx';
import { CARD_STATES } from './samples.ts';

/** In a page a card lies over everything; here it stands where it is put. */
const STANDING =
  ':host { position: static !important; width: auto !important; height: auto !important } .frame { position: relative; animation: none }';

/** Draws every state of the card into `#cards`, each in a shadow root with the real styles, as in a page. */
const place = document.getElementById('cards');
for (const [name, props] of Object.entries(CARD_STATES)) {
  const section = document.createElement('section');
  const heading = document.createElement('h3');
  heading.textContent = name;
  const host = document.createElement('div');
  host.className = 'card-state';
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [CARD_STYLE, STANDING].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  const frame = document.createElement('div');
  frame.className = 'ng frame';
  const panel = document.createElement('div');
  panel.className = 'panel';
  panel.tabIndex = -1;
  panel.setAttribute('role', 'dialog');
  panel.setAttribute('aria-labelledby', HEADING_ID);
  panel.setAttribute('aria-describedby', DEFINITION_ID);
  frame.append(panel);
  root.append(frame);
  render(<CardPanel {...props} />, panel);
  section.append(heading, host);
  place?.append(section);
}
