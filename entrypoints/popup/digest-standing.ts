import type { Followed } from '../../utils/follow.ts';
import { storedSources, syncRecords } from '../../utils/sync/memory.ts';
import { packagedSource } from '../../utils/sync/packaged-source.ts';
import { publisherSays } from '../../utils/sync/publisher-says.ts';
import { digestStandingOf, type Standing } from '../../utils/sync/standing.ts';

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
  return digestStandingOf({ sources, packaged, records, head }, Date.now());
}
