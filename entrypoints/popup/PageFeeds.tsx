import browser from 'webextension-polyfill';
import { counted } from '../../utils/amounts.ts';

/** Tells that the page announces feeds that are not in the reader's list, and leads to where they can be added. */
export function PageFeeds({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <p class="notice">
      This page offers {counted(count, 'feed')}.{' '}
      <a href={browser.runtime.getURL('/options.html#add')} target="_blank" rel="noopener">
        Add {count === 1 ? 'it' : 'one'} to Newsgloss
      </a>
    </p>
  );
}
