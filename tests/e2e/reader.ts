import type { Page } from 'puppeteer-core';
import { cardText } from '../browser/card-text.ts';
import type { BrowserName } from '../browser/find-browser.ts';
import { type Launched, type LaunchOptions, launch, openOwnPage, until } from '../browser/launch.ts';
import { hasMarks, hover, marksOf, type Spot } from '../browser/page-marks.ts';

/** What a reader does in a browser with the extension. */
export class Reader {
  readonly launched: Launched;

  private constructor(launched: Launched) {
    this.launched = launched;
  }

  static async start(name: BrowserName, options: LaunchOptions = {}): Promise<Reader> {
    return new Reader(await launch(name, options));
  }

  /** Opens a page and waits until it is marked. */
  async read(url: string): Promise<Page> {
    const page = await this.launched.browser.newPage();
    await page.goto(url);
    await page.bringToFront();
    await until(`${url} is marked`, () => hasMarks(page));
    return page;
  }

  /** Rests the pointer on the first mark with these words; gives the text of the card that opens. */
  async hoverOn(page: Page, surface: string): Promise<string> {
    const index = (await marksOf(page)).findIndex((mark) => mark.surface === surface);
    if (index < 0) throw new Error(`"${surface}" is not marked on ${page.url()}.`);
    return this.hoverOnMark(page, index);
  }

  /** Rests the pointer on a mark by its number; gives the text of the card that opens. */
  async hoverOnMark(page: Page, index: number): Promise<string> {
    const spot = (await marksOf(page, index))[index] as Spot;
    await hover(page, spot);
    const text = await until(`the card of "${spot.surface}" is open`, () => this.cardOf(page));
    return text;
  }

  cardOf(page: Page): Promise<string | undefined> {
    return cardText(this.launched, page);
  }

  /** Closes the card as a reader does. */
  async escape(page: Page): Promise<void> {
    await page.keyboard.press('Escape');
    await until('the card is closed', async () => (await this.cardOf(page)) === undefined);
  }

  /** Runs a function in one of the extension's own pages. */
  async inOwnPage<T>(run: () => Promise<T>): Promise<T> {
    const page = await openOwnPage(this.launched, 'welcome.html');
    try {
      return (await page.evaluate(run)) as T;
    } finally {
      await page.close();
    }
  }

  async close(): Promise<void> {
    await this.launched.browser.close();
  }
}
