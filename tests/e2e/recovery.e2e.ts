import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openOwnPage, until } from '../browser/launch.ts';
import { loseDatabase } from './lose-database.ts';
import { has, textOf } from './own-page.ts';
import { articlePage } from './pages.ts';
import { Reader } from './reader.ts';
import { readerWithPages } from './reader-with-pages.ts';
import { SLEEPS_SOON, stopBackground } from './stop-background.ts';

/** A popup that has not moved for so long moves no more, ms. */
const STILL_MS = 1000;

describe.each(['chromium', 'firefox'] as const)('in %s', (name) => {
  const visit = readerWithPages(
    name,
    { '/': articlePage('Names and numbers', ['ICANN looks after DNSSEC.', 'UNDP helps.']) },
    { preferences: SLEEPS_SOON },
  );

  it('still shows a card when the background has been stopped', async () => {
    const page = await visit.read('/');
    await stopBackground(visit.reader.launched);
    expect(await visit.reader.hoverOn(page, 'ICANN')).toContain('coordinates the internet’s names and numbers');
    await page.close();
  });

  it('restores a database that was deleted, and shows the card', async () => {
    const page = await visit.read('/');
    await stopBackground(visit.reader.launched);
    await loseDatabase(visit.reader);
    await page.bringToFront();
    expect(await visit.reader.hoverOn(page, 'UNDP')).toContain('United Nations Development Programme');
    await page.close();
  });

  it('is whole again when the browser starts after the database was deleted', async () => {
    const userDataDir = mkdtempSync(join(tmpdir(), 'newsgloss-profile-'));
    const before = await Reader.start(name, { userDataDir, preferences: SLEEPS_SOON });
    await before.read(`${visit.origin}/`);
    await stopBackground(before.launched);
    await loseDatabase(before);
    await before.close();
    const after = await Reader.start(name, { userDataDir });
    const page = await after.read(`${visit.origin}/`);
    expect(await after.hoverOn(page, 'UNDP')).toContain('United Nations Development Programme');
    await after.close();
    rmSync(userDataDir, { recursive: true });
  });

  it.runIf(name === 'chromium')('opens the popup with the notice of it in place, and nothing moves', async () => {
    const popup = await openOwnPage(visit.reader.launched, 'popup.html');
    await until('the notice is read', () => has(popup, '.notices'));
    expect(await textOf(popup, '.notices')).toContain('restored');
    await new Promise((resolve) => setTimeout(resolve, STILL_MS));
    expect(await popup.evaluate(shifts)).toEqual([]);
    await popup.close();
  });

  // In a browser whose background sleeps when browsers let it: on a busy machine a reinstallation may take longer than that.
  it('reinstalls the packaged digest when asked, and says so', async () => {
    const usual = await Reader.start(name);
    const popup = await openOwnPage(usual.launched, 'popup.html');
    await until('the popup is filled', () =>
      popup.$eval('body', (body) => body.querySelector('.foot__reinstall') !== null),
    );
    await popup.click('.foot__reinstall');
    await until('the popup says so', () =>
      popup.$eval(
        '.foot__said',
        (said) => said.textContent?.includes('was installed anew. No network was used.') ?? false,
      ),
    );
    await popup.close();
    await usual.close();
  });
});

/** What moved in a page since it was opened, without the reader's doing: what Chromium calls layout shifts. */
function shifts(): Promise<string[]> {
  return new Promise((resolve) => {
    new PerformanceObserver((list) =>
      resolve(
        list
          .getEntries()
          .flatMap((entry) => ('sources' in entry ? (entry.sources as { node?: Node | null }[]) : []))
          .map(({ node }) => (node instanceof Element ? node.className || node.localName : String(node?.nodeName))),
      ),
    ).observe({ type: 'layout-shift', buffered: true });
    setTimeout(resolve, 500, []);
  });
}
