import { useCallback, useEffect, useState } from 'react';

/**
 * Loads something when the page opens, and again when asked. What comes late, after another load has begun, is
 * thrown away.
 *
 * @param load must stay the same between renders, or it is loaded anew.
 * @returns nothing under `loaded` while it is under way.
 */
export function useLoaded<T>(load: () => Promise<T>): {
  readonly loaded: T | undefined;
  readonly reload: () => void;
} {
  const [attempt, setAttempt] = useState(0);
  const [loaded, setLoaded] = useState<T>();
  useEffect(() => {
    let wanted = true;
    void load().then((data) => {
      if (wanted) setLoaded(data);
    });
    return () => {
      wanted = false;
    };
  }, [load, attempt]);
  const reload = useCallback(() => {
    setLoaded(undefined);
    setAttempt((before) => before + 1);
  }, []);
  return { loaded, reload };
}
