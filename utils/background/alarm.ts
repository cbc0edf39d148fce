import browser from 'webextension-polyfill';
import { makeDue, SYNC_MEMORY, syncRecords } from '../sync/memory.ts';
import { packagedSource } from '../sync/packaged-source.ts';
import { dueTime } from '../sync/records.ts';
import { alarmTime } from '../sync/schedule.ts';
import { activeSources, type SourceId } from '../sync/sources.ts';

/** Rings when a source is due. */
export const DUE_ALARM = 'sync-due';
/** An alarm this close to the wanted time is left as it is. */
const ALARM_SLACK_MS = 60_000;

/**
 * Sets the alarm for the source that is due first. The same call again changes nothing.
 * @param notBefore ms since 1970
 */
export async function planSync(notBefore = 0): Promise<void> {
  const [sources, packaged, records] = await Promise.all([SYNC_MEMORY.sources(), packagedSource(), syncRecords.get()]);
  const now = Date.now();
  const dues = activeSources(sources, packaged).flatMap(({ id }) => dueTime(records[id], now) ?? []);
  if (dues.length === 0) {
    await browser.alarms.clear(DUE_ALARM);
    return;
  }
  const due = Math.max(Math.min(...dues), notBefore);
  const present = await browser.alarms.get(DUE_ALARM);
  const latest = Math.max(due, now + ALARM_SLACK_MS);
  if (present && present.scheduledTime > now && present.scheduledTime <= latest && present.scheduledTime >= due) return;
  browser.alarms.create(DUE_ALARM, { when: alarmTime({ now, random: Math.random() }, due) });
}

/** Has a source checked soon, as {@link makeDue} says. */
export async function syncSoon(id: SourceId): Promise<void> {
  await makeDue(id, Date.now());
  await planSync();
}
