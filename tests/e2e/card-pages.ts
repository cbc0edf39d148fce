import type { ServedPage } from './pages.ts';

const TEXT = 'The root zone is looked after by ICANN, and nobody else.';

/** One page for each thing that pages do to whatever stands above them. */
export const CARD_PAGES: Record<string, ServedPage> = {
  '/plain': page(`<p>${TEXT}</p><p id="other">Nothing is named in this line.</p>`),
  '/unset': page(`<p>${TEXT}</p>`, '* { all: unset !important } *::before, *::after { all: unset !important }'),
  '/hidden': page(
    `<p>${TEXT}</p>`,
    'newsgloss-card, html > :not(head, body) { display: none !important; visibility: hidden !important; opacity: 0 !important; transform: scale(0) !important; pointer-events: none !important; clip-path: inset(50%) !important }',
  ),
  '/huge-root': page(`<p style="font: 18px serif">${TEXT}</p>`, 'html { font-size: 62px }'),
  '/tiny-root': page(
    `<p style="font: 18px serif">${TEXT}</p>`,
    'html { font-size: 2px; line-height: 9; letter-spacing: 1em }',
  ),
  '/zoomed': page(`<p>${TEXT}</p>`, 'html { zoom: 1.6 }'),
  '/rtl': { html: `<!doctype html><html lang="ar" dir="rtl"><title>x</title><body><p>ICANN</p></body></html>` },
  '/quirks': { html: `<title>x</title><body><p>${TEXT}</p><div style="height: 3000px"></div></body>` },
  '/xhtml': {
    html: `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>${TEXT}</p></body></html>`,
    headers: { 'content-type': 'application/xhtml+xml' },
  },
  '/svg': {
    html: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 20"><text y="12">ICANN</text></svg>`,
    headers: { 'content-type': 'image/svg+xml' },
  },
  '/edges': page(
    `<p style="left: 0; top: 0">ICANN</p><p style="right: 0; top: 0">UNDP</p><p style="left: 0; bottom: 0">DNSSEC</p><p style="right: 0; bottom: 0">OpenAI</p>`,
    'p { position: fixed; margin: 0 }',
  ),
  '/later': page(
    `<p>${TEXT}</p><dialog style="inset: 0; width: 100vw; height: 100vh; max-width: none; max-height: none"><button>Yes</button></dialog>
     <div popover="manual" style="inset: 0; width: 100vw; height: 100vh"></div><div id="full">All of it</div>`,
  ),
  '/frames': page(
    `<p>${TEXT}</p><iframe style="width: 300px; height: 120px" srcdoc="<p>About UNDP, in a frame too small for a card.</p>"></iframe>`,
  ),
  '/in-dialog': page(
    `<dialog><p>${TEXT}</p><button>Yes</button></dialog>`,
    '',
    `document.querySelector('dialog').showModal();`,
  ),
  '/remover': page(
    `<p>${TEXT}</p>`,
    '',
    `window.removed = 0;
     new MutationObserver((records) => {
       for (const { addedNodes } of records) for (const node of addedNodes) {
         if (node.localName === 'newsgloss-card') { window.removed++; node.remove(); }
       }
     }).observe(document, { childList: true, subtree: true });`,
  ),
  '/coverer': page(
    `<p>${TEXT}</p><div popover="manual" style="inset: 0; width: 100vw; height: 100vh; opacity: 0.01"></div>`,
    '',
    `window.covered = 0;
     new MutationObserver(() => {
       const cover = document.querySelector('[popover]');
       if (!document.querySelector('newsgloss-card')) return;
       window.covered++; cover.hidePopover(); cover.showPopover();
     }).observe(document.documentElement, { childList: true });`,
  ),
  '/impostor': page(
    `<p>${TEXT}</p>`,
    '',
    `customElements.define('newsgloss-card', class extends HTMLElement { constructor() { super(); this.attachShadow({ mode: 'open' }); } });`,
  ),
  '/shortcuts': page(
    `<p>${TEXT}</p>`,
    '',
    `window.heard = [];
     for (const type of ['keydown', 'click', 'pointerdown']) document.addEventListener(type, () => window.heard.push(type));`,
  ),
  '/link': page(
    `<p>Names are given by <a href="/followed">ICANN in Los Angeles</a>, numbers too. UNDP does not.</p><div style="height: 3000px"></div>`,
  ),
  '/followed': page('<p>The link was followed, to DNSSEC.</p>'),
};

function page(body: string, style = '', script = ''): ServedPage {
  return {
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title><meta name="viewport" content="width=device-width">
<style>body { font: 18px/1.6 serif } ${style}</style></head><body>${body}<script>${script}</script></body></html>`,
  };
}
