/** A new element of HTML, also in documents that are of something else. */
export function newElement(name: string): HTMLElement {
  return document.createElementNS('http://www.w3.org/1999/xhtml', name) as HTMLElement;
}
