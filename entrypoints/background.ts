import browser from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { cardsWithFeeds } from '../utils/background-cards.ts';
import { ensureInstalled, reinstall, updateInstalled } from '../utils/background-digest.ts';
import { retagFeeds } from '../utils/background-feeds.ts';
import { showCount } from '../utils/badge.ts';
import { closeOtherCards, runCommand } from '../utils/commands.ts';
import { watchLexicon } from '../utils/lexicon-store.ts';
import { guarded, type Handlers } from '../utils/message-guard.ts';
import { listen } from '../utils/messages.ts';

/** What happens on which event; the work is done in the modules named. */
export default defineBackground(() => {
  browser.runtime.onInstalled.addListener(async ({ reason }) => {
    await updateInstalled();
    if (reason === 'install') await browser.tabs.create({ url: browser.runtime.getURL('welcome.html'), active: false });
  });
  browser.runtime.onStartup.addListener(() => ensureInstalled().then(retagFeeds));
  watchLexicon(retagFeeds);
  browser.commands?.onCommand.addListener((command, tab) => runCommand(command, tab?.id));
  const handlers: Handlers = {
    'cards.get': ({ ids }) => cardsWithFeeds(ids),
    'page.terms': (_, { tab }) => showCount(tab?.id),
    'card.opened': ({ frame }, { tab }) => closeOtherCards(tab?.id, frame),
    'lexicon.ensure': () => ensureInstalled().then(() => undefined),
    'digest.reinstall': () => reinstall(),
  };
  listen(guarded(handlers, { id: browser.runtime.id, origin: browser.runtime.getURL('') }));
});
