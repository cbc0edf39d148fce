import type { CDPSession, ElementHandle, Frame, Page } from 'puppeteer-core';
import { type Launched, mainFrameOf } from './launch.ts';

const HOST = 'newsgloss-card';

/**
 * Runs a function on the shadow root of the open card, which is closed to the page's scripts; undefined while no card
 * is open. The function is sent as source: it sees its arguments only. Arguments and result travel as JSON.
 * @param where a page, or one of its frames
 */
export async function inCard<T, A extends readonly unknown[]>(
  { name }: Launched,
  where: Page | Frame,
  look: (root: ShadowRoot, ...args: A) => T,
  ...args: A
): Promise<T | undefined> {
  const frame = mainFrameOf(where);
  const source = `function (root, args) { return JSON.stringify((${look})(root, ...JSON.parse(args)) ?? null) }`;
  const run = name === 'chromium' ? runByProtocol : runByBidi;
  const result = await run(frame, source, JSON.stringify(args));
  return result === undefined ? undefined : (JSON.parse(result) as T);
}

/** What puppeteer does not show of its frames and elements. */
interface ProtocolFrame {
  readonly client: CDPSession;
}

async function runByProtocol(frame: Frame, source: string, args: string): Promise<string | undefined> {
  const host: ElementHandle | null = await frame.$(HOST);
  const { objectId } = host?.remoteObject() ?? {};
  if (!host || objectId === undefined) return undefined;
  const { client } = frame as unknown as ProtocolFrame;
  try {
    const { node } = await client.send('DOM.describeNode', { objectId, depth: 1, pierce: true });
    const backendNodeId = node.shadowRoots?.[0]?.backendNodeId;
    if (backendNodeId === undefined) return undefined;
    const { object: root } = await client.send('DOM.resolveNode', { backendNodeId });
    if (root.objectId === undefined) return undefined;
    const { result, exceptionDetails } = await client.send('Runtime.callFunctionOn', {
      functionDeclaration: `function (args) { return (${source})(this, args) }`,
      objectId: root.objectId,
      arguments: [{ value: args }],
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return String(result.value);
  } finally {
    await host.dispose();
  }
}

interface BidiAnswer {
  readonly type: 'success' | 'exception';
  readonly exceptionDetails?: { readonly text: string };
  readonly result: { readonly value?: string | { readonly shadowRoot?: { readonly sharedId: string } } };
}

interface BidiConnection {
  send(method: string, parameters: object): Promise<{ result: BidiAnswer }>;
}

async function runByBidi(frame: Frame, source: string, args: string): Promise<string | undefined> {
  const { connection } = frame.page().browser() as unknown as { connection: BidiConnection };
  const { _id: context } = frame as unknown as { _id: string };
  const found = await connection.send('script.evaluate', {
    expression: `document.querySelector("${HOST}")`,
    target: { context },
    awaitPromise: false,
    serializationOptions: { maxDomDepth: 0, includeShadowTree: 'all' },
  });
  const { value } = found.result.result;
  const sharedId = typeof value === 'object' ? value.shadowRoot?.sharedId : undefined;
  if (sharedId === undefined) return undefined;
  const { result } = await connection.send('script.callFunction', {
    functionDeclaration: source,
    arguments: [{ sharedId }, { type: 'string', value: args }],
    target: { context },
    awaitPromise: false,
  });
  if (result.type === 'exception') throw new Error(result.exceptionDetails?.text);
  return String(result.result.value);
}
