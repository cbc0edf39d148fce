import type { Followed } from '../../utils/follow.ts';
import { storedSources, syncRecords } from '../../utils/sync/memory.ts';
import { packagedSource } from '../../utils/sync/packaged-source.ts';
import { publisherSays } from '../../utils/sync/publisher-says.ts';
import { DIGEST_ID, digestSource } from '../../utils/sync/sources.ts';
import { type Standing, standingOf } from '../../utils/sync/standing.ts';

/** How the source of the digest stands. */
export const digestStanding: Followed<Standing> = {
  get: standing,
  watch: (onChange) => {
    const read = async () => onChange(await standing());
    const stops = [syncRecords.watch(read), storedSources.watch(read)];
    return () => {
      for (const stop of stops) stop();
    };
  },
};

async function standing(): Promise<Standing> {
  const [sources, packaged, records, head] = await Promise.all([
    storedSources.get(),
    packagedSource(),
    syncRecords.get(),
    publisherSays(),
  ]);
  if (!digestSource(sources, packaged)) return { state: 'packaged' };
  const paused = sources.digest.state !== 'none' && sources.digest.paused;
  return standingOf(records[DIGEST_ID], paused, Date.now(), head && Date.parse(head.expires));
}
