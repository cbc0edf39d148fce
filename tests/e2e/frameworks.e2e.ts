import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../browser/launch.ts';
import { recordErrors } from '../browser/page-errors.ts';
import { marksOf, whenRead } from '../browser/page-marks.ts';
import { bundled } from './bundle.ts';
import { type PageServer, servePages } from './pages.ts';
import { Reader } from './reader.ts';

/** What a page's own script does to it. */
interface Acts {
  readonly page: { setOnly(only: string): void; setLong(isLong: boolean): void };
}

interface TermList extends HTMLElement {
  rows: string[];
  note: string;
}

describe.each(['chromium', 'firefox'] as const)('in %s', (name) => {
  let reader: Reader;
  let server: PageServer;

  beforeAll(async () => {
    const drawn = spawnSync(process.execPath, [join(import.meta.dirname, 'pages/react-server.mjs')], {
      encoding: 'utf8',
    });
    const [react, lit] = await Promise.all([bundled('react-page.mjs'), bundled('lit-page.mjs')]);
    const page = (body: string, code: string) => ({
      html: `<!doctype html><meta charset="utf-8"><title>x</title><body>${body}<script>${code.replaceAll('</script', '<\\/script')}</script>`,
    });
    server = await servePages({
      '/react': page(`<div id="root">${drawn.stdout}</div>`, react),
      '/lit': page('<term-list>Shown in the slot: EuroDIG.</term-list>', lit),
    });
    reader = await Reader.start(name);
  });

  afterAll(async () => {
    await reader?.close();
    server?.close();
  });

  it('a page of React is taken over, drawn again and filtered without an error, and its marks follow', async () => {
    const page = await reader.launched.browser.newPage();
    const errors = recordErrors(page);
    await page.goto(`${server.origin}/react`);
    const surfaces = async () => (await marksOf(page)).map(({ surface }) => surface);
    const wanted = ['ICANN', 'DNSSEC', 'YouthDIG', 'Smart Africa', 'digital divide', 'root server', 'NIS2'];
    await until('it is marked', async () => (await surfaces()).join() === wanted.join());
    await page.evaluate(() => {
      const { page: acts } = globalThis as unknown as Acts;
      acts.setOnly('NIS2');
      acts.setLong(true);
    });
    await until('the marks have followed', async () => (await surfaces()).join() === 'ICANN,DNSSEC,EuroDIG,NIS2');
    expect(await page.$eval('#tick', (tick) => tick.textContent)).toMatch(
      /^ICANN, \d+ times; then DNSSEC, (?:odd|even)\.$/,
    );
    expect(errors).toEqual([]);
    await page.close();
  });

  it('a list of lit is marked in its shadow tree, and its marks follow when it changes', async () => {
    const page = await reader.launched.browser.newPage();
    const errors = recordErrors(page);
    await page.goto(`${server.origin}/lit`);
    await whenRead(page);
    const surfaces = async () => (await marksOf(page)).map(({ surface }) => surface).sort();
    expect(await surfaces()).toEqual(['DNSSEC', 'EuroDIG', 'Smart Africa', 'digital divide', 'root server']);
    await page.$eval('term-list', (element) => {
      const list = element as TermList;
      list.rows = ['a root server', 'NIS2', 'lorem ipsum'];
      list.note = 'the Global Digital Compact';
    });
    await until(
      'the marks have followed',
      async () => (await surfaces()).join() === 'EuroDIG,Global Digital Compact,NIS2,root server',
    );
    expect(errors).toEqual([]);
    await page.close();
  });
});
