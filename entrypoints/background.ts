import browser from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { CARD_STYLE } from '../components/card-style.ts';
import { planSync } from '../utils/background/alarm.ts';
import { showCount } from '../utils/background/badge.ts';
import { cardsWithFeeds } from '../utils/background/cards.ts';
import { closeOtherCards, runCommand } from '../utils/background/commands.ts';
import { ensureInstalled, reinstall, updateInstalled } from '../utils/background/digest.ts';
import { retagFeeds } from '../utils/background/feeds.ts';
import { guarded, type Handlers } from '../utils/background/message-guard.ts';
import { addFeeds, chooseDigest, pauseSource, removeSource } from '../utils/background/sources.ts';
import { cancelSync, syncNow, syncOnAlarm, wakeSync } from '../utils/background/sync.ts';
import { watchLexicon } from '../utils/lexicon-store.ts';
import { listen } from '../utils/messages.ts';
import { giveBackUnusedHosts } from '../utils/sync/host-permission.ts';
import { syncProgress } from '../utils/sync/progress-store.ts';

/** What happens on which event; the work is done in the modules named. */
export default defineBackground(() => {
  browser.runtime.onInstalled.addListener(async ({ reason }) => {
    await updateInstalled();
    await planSync();
    if (reason === 'install') await browser.tabs.create({ url: browser.runtime.getURL('welcome.html'), active: false });
  });
  browser.runtime.onStartup.addListener(ensureInstalled);
  browser.runtime.onStartup.addListener(giveBackUnusedHosts);
  watchLexicon(retagFeeds);
  browser.commands?.onCommand.addListener((command, tab) => runCommand(command, tab?.id));
  browser.alarms.onAlarm.addListener(({ name }) => syncOnAlarm(name));
  const handlers: Handlers = {
    'cards.get': async ({ ids }) => ({ ...(await cardsWithFeeds(ids)), style: CARD_STYLE }),
    'page.terms': (_, { tab }) => showCount(tab?.id),
    'card.opened': ({ frame }, { tab }) => closeOtherCards(tab?.id, frame),
    'lexicon.ensure': () => ensureInstalled().then(() => undefined),
    'digest.reinstall': () => reinstall(),
    'sync.now': ({ sources }) => syncNow(sources),
    'sync.cancel': () => cancelSync(),
    'sync.progress': () => syncProgress.get(),
    'feeds.add': ({ feeds }) => addFeeds(feeds),
    'digest.choose': ({ source }) => chooseDigest(source),
    'source.remove': ({ id }) => removeSource(id),
    'source.pause': ({ id, paused }) => pauseSource(id, paused),
  };
  listen(guarded(handlers, { id: browser.runtime.id, origin: browser.runtime.getURL('') }));
  void wakeSync();
});
