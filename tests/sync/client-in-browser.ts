import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { DigestSource } from '../../utils/sync/digest/sync-digest.ts';
import type { BrowserName } from '../browser/find-browser.ts';
import { type Launched, launch, openOwnPage, until } from '../browser/launch.ts';
import { buildPlug } from './plug/build-plug.ts';
import type { Plug } from './plug/plug.ts';

declare const plug: Plug;

/** The digest client in a browser of its own, which finds its database again after it was killed. */
export class ClientInBrowser {
  readonly #name: BrowserName;
  readonly #build: string;
  readonly #profile = mkdtempSync(join(tmpdir(), 'newsgloss-profile-'));
  #launched: Launched | undefined;
  #page: Page | undefined;

  private constructor(name: BrowserName, build: string) {
    this.#name = name;
    this.#build = build;
  }

  static async start(name: BrowserName): Promise<ClientInBrowser> {
    const client = new ClientInBrowser(name, await buildPlug(name));
    await client.#open();
    return client;
  }

  /** The page in which the client runs. */
  get page(): Page {
    if (!this.#page) throw new Error('The browser is not running.');
    return this.#page;
  }

  sync(source: DigestSource) {
    return this.page.evaluate((from) => plug.sync(from), source);
  }

  state() {
    return this.page.evaluate(() => plug.state());
  }

  /** How many steps a sync takes to its end. */
  stepsOf(source: DigestSource): Promise<number> {
    return this.page.evaluate((from) => plug.syncToStep(from, undefined), source);
  }

  /** Kills the whole browser as soon as a sync has come to its step of that number, and starts it again. */
  async killAtStep(source: DigestSource, step: number): Promise<void> {
    await this.page.evaluate((from, number) => plug.syncToStep(from, number), source, step);
    const process = this.#launched?.browser.process();
    const gone = new Promise((resolve) => process?.once('exit', resolve));
    process?.kill('SIGKILL');
    await gone;
    await this.#open();
  }

  async close(): Promise<void> {
    await this.#launched?.browser.close();
    rmSync(this.#profile, { recursive: true, force: true });
  }

  async #open(): Promise<void> {
    this.#launched = await launch(this.#name, { build: this.#build, userDataDir: this.#profile });
    const page = await openOwnPage(this.#launched, 'plug.html');
    await until('the client is there', () => page.evaluate(() => 'plug' in globalThis).catch(() => false));
    this.#page = page;
  }
}
