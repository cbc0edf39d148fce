import { SaidWords } from '../../components/SyncPanel.tsx';
import { sizeInWords } from '../../utils/amounts.ts';
import type { SourceRecord } from '../../utils/sync/records.ts';
import type { Standing } from '../../utils/sync/standing.ts';
import { outcomeInWords } from '../../utils/sync/words/outcome-words.ts';
import type { Named } from '../../utils/sync/words/said.ts';
import { nextCheckInWords, standingInWords } from '../../utils/sync/words/standing-words.ts';

interface SourceStandingProps {
  readonly standing: Standing;
  readonly record: SourceRecord | undefined;
  readonly named: Named;
  readonly now: number;
  /** What it holds now, in words. */
  readonly holds?: string;
}

/** How a source stands in a line; its last result in full where that is more than "all is well". */
export function SourceStanding({ standing, record, named, now, holds = '' }: SourceStandingProps) {
  const { tone, words } = standingInWords(standing, now);
  const said = record?.last && outcomeInWords(record.last.outcome, named);
  return (
    <>
      <p class={`standing standing--${tone}`}>{words}</p>
      {said && said.tone !== 'good' && standing.state !== 'paused' && <SaidWords said={said} />}
      {record?.last && (
        <p class="source__small">
          {said?.tone === 'good' && `${said.happened} `}
          {record.next !== undefined && standing.state !== 'paused' && `${nextCheckInWords(record.next, now)} `}
          {holds} {sizeInWords(record.received)} received so far.
        </p>
      )}
    </>
  );
}
