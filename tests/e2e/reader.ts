import type { Frame, Page } from 'puppeteer-core';
import { cardText } from '../browser/card-text.ts';
import type { BrowserName } from '../browser/find-browser.ts';
import { type Launched, type LaunchOptions, launch, mainFrameOf, openOwnPage, until } from '../browser/launch.ts';
import { hover, marksOf, openWords, type Spot, whenRead } from '../browser/page-marks.ts';
import { borrowBrowser, giveBackBrowser } from './shared-browser.ts';

/** What a reader does in a browser with the extension. */
export class Reader {
  readonly launched: Launched;
  readonly #leave: (launched: Launched) => Promise<void>;

  private constructor(launched: Launched, leave: (launched: Launched) => Promise<void>) {
    this.launched = launched;
    this.#leave = leave;
  }

  /** In a browser of its own where it is to be started in some special way. */
  static async start(name: BrowserName, options?: LaunchOptions): Promise<Reader> {
    return options
      ? new Reader(await launch(name, options), ({ browser }) => browser.close())
      : new Reader(await borrowBrowser(name), giveBackBrowser);
  }

  /** Opens a page and waits until it is read and marked. */
  async read(url: string): Promise<Page> {
    return this.#read(await this.launched.browser.newPage(), url);
  }

  /**
   * Like {@link read}, in a window of its own: browsers hold pages of one window to be hidden but the one in front,
   * and of several windows none, so that several can be read at once.
   */
  async readBeside(url: string): Promise<Page> {
    return this.#read(await this.launched.browser.newPage({ type: 'window' }), url);
  }

  async #read(page: Page, url: string): Promise<Page> {
    await page.goto(url);
    await page.bringToFront();
    await whenRead(page);
    return page;
  }

  /** Rests the pointer on the first mark with these words; gives the text of the card that opens. */
  async hoverOn(where: Page | Frame, surface: string): Promise<string> {
    const index = (await marksOf(where)).findIndex((mark) => mark.surface === surface);
    if (index < 0) throw new Error(`"${surface}" is not marked on ${where.url()}.`);
    return this.hoverOnMark(where, index);
  }

  /** Rests the pointer on a mark by its number; gives the text of the card that opens, in the frame of the mark. */
  async hoverOnMark(where: Page | Frame, index: number): Promise<string> {
    const spot = (await marksOf(where, index))[index] as Spot;
    await hover(mainFrameOf(where).page(), spot);
    return until(`the card of "${spot.surface}" is open`, async () =>
      (await openWords(where)) === spot.surface ? this.cardOf(where) : undefined,
    );
  }

  cardOf(where: Page | Frame): Promise<string | undefined> {
    return cardText(this.launched, where);
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
    await this.#leave(this.launched);
  }
}
