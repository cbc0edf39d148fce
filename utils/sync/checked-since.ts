import { storedSources, syncRecords } from './memory.ts';
import { packagedSource } from './packaged-source.ts';
import type { Check } from './run-edges.ts';
import { activeSources, namesOf } from './sources.ts';

/** The last check of every source that was checked since a moment, the digest first: the log is shorter than a long list of feeds. */
export async function checkedSince(moment: number): Promise<Check[]> {
  const [sources, records, packaged] = await Promise.all([storedSources.get(), syncRecords.get(), packagedSource()]);
  return activeSources(sources, packaged).flatMap((checked) => {
    const last = records[checked.id]?.last;
    return last && last.at >= moment ? [{ ...namesOf(checked), outcome: last.outcome }] : [];
  });
}
