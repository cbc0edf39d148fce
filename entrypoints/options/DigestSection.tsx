import { useEffect, useState } from 'preact/hooks';
import type { ShownSync } from '../../components/use-sync.ts';
import { counted } from '../../utils/amounts.ts';
import { ageInWords, dateInWords } from '../../utils/dates.ts';
import type { DigestState } from '../../utils/digest/card.ts';
import { keyFingerprintsOf } from '../../utils/sync/find-source.ts';
import { isLost } from '../../utils/sync/records.ts';
import { DIGEST_ID, digestSource, isDigestPaused } from '../../utils/sync/sources.ts';
import { digestStandingOf } from '../../utils/sync/standing.ts';
import { hostOf } from '../../utils/sync/words/said.ts';
import { KeyList } from './KeyList.tsx';
import type { OptionsData } from './options-data.ts';
import { SourceActions } from './SourceActions.tsx';
import { SourceStanding } from './SourceStanding.tsx';

/** The digest: what is installed, and where newer versions of it come from. */
export function DigestSection({ data, now, sync }: { data: OptionsData; now: number; sync: ShownSync }) {
  const { sources, packaged, records, digest, head } = data;
  const source = digestSource(sources, packaged);
  const standing = digestStandingOf(data, now);
  const title = source?.title ?? digest?.title ?? 'The digest';
  return (
    <article class="source" aria-labelledby="digest-heading">
      <h3 id="digest-heading">
        <span class="source__kind">Digest</span> {title}
      </h3>
      {digest && <p>{inWords(digest, now)}</p>}
      {source ? (
        <>
          <p class="source__small">
            Signed by {source.publisher}, from {hostOf(source.url)}
          </p>
          <SourceStanding standing={standing} record={records[DIGEST_ID]} named={source} now={now} />
          {head?.notice !== undefined && <p>From the publisher: “{head.notice}”</p>}
          <DigestKeys root={source.root} />
          <SourceActions
            id={DIGEST_ID}
            title={title}
            paused={isDigestPaused(sources)}
            lost={sources.digest.state === 'chosen' && isLost(records[DIGEST_ID]) ? source.url : undefined}
            sync={sync}
            removal={['Remove', 'Remove, and use the packaged digest']}
          />
        </>
      ) : (
        <>
          <SourceStanding standing={standing} record={undefined} named={{ title, publisher: title }} now={now} />
          {packaged && (
            <p class="hint">
              Newer versions are at {packaged.url} as before; add that address below to have them again.
            </p>
          )}
        </>
      )}
    </article>
  );
}

/** Whose signatures count for the digest, to be compared with what its publisher shows elsewhere. */
function DigestKeys({ root }: { root: string }) {
  const [prints, setPrints] = useState<readonly string[]>([]);
  useEffect(() => void keyFingerprintsOf(root).then(setPrints), [root]);
  if (prints.length === 0) return null;
  return (
    <details class="source__small">
      <summary>Keys that may sign for it</summary>
      <KeyList prints={prints} />
    </details>
  );
}

/** "Version 12 of 24 November 2026 (2 days old): 98 terms, 10 stories." */
function inWords({ version, issued, terms, stories }: DigestState, now: number): string {
  const age = ageInWords(issued, new Date(now));
  return `Version ${version} of ${dateInWords(issued)} (${age}): ${counted(terms, 'term')}, ${counted(stories, 'story', 'stories')}.`;
}
