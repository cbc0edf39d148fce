import type { Page } from 'puppeteer-core';
import type { Launched } from './launch.ts';

/** The visible text of the open card, or undefined while none is open. The card's shadow root is closed to scripts. */
export async function cardText({ name }: Launched, page: Page): Promise<string | undefined> {
  return name === 'chromium' ? cardTextByProtocol(page) : cardTextByBidi(page);
}

interface DomNode {
  readonly nodeName: string;
  readonly nodeValue: string;
  readonly children?: readonly DomNode[];
  readonly shadowRoots?: readonly DomNode[];
}

async function cardTextByProtocol(page: Page): Promise<string | undefined> {
  const session = await page.createCDPSession();
  try {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    const host = findHost(root as DomNode);
    return host?.shadowRoots?.map(textOf).join(' ').replace(/\s+/g, ' ').trim() || undefined;
  } finally {
    await session.detach();
  }
}

function findHost(node: DomNode): DomNode | undefined {
  if (node.nodeName.toLowerCase() === 'newsgloss-card') return node;
  for (const child of node.children ?? []) {
    const found = findHost(child);
    if (found) return found;
  }
  return undefined;
}

function textOf({ nodeValue, children, shadowRoots }: DomNode): string {
  return [nodeValue, ...[...(shadowRoots ?? []), ...(children ?? [])].map(textOf)].join(' ');
}

interface BidiNode {
  readonly value?: {
    readonly nodeValue?: string;
    readonly children?: readonly BidiNode[];
    readonly shadowRoot?: BidiNode;
  };
}

interface BidiConnection {
  send(method: string, parameters: object): Promise<{ result: { result: BidiNode } }>;
}

async function cardTextByBidi(page: Page): Promise<string | undefined> {
  const { connection } = page.browser() as unknown as { connection: BidiConnection };
  const context = (page.mainFrame() as unknown as { _id: string })._id;
  const { result } = await connection.send('script.evaluate', {
    expression: 'document.querySelector("newsgloss-card")',
    target: { context },
    awaitPromise: false,
    serializationOptions: { maxDomDepth: 30, includeShadowTree: 'all' },
  });
  const root = result.result.value?.shadowRoot;
  return root ? bidiText(root).replace(/\s+/g, ' ').trim() || undefined : undefined;
}

function bidiText({ value }: BidiNode): string {
  const own = value?.nodeValue ?? '';
  return [own, ...(value?.children ?? []).map(bidiText)].join(' ');
}
