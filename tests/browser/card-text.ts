import type { Frame, Page } from 'puppeteer-core';
import { inCard } from './in-card.ts';
import type { Launched } from './launch.ts';

/** The text of the open card in a page or frame, or undefined while none is open. */
export async function cardText(launched: Launched, where: Page | Frame): Promise<string | undefined> {
  const text = await inCard(launched, where, (root) => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(walker.currentNode.nodeValue ?? '');
    return texts.join(' ');
  });
  return text?.replace(/\s+/g, ' ').trim() || undefined;
}
