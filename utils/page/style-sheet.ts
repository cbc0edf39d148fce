/** A style that documents and shadow roots can adopt, whatever styles the page forbids. */
export function styleSheet(text: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}
