import { useEffect, useState } from 'preact/hooks';
import { follow } from '../utils/follow.ts';
import { notices } from '../utils/notices.ts';
import { type Notice, noticeInWords } from '../utils/sync/words/notice-words.ts';
import { SaidWords } from './SyncPanel.tsx';

/** What happened while the reader was not looking, until they have read it. */
export function Notices() {
  const [unread, setUnread] = useState<readonly Notice[]>([]);
  useEffect(() => {
    return follow(notices, setUnread);
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
