import type { Page } from 'puppeteer-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../browser/command.ts';
import { inCard } from '../browser/in-card.ts';
import { until } from '../browser/launch.ts';
import { hasMarks } from '../browser/page-marks.ts';
import { readerWithPages } from './reader-with-pages.ts';

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head>
<body style="font: 18px/1.6 serif">
<p><a id="before" href="#before">A link before</a></p>
<h2>One</h2><p>ICANN looks after names. The zone is signed with DNSSEC.</p>
<div style="height: 2500px"></div>
<h2>Two</h2><p>Then <a id="linked" href="#linked">UNDP</a> helps.</p>
<p><a id="after" href="#after">A link after</a></p>
</body></html>`;

/** By then a card has opened, if it will, ms. */
const OPENED_MS = 800;

/** Who has the focus in the card, as assistive technology names it. */
interface Focused {
  readonly role: string;
  readonly name: string;
  readonly description: string;
}

describe.each(['chromium', 'firefox'] as const)('by keyboard alone in %s', (name) => {
  const visit = readerWithPages(name, { '/': { html: PAGE } });
  let page: Page;

  beforeEach(async () => {
    page = await visit.read('/');
    return () => page.close();
  });

  const run = (command: string) => runCommand(visit.reader.launched, page, command);
  const focused = () =>
    inCard(visit.reader.launched, page, (root): Focused | undefined => {
      const element = root.activeElement;
      if (!element) return undefined;
      const textOf = (attribute: string) =>
        root.getElementById(element.getAttribute(attribute) ?? '')?.textContent ?? '';
      return {
        role: element.role ?? element.localName,
        name: textOf('aria-labelledby') || (element.ariaLabel ?? element.textContent ?? ''),
        description: textOf('aria-describedby'),
      };
    });
  const enters = async (term: string) =>
    await until(`the focus is in the card of ${term}`, async () => {
      const found = await focused();
      return found?.role === 'dialog' && found.name === term && found;
    });
  const isClosed = () => until('the card is closed', async () => (await visit.reader.cardOf(page)) === undefined);

  it('the whole way: to the next term, read, follow a link, close, and be where one was', async () => {
    await page.focus('#before');
    await run('next-term');
    expect((await enters('ICANN')).description).toContain('names and numbers');
    await run('next-term');
    await enters('DNSSEC');
    await run('next-term');
    await enters('United Nations Development Programme');
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(1000);
    await run('previous-term');
    await enters('DNSSEC');
    expect(await page.evaluate(() => [...(CSS.highlights.get('newsgloss-open') ?? [])].map(String))).toHaveLength(1);

    for (const control of ['Pin', 'Close']) {
      await page.keyboard.press('Tab');
      expect((await focused())?.name).toBe(control);
    }
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const isStoryOpen = () => inCard(visit.reader.launched, page, (root) => root.activeElement?.matches('[open] > *'));
    expect(await isStoryOpen()).toBe(true);
    await page.keyboard.press('Tab');
    const link = await inCard(visit.reader.launched, page, (root) => (root.activeElement as HTMLAnchorElement).href);
    expect(link).toMatch(/^https:\/\//);
    await page.keyboard.press('Enter');
    const opened = await until('the link is open in a tab of its own', async () => {
      const targets = visit.reader.launched.browser.targets().filter((target) => target.type() === 'page');
      return targets.find(
        (target) =>
          target !== page.target() &&
          !target.url().startsWith(visit.origin) &&
          !/^(about:blank|chrome-extension|moz-extension)/.test(target.url()),
      );
    });
    await (await opened.page())?.close();

    await page.bringToFront();
    await page.keyboard.press('Escape');
    await isClosed();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('before');
  });

  it('Tab leads out of the card, to where one was', async () => {
    await page.focus('#before');
    await run('next-term');
    await enters('ICANN');
    await page.keyboard.down('Shift');
    await page.keyboard.press('Tab');
    await page.keyboard.up('Shift');
    await isClosed();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('before');
  });

  it('goes on at the other end of the page, and from the place that is read', async () => {
    await run('previous-term');
    await enters('DNSSEC');
    await page.keyboard.press('Escape');
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await run('next-term');
    await enters('United Nations Development Programme');
    await run('next-term');
    await enters('ICANN');
  });

  it('goes into the card that is open, and closes it by a shortcut', async () => {
    await visit.reader.hoverOn(page, 'DNSSEC');
    expect(await focused()).toBeFalsy();
    await run('open-card');
    await enters('DNSSEC');
    await run('close-card');
    await isClosed();
  });

  it('a link with a term in it shows its card while it has the focus', async () => {
    await page.focus('#linked');
    await page.keyboard.press('Tab');
    await page.keyboard.down('Shift');
    await page.keyboard.press('Tab');
    await page.keyboard.up('Shift');
    await until('the card is open', () => visit.reader.cardOf(page));
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('linked');
    await page.keyboard.press('Tab');
    await isClosed();
  });

  it('closes the card that was entered from a link, and does not show it again for the focus that goes back', async () => {
    await page.focus('#linked');
    await run('open-card');
    await enters('United Nations Development Programme');
    await page.keyboard.press('Escape');
    await isClosed();
    await new Promise((resolve) => setTimeout(resolve, OPENED_MS));
    expect(await visit.reader.cardOf(page)).toBeUndefined();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('linked');
  });

  it('goes on at the first term where all of them lie above', async () => {
    await page.evaluate(() => {
      document.body.append(Object.assign(document.createElement('div'), { style: 'height: 2500px' }));
      scrollTo(0, document.body.scrollHeight);
    });
    await run('next-term');
    await enters('ICANN');
  });

  it('reaches the terms of a page where nothing is marked', async () => {
    await visit.reader.inOwnPage(markNothing);
    await page.bringToFront();
    await until('nothing is marked', async () => !(await hasMarks(page)));
    await run('next-term');
    await enters('ICANN');
    expect(await page.evaluate(() => CSS.highlights.get('newsgloss-open')?.size)).toBe(1);
    await page.keyboard.press('Escape');
    await visit.reader.inOwnPage(markAgain);
    await page.bringToFront();
    await until('it is marked again', () => hasMarks(page));
  });

  it('switches the site off and on', async () => {
    await run('toggle-site');
    await until('the marks are gone', async () => !(await hasMarks(page)));
    await run('next-term');
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(await visit.reader.cardOf(page)).toBeUndefined();
    await run('toggle-site');
    await until('the marks are back', () => hasMarks(page));
  });
});

interface Extension {
  readonly storage: { readonly local: { set(items: object): Promise<void>; remove(key: string): Promise<void> } };
}

/** Run in a page of the extension, so that they see nothing around them. */
const markNothing = () =>
  (globalThis as unknown as { chrome: Extension }).chrome.storage.local.set({ density: 'none' });
const markAgain = () => (globalThis as unknown as { chrome: Extension }).chrome.storage.local.remove('density');
