import { counted } from '../../amounts.ts';
import { good, type Said, warning } from './said.ts';

/** Something that happened while the reader was not looking, told once. */
export type Notice =
  | { readonly kind: 'database-restored'; readonly version: number }
  | { readonly kind: 'stories-dropped'; readonly count: number };

/** A notice in words. */
export function noticeInWords(notice: Notice): Said {
  if (notice.kind === 'database-restored')
    return good(
      'The digest was lost and has been restored.',
      `The browser had thrown away or damaged what Newsgloss keeps. Version ${notice.version}, which came with the extension, is installed; your settings and sources were not touched.`,
      'Nothing; newer versions come with the next sync.',
    );
  return warning(
    `${counted(notice.count, 'old feed story was', 'old feed stories were')} removed to make room.`,
    'There was no room left on this device, so the oldest stories of your feeds went first. The digest is whole.',
    'Make room on the disk, or keep feed stories for a shorter time (Sources and settings).',
  );
}
