import browser from 'webextension-polyfill';
import { summariesOf } from '../messages.ts';
import { mergeSummaries } from '../page/summary.ts';

const BADGE_COLOUR = '#1d5fbf';

/** Shows on the toolbar how many terms the frames of a tab hold together; nothing for none. */
export async function showCount(tabId: number | undefined): Promise<undefined> {
  if (tabId === undefined) return undefined;
  const summaries = await summariesOf(tabId).catch(() => undefined);
  if (!summaries) return undefined;
  const count = mergeSummaries(summaries).terms.length;
  const text = count === 0 ? '' : count > 99 ? '99+' : String(count);
  await Promise.all([
    browser.action.setBadgeText({ tabId, text }),
    browser.action.setBadgeBackgroundColor({ tabId, color: BADGE_COLOUR }),
  ]);
  return undefined;
}
