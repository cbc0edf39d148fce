import { pastInWords, sizeInWords } from '../../utils/amounts.ts';
import { bytesOf } from '../../utils/sync/records.ts';
import type { LogEntry } from '../../utils/sync/run-edges.ts';
import { outcomeInWords } from '../../utils/sync/words/outcome-words.ts';

const AT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** The last checks, the newest first. */
export function CheckLog({ log, now }: { log: readonly LogEntry[]; now: number }) {
  return (
    <section id="log" aria-labelledby="log-heading">
      <h2 id="log-heading">Log</h2>
      {log.length === 0 ? (
        <p class="hint">Nothing was checked yet.</p>
      ) : (
        <details>
          <summary>The last {log.length === 1 ? 'check' : `${log.length} checks`}</summary>
          <table class="log">
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Source</th>
                <th scope="col">Result</th>
                <th scope="col">Size</th>
              </tr>
            </thead>
            <tbody>
              {log.map((entry) => {
                const { tone, happened, means } = outcomeInWords(entry.outcome, entry);
                return (
                  <tr key={`${entry.at} ${entry.id}`}>
                    <td>
                      <time dateTime={new Date(entry.at).toISOString()} title={AT.format(entry.at)}>
                        {pastInWords(entry.at, now)}
                      </time>
                    </td>
                    <td>{entry.title}</td>
                    <td class={`standing--${tone}`} title={means}>
                      {happened}
                    </td>
                    <td>{sizeInWords(bytesOf(entry.outcome))}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </details>
      )}
    </section>
  );
}
