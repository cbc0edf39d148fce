import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { followPage } from '../../utils/tab-pages.ts';
import { loadPopup, type PopupData } from './popup-data.ts';

/** What the popup shows, read anew by `reload`, and whenever the page has found other terms or has been loaded: it may still be on its way when the popup opens. */
export function usePopupData(): { data: PopupData | undefined; failure: string | undefined; reload: () => void } {
  const [data, setData] = useState<PopupData>();
  const [failure, setFailure] = useState<string>();
  const latest = useRef(0);
  const reload = useCallback(() => {
    latest.current += 1;
    const mine = latest.current;
    // Each asks the page, which may answer one late: what was asked last is what holds.
    void loadPopup().then(
      (loaded) => {
        if (mine !== latest.current) return;
        setData(loaded);
        setFailure(undefined);
      },
      (error: unknown) => mine === latest.current && setFailure(String(error)),
    );
  }, []);
  useEffect(reload, [reload]);
  const tabId = data?.tabId;
  useEffect(() => (tabId === undefined ? undefined : followPage(tabId, reload)), [tabId, reload]);
  return { data, failure, reload };
}
