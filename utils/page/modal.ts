/** The modal dialog of a page that was opened last: all outside it is out of the reader's reach. */
export function topModal(document: Document): Element | undefined {
  return [...document.querySelectorAll('dialog:modal')].at(-1);
}
