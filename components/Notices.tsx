import { notices } from '../utils/notices.ts';
import { type Notice, noticeInWords } from '../utils/sync/words/notice-words.ts';
import { SaidWords } from './SyncPanel.tsx';
import { useFollowed } from './use-followed.ts';

/** What happened while the reader was not looking, until they have read it; `first` is what there was to tell when the page was read. */
export function Notices({ first }: { first: readonly Notice[] }) {
  const unread = useFollowed(notices, first);
  if (unread.length === 0) return null;
  return (
    <div class="notices" role="status">
      {unread.map((notice) => (
        <SaidWords key={notice.kind} said={noticeInWords(notice)} />
      ))}
      <button type="button" class="button" onClick={() => void notices.set([])}>
        Understood
      </button>
    </div>
  );
}
