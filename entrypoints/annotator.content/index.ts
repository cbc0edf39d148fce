import { defineContentScript } from 'wxt/utils/define-content-script';
import { watchLexicon } from '../../utils/lexicon-store.ts';
import { answerInPage, ask } from '../../utils/messages.ts';
import { Highlighter } from '../../utils/page/highlighter.ts';
import { pageSettings, watchSettings } from '../../utils/settings.ts';
import { HoverCard } from './hover-card.ts';
import { openLexicon } from './open-lexicon.ts';
import { PageReader } from './page-reader.ts';
import { TermCommands } from './term-commands.ts';
import { watchPage } from './watch-page.ts';

/** Wires what happens to a page to the modules that act on it; one signal ends them all. */
export default defineContentScript({
  matches: ['http://*/*', 'https://*/*', 'file:///*'],
  runAt: 'document_idle',
  async main(ctx) {
    if (!(document.body instanceof HTMLElement)) return;
    const { signal } = ctx;
    const host = location.hostname;
    const highlighter = new Highlighter(document);
    const hoverCard = new HoverCard(document, highlighter, signal);
    const commands = new TermCommands(document, hoverCard);
    const reader = new PageReader(document, {
      onMarks: (marks, stops) => {
        highlighter.mark(marks.map(({ range }) => range));
        hoverCard.setMarks(marks);
        commands.setMentions(stops);
      },
      onTermCount: (count) => void ask('page.terms', { count }).catch(() => undefined),
    });
    const lexicon = openLexicon();
    const settings = async () => reader.setSettings(await pageSettings(host));

    signal.addEventListener('abort', () => {
      reader.destroy();
      highlighter.destroy();
    });
    ctx.onInvalidated(watchSettings(settings));
    ctx.onInvalidated(watchLexicon((buffer) => reader.setLexicon(buffer)));
    ctx.onInvalidated(
      answerInPage({
        'page.summary': () => reader.summary(host),
        'page.command': ({ command, isLastResort }) => commands.run(command, isLastResort),
        'card.opened': ({ frame }) => void hoverCard.giveWayTo(frame),
      }),
    );
    watchPage(document, () => reader.readSoon(), signal);
    await settings();
    const buffer = await lexicon;
    if (buffer) reader.setLexicon(buffer);
  },
});
