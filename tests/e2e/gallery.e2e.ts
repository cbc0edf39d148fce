import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedFolder, serveFolder } from '../../scripts/serve-folder.ts';
import { type Launched, launch, until } from '../browser/launch.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const ROOT = join(import.meta.dirname, '../..');

const COLOURS = {
  light: [{ name: 'prefers-color-scheme', value: 'light' }],
  dark: [{ name: 'prefers-color-scheme', value: 'dark' }],
  'light, forced': [
    { name: 'prefers-color-scheme', value: 'light' },
    { name: 'forced-colors', value: 'active' },
  ],
  'dark, forced': [
    { name: 'prefers-color-scheme', value: 'dark' },
    { name: 'forced-colors', value: 'active' },
  ],
  'light, more contrast': [
    { name: 'prefers-color-scheme', value: 'light' },
    { name: 'prefers-contrast', value: 'more' },
  ],
};

interface Axe {
  run(): Promise<{ violations: { id: string; nodes: { html: string; target: unknown }[] }[] }>;
}

/** Every component in every state, with the styles that are shipped. */
describe('in the gallery', () => {
  let launched: Launched;
  let folder: ServedFolder;

  beforeAll(async () => {
    execFileSync(process.execPath, ['scripts/gallery.ts'], {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: 'production' },
    });
    folder = await serveFolder(join(ROOT, '.output/gallery'));
    launched = await launch('chromium', { bare: true });
  });

  afterAll(async () => {
    await launched?.browser.close();
    folder?.close();
  });

  const open = async (path: string) => {
    const page = await launched.browser.newPage();
    await page.goto(`${folder.origin}/${path}`);
    await until('it is drawn', () => page.$eval('body', (body) => body.querySelectorAll('.card-state').length >= 7));
    return page;
  };

  it.each(Object.entries(COLOURS))('there is no fault that axe knows, in colours %s', async (_name, features) => {
    const page = await open('index.html');
    const session = await page.createCDPSession();
    await session.send('Emulation.setEmulatedMedia', { features });
    await page.evaluate(AXE);
    const faults = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: Axe };
      const { violations } = await axe.run();
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, target }) => `${id}: ${JSON.stringify(target)} ${html}`),
      );
    });
    expect(faults).toEqual([]);
    await page.close();
  });

  it('every control of the card is at least 24 pixels high and wide, or stands in a line of text', async () => {
    const page = await open('index.html');
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('.card-state')].flatMap(({ shadowRoot }) =>
        [...(shadowRoot?.querySelectorAll('button, .term-card__sources a') ?? [])].flatMap((button) => {
          const { width, height } = button.getBoundingClientRect();
          return width < 24 || height < 24 ? [`${button.textContent}: ${width} × ${height}`] : [];
        }),
      ),
    );
    expect(small).toEqual([]);
    await page.close();
  });

  it('the card is the same whether Preact draws it or what content scripts have in its place', async () => {
    const [lean, full] = [await cardsOf(await open('index.html')), await cardsOf(await open('preact.html'))];
    expect(Object.keys(lean).length).toBeGreaterThanOrEqual(7);
    expect(lean).toEqual(full);
  });
});

/** The elements of every card, by the name of its state. */
function cardsOf(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => {
    const written = (node: Node): string => {
      if (!(node instanceof Element)) return node.textContent ?? '';
      const attributes = [...node.attributes].map(({ name, value }) => ` ${name}=${JSON.stringify(value)}`).sort();
      return `<${node.localName}${attributes.join('')}>${[...node.childNodes].map(written).join('')}</>`;
    };
    const sections = [...document.querySelectorAll('#cards > section')];
    return Object.fromEntries(
      sections.map((section) => {
        const panel = section.querySelector('.card-state')?.shadowRoot?.querySelector('.panel');
        return [section.querySelector('h3')?.textContent ?? '', panel ? written(panel) : ''];
      }),
    );
  });
}
