import browser from 'webextension-polyfill';

const BADGE_COLOUR = '#1d5fbf';

/** Shows on the toolbar how many terms a tab's page holds; nothing for none. */
export async function showCount(tabId: number | undefined, count: number): Promise<undefined> {
  if (tabId === undefined) return undefined;
  const text = count === 0 ? '' : count > 99 ? '99+' : String(count);
  await Promise.all([
    browser.action.setBadgeText({ tabId, text }),
    browser.action.setBadgeBackgroundColor({ tabId, color: BADGE_COLOUR }),
  ]);
  return undefined;
}
