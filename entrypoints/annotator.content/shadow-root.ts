/** What Chrome gives content scripts to look into closed shadow trees. */
interface ChromeDom {
  readonly dom?: { readonly openOrClosedShadowRoot?: (element: Element) => ShadowRoot | null };
}

/** What Firefox gives them. */
interface FirefoxElement extends Element {
  readonly openOrClosedShadowRoot?: ShadowRoot | null;
}

const { dom } = (globalThis as { chrome?: ChromeDom }).chrome ?? {};

/** The shadow root of an element, a closed one too: the reader sees no difference. */
export function shadowRootOf(element: Element): ShadowRoot | null {
  const { openOrClosedShadowRoot, shadowRoot } = element as FirefoxElement;
  if (shadowRoot || openOrClosedShadowRoot !== undefined) return shadowRoot ?? openOrClosedShadowRoot ?? null;
  return element instanceof HTMLElement ? (dom?.openOrClosedShadowRoot?.(element) ?? null) : null;
}
