import { askFrames, askTab, type PageCommand, summariesOf } from '../messages.ts';
import { mergeSummaries } from '../page/summary.ts';
import { setSiteOff } from '../settings.ts';

/** Carries out a shortcut of the manifest in the tab it was pressed in; does nothing where no script of ours runs. */
export async function runCommand(command: string, tabId: number | undefined): Promise<void> {
  if (tabId === undefined) return;
  if (command === 'toggle-site') await toggleSite(tabId).catch(() => undefined);
  else await runInPage(command as PageCommand, tabId).catch(() => undefined);
}

/** A card was opened in a frame of a tab: the others close theirs. */
export async function closeOtherCards(tabId: number | undefined, frame: number): Promise<undefined> {
  if (tabId !== undefined) await askFrames(tabId, 'card.opened', { frame }).catch(() => undefined);
}

/** The frame with the focus goes first; where it knows no term, the top frame has a turn. */
async function runInPage(command: PageCommand, tabId: number): Promise<void> {
  const isDone = await askFrames(tabId, 'page.command', { command, isLastResort: false }).catch(() => false);
  if (!isDone) await askTab(tabId, 'page.command', { command, isLastResort: true });
}

async function toggleSite(tabId: number): Promise<void> {
  const { host, siteOff } = mergeSummaries(await summariesOf(tabId));
  if (host !== '') await setSiteOff(host, !siteOff);
}
