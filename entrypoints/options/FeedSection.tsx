import type { ShownSync } from '../../components/use-sync.ts';
import { counted } from '../../utils/amounts.ts';
import { isLost } from '../../utils/sync/records.ts';
import { standingOf } from '../../utils/sync/standing.ts';
import { hostOf } from '../../utils/sync/words/said.ts';
import type { OptionsData } from './options-data.ts';
import { SourceActions } from './SourceActions.tsx';
import { SourceStanding } from './SourceStanding.tsx';

/** The feeds that the reader added. */
export function FeedSection({
  data: { sources, records, stories },
  now,
  sync,
}: {
  data: OptionsData;
  now: number;
  sync: ShownSync;
}) {
  if (sources.feeds.length === 0)
    return (
      <p class="hint">
        You have added no feeds. A feed brings the stories of a site you read into Newsgloss: they appear under “Related
        stories” and in the search, tagged with the terms they are about.
      </p>
    );
  return (
    <ul class="sources">
      {sources.feeds.map((feed) => {
        const { id, title, url, paused } = feed;
        const record = records[id];
        const held = stories.get(id) ?? 0;
        return (
          <li key={id} class="source">
            <h3>
              <span class="source__kind">Feed</span> {title}
            </h3>
            <p class="source__small" title={url}>
              {hostOf(url)}
            </p>
            <SourceStanding
              standing={standingOf(record, paused, now)}
              record={record}
              named={{ title, publisher: title }}
              now={now}
              holds={`${counted(held, 'story', 'stories')} kept.`}
            />
            <SourceActions
              id={id}
              title={title}
              paused={paused}
              lost={isLost(record) ? url : undefined}
              sync={sync}
              removal={['Remove', `Remove, with ${counted(held, 'story', 'stories')}`]}
            />
          </li>
        );
      })}
    </ul>
  );
}
