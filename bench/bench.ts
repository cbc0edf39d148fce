import { benchFeeds } from './feeds.ts';
import { benchHover } from './hover.ts';
import { benchJudging } from './judging.ts';
import { benchMatching } from './matching.ts';
import { benchSearching } from './searching.ts';
import { benchStarting } from './starting.ts';
import { printTable } from './table.ts';

/** Every benchmark prints ratios against a baseline measured in the same run; the machine's speed drifts, ratios less. */
printTable('Matching: time to scan, against a loop that only sums character codes', await benchMatching());
printTable(
  'Judging: time to decide what the places of a page mean, beside the time to find them',
  await benchJudging(),
);
printTable('Starting: what every page begins with', benchStarting());
printTable('Feeds: time to read a feed with a guard around the parser, against the parser alone', benchFeeds());
printTable('Search in the popup: until all is found, and a letter typed', await benchSearching());
printTable('Hover: from the end of the intent delay to the painted card, Chromium', await benchHover());
