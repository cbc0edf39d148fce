import * as v from 'valibot';
import { feedRetention, settings } from './settings.ts';
import type { Sources } from './sync/sources.ts';
import { DigestChoiceSchema, FeedSourceSchema, MOST_FEEDS } from './sync/sources.ts';

const FORMAT = 'newsgloss-settings-1';

const SitesSchema = v.pipe(v.array(v.pipe(v.string(), v.maxLength(253))), v.maxLength(10_000));

const BackupSchema = v.strictObject({
  format: v.literal(FORMAT, 'It is no settings file of Newsgloss.'),
  density: v.picklist(['section', 'page', 'all', 'none']),
  threshold: v.picklist(['sure', 'balanced', 'everything']),
  retentionDays: v.picklist(['30', '90', '180', '365']),
  sitesOff: SitesSchema,
  /** Not in the first backups. */
  articleSites: v.optional(SitesSchema, []),
  /** Null in the first backups, where they told of no chosen source. */
  digest: v.nullable(v.pipe(v.unknown(), v.transform(asChoice), DigestChoiceSchema)),
  feeds: v.pipe(v.array(v.omit(FeedSourceSchema, ['id'])), v.maxLength(MOST_FEEDS)),
});

/** In the first backups a chosen source stood alone. */
function asChoice(told: unknown): unknown {
  const isSource = typeof told === 'object' && told !== null && !('state' in told);
  return isSource ? { state: 'chosen', paused: false, source: told } : told;
}

/** Everything a reader has set, as it is exported. */
export type Backup = v.InferOutput<typeof BackupSchema>;

/** What a reader has set, as the text of a file. */
export async function exportSettings(sources: Sources): Promise<string> {
  const [density, threshold, retentionDays, sitesOff, articleSites] = await Promise.all([
    settings.density.get(),
    settings.threshold.get(),
    feedRetention.get(),
    settings.sitesOff.get(),
    settings.articleSites.get(),
  ]);
  const backup: Backup = {
    format: FORMAT,
    density,
    threshold,
    retentionDays,
    sitesOff: [...sitesOff],
    articleSites: [...articleSites],
    digest: sources.digest,
    feeds: sources.feeds.map(({ id: _, ...feed }) => feed),
  };
  return `${JSON.stringify(backup, undefined, 2)}\n`;
}

/** Reads an exported file, or says what is wrong with it: the field and why. */
export function readBackup(text: string): { backup: Backup } | { problem: string } {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), BackupSchema), text);
  if (parsed.success) return { backup: parsed.output };
  const [issue] = parsed.issues;
  const path = v.getDotPath(issue);
  return {
    problem:
      path === null
        ? 'It is no settings file of Newsgloss.'
        : `Its field “${path}” is not as it should be: ${issue.message}.`,
  };
}

/** Takes over the settings of a backup; its sources are added by the reader's consent, one by one. */
export async function restoreSettings(backup: Backup): Promise<void> {
  const { density, threshold, retentionDays, sitesOff, articleSites } = backup;
  await Promise.all([
    settings.density.set(density),
    settings.threshold.set(threshold),
    feedRetention.set(retentionDays),
    settings.sitesOff.set([...new Set(sitesOff)].sort()),
    settings.articleSites.set([...new Set(articleSites)].sort()),
  ]);
}
