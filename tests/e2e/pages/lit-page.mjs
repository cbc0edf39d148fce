import { html, LitElement } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

/** A list in a shadow tree, whose rows move about and change. */
class TermList extends LitElement {
  static properties = { rows: { type: Array }, note: { type: String } };

  constructor() {
    super();
    this.rows = ['Smart Africa', 'the digital divide', 'a root server'];
    this.note = 'DNSSEC';
  }

  render() {
    return html`<p>A note on ${this.note}, and no more.</p>
      <ul>
        ${repeat(
          this.rows,
          (row) => row,
          (row) => html`<li>About ${row}.</li>`,
        )}
      </ul>
      <slot></slot>`;
  }
}

customElements.define('term-list', TermList);
