import { useEffect, useState } from 'preact/hooks';
import { notices } from '../utils/notices.ts';
import { type Notice, noticeInWords } from '../utils/sync/words/notice-words.ts';
import { SaidWords } from './SyncPanel.tsx';

/** What happened while the reader was not looking, until they have read it. */
export function Notices() {
  const [unread, setUnread] = useState<readonly Notice[]>([]);
  useEffect(() => {
    void notices.get().then(setUnread);
    return notices.watch(setUnread);
  }, []);
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
