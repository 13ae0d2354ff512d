import { useCallback, useEffect, useRef, useState } from 'react';
import { openRoute } from '../platform/route';
import type { Route } from '../platform/route';

/** Which of the page's tabs is shown. Kept in the browser's address where the host lets us. */
export function useTab<T extends string>(
  tabs: readonly T[],
  first: T,
): { readonly tab: T; readonly choose: (tab: T) => void } {
  const [tab, setTab] = useState(first);
  const route = useRef<Route>();
  const show = useCallback(
    (path: string): void => setTab(tabs.find((each) => each === path) ?? first),
    [tabs, first],
  );
  useEffect(() => {
    let wanted = true;
    void openRoute((path) => wanted && show(path)).then((opened) => {
      if (!wanted || !opened) return;
      route.current = opened;
      if (opened.current() !== '') show(opened.current());
    });
    return () => {
      wanted = false;
    };
  }, [show]);
  const choose = useCallback((next: T): void => {
    setTab(next);
    route.current?.go(next);
  }, []);
  return { tab, choose };
}
