import { counted } from '../../amounts.ts';
import type { Check, RunEnd } from '../run-edges.ts';
import { outcomeInWords } from './outcome-words.ts';
import { plain, type Said, warning } from './said.ts';

/** Sources with trouble that are told one by one. */
const MOST_TOLD = 3;

/** How a run ended, in words: of one source all there is to say, of several the gist. */
export function runInWords(entries: readonly Check[]): Said {
  const said = entries.map((entry) => outcomeInWords(entry.outcome, entry));
  const [only] = said;
  if (!only) return plain('The sync was stopped before anything was checked.', 'Everything stays as it is.');
  if (said.length === 1) return only;
  const troubled = said
    .filter(({ tone }) => tone !== 'good')
    .sort((a, b) => Number(b.tone === 'warning') - Number(a.tone === 'warning'));
  const [worst] = troubled;
  const [digest] = entries.flatMap(({ outcome }, index) => (outcome.kind === 'digest' ? (said[index] ?? []) : []));
  return {
    tone: worst?.tone ?? 'good',
    happened: [digest?.happened, feedsInWords(entries)].filter(Boolean).join(' '),
    means: troubleInWords(troubled) || digest?.means || 'All of them answered.',
    todo: worst?.todo ?? '',
  };
}

/** The worst in full; of many more, such as when a reader's hosts are all down, how many there are. */
function troubleInWords(troubled: readonly Said[]): string {
  const told = troubled.slice(0, MOST_TOLD).map(({ happened, means }) => `${happened} ${means}`);
  const left = troubled.length - told.length;
  const rest = `${counted(left, 'more source', 'more sources')} had trouble; “Sources and settings” says how each stands.`;
  return [...told, ...(left > 0 ? [rest] : [])].join(' ');
}

/** Why a sync did not begin, in words; undefined where it did, or was cancelled before. */
export function refusalInWords(end: RunEnd | 'started'): Said | undefined {
  if (end === 'offline')
    return warning(
      'You are offline.',
      'Everything stays as it is; cards and search need no network.',
      'Sync again when you are connected. Newsgloss also tries by itself.',
    );
  if (end === 'nothing-to-check')
    return plain(
      'There is nothing to check.',
      'No source is set, or all are paused. The digest that came with the extension needs no network.',
      'Add a source on the page “Sources and settings”.',
    );
  if (end === 'all-at-rest')
    return plain(
      'Your feeds answered within the last hour, or are gone for good.',
      'Feeds are asked once an hour at most, for the sake of their hosts. “Sources and settings” says how each stands.',
      '“Check now” beside a feed asks it all the same.',
    );
  return undefined;
}

function feedsInWords(entries: readonly Check[]): string {
  const feeds = entries.flatMap(({ outcome }) => (outcome.kind === 'feed' ? [outcome.result] : []));
  if (feeds.length === 0) return '';
  const added = feeds.reduce((sum, feed) => sum + (feed.state === 'updated' ? feed.added : 0), 0);
  const news = added === 0 ? 'no new stories' : counted(added, 'new story', 'new stories');
  return `${counted(feeds.length, 'feed was', 'feeds were')} checked: ${news}.`;
}
