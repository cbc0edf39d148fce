import type { KeptLexicon } from '../../utils/lexicon-store.ts';
import { answerInPage, answerSummary, ask } from '../../utils/messages.ts';
import style from '../../utils/page/highlight.css?inline';
import { Highlighter } from '../../utils/page/highlighter.ts';
import { PageMarks } from '../../utils/page/page-marks.ts';
import { siteOf } from '../../utils/page/site.ts';
import { feedLinksOf, type PageSummary } from '../../utils/page/summary.ts';
import { worthReading } from '../../utils/page/worth-reading.ts';
import { pageSettings, watchSettings } from '../../utils/settings.ts';
import { HoverCard } from './hover-card.ts';
import { openLexicon } from './open-lexicon.ts';
import { PageReader } from './page-reader.ts';
import type { Session } from './sessions.ts';
import { TermCommands } from './term-commands.ts';
import { removeLeftCard } from './top-layer.ts';
import { PageWatch } from './watch-page.ts';

/** Wires what happens to a page to the modules that act on it; the session ends them all. */
export async function readPage(document: Document, session: Session): Promise<void> {
  const { signal, fail, guard } = session;
  const host = siteOf(window);
  const highlighter = new Highlighter(import.meta.env.FIREFOX ? undefined : style);
  if (import.meta.env.FIREFOX) removeLeftCard(document);
  const marks = new PageMarks(highlighter, {
    onMarks: (shown, stops) => {
      hoverCard.setMarks(shown);
      commands.setMentions(stops);
    },
    onTermCount: () => void ask('page.terms', {}).catch(() => undefined),
    onHidden: (element) => watch.awaitSight(element),
  });
  const until = (stop: () => void) =>
    signal.addEventListener('abort', () => {
      try {
        stop();
      } catch {
        // The extension is gone, and what it listened to with it.
      }
    });
  until(() => highlighter.destroy());
  until(
    answerSummary(async () => {
      const { siteOff, articlesOnly } = await pageSettings(host);
      const links = { feedLinks: feedLinksOf(document), base: document.baseURI };
      return { frame: frameKind(), host, siteOff, articlesOnly, terms: marks.terms, ...links };
    }),
  );
  await worthReading(document, session);

  const hoverCard = new HoverCard(document, highlighter, session);
  const commands = new TermCommands(document, hoverCard);
  const onChange = (records: readonly MutationRecord[]) => reader.note(records);
  const onAppearance = (element: Element) => reader.lookAgain(element);
  const watch = new PageWatch(document, { onChange, onAppearance }, session);
  const reader = new PageReader(document, watch, marks, session);
  window.navigation.addEventListener('currententrychange', () => reader.hurry(), { signal });
  const onLexicon = guard((lexicon: KeptLexicon) => reader.setLexicon(lexicon));
  let opening: Promise<void> | undefined;
  const heedSettings = async () => {
    const settings = await pageSettings(host);
    if (settings.siteOff) hoverCard.close();
    else opening ??= openLexicon(onLexicon, until);
    reader.setSettings(settings);
    await opening;
  };
  until(watchSettings(() => void heedSettings().catch(fail)));
  until(
    answerInPage({
      'page.command': guard(({ command, isLastResort }) => commands.run(command, isLastResort)),
      'card.opened': ({ frame }) => void hoverCard.giveWayTo(frame),
    }),
  );
  await heedSettings();
}

function frameKind(): PageSummary['frame'] {
  if (window !== window.top) return 'inner';
  return window.length > 0 ? 'top' : 'only';
}
