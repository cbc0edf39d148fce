import { parseRssFeed } from 'feedsmith';
import { compileLexicon } from '../utils/lexicon/compile-lexicon.ts';
import { Lexicon } from '../utils/lexicon/lexicon.ts';
import { Deadline } from '../utils/sync/feeds/deadline.ts';
import { guardXml } from '../utils/sync/feeds/guard-xml.ts';
import { parseFeed } from '../utils/sync/feeds/parse-feed.ts';
import { tagWith } from '../utils/sync/feeds/tagging.ts';
import { digest, pageText } from './corpus.ts';
import { medianMs, type Row, rounded } from './table.ts';

const RUNS = 7;
const NEVER = () => new Deadline(() => 0);

/** What reading a feed costs with the guard before the parser and plain text after it, against the parser alone; and what tagging adds. */
export function benchFeeds(): Row[] {
  const tag = tagWith(new Lexicon(compileLexicon(digest)));
  return [
    ['an ordinary feed', 20, 4],
    ['a long feed', 500, 4],
    ['as long as is read', 1900, 6],
  ].map(([name, count, paragraphs]) => {
    const xml = feedOf(Number(count), Number(paragraphs));
    const alone = medianMs(() => parseRssFeed(xml), RUNS);
    const guard = medianMs(() => guardXml(xml, NEVER()), RUNS);
    const all = medianMs(() => parseFeed(xml, 'https://news.example/', NEVER()), RUNS);
    const { stories } = parseFeed(xml, 'https://news.example/', NEVER());
    const tagging = medianMs(() => stories.map(({ title, summary }) => tag([title, summary])), RUNS);
    return {
      feed: String(name),
      KB: Math.round(xml.length / 1000),
      stories: stories.length,
      'feedsmith alone, ms': rounded(alone),
      'guard, ms': rounded(guard),
      'guard, feedsmith, plain text, ms': rounded(all),
      'all ÷ feedsmith alone': rounded(all / alone),
      'tagging, ms': rounded(tagging),
    };
  });
}

function feedOf(stories: number, paragraphs: number): string {
  const words = pageText();
  const item = (n: number) => {
    const text = Array.from({ length: paragraphs }, (_, index) => `<p>${words[(n * 7 + index) % words.length]}</p>`);
    return `<item><guid>${n}</guid><link>https://news.example/${n}</link><title>Story ${n}</title><description><![CDATA[${text.join('')}]]></description><pubDate>Tue, 24 Nov 2026 10:00:00 GMT</pubDate></item>`;
  };
  return `<rss version="2.0"><channel><title>Bench</title>${Array.from({ length: stories }, (_, n) => item(n)).join('')}</channel></rss>`;
}
