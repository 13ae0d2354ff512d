import { useEffect, useState } from 'react';
import { call } from '../../platform/call';

/** A list that is at least so much of a space's customers is asked about. */
const SHARE_MIN = 0.5;

/**
 * What share of the space's customers a list is, 0 to 1; `undefined` where it is less than half, or unknown. The
 * customers are counted no further than that takes: twice the list.
 */
export function useShare(people: number): number | undefined {
  const [share, setShare] = useState<number>();
  useEffect(() => {
    const over = new AbortController();
    const isOver = (): boolean => over.signal.aborted;
    const count = async (): Promise<void> => {
      setShare(undefined);
      let start = 0;
      while (!isOver() && people > 0 && start * SHARE_MIN <= people) {
        const reply = await call('leavers.count', { start });
        if (isOver() || !reply.ok) return;
        const { count: customers, isWhole } = reply.data;
        if (isWhole) {
          const found = customers === 0 ? 0 : Math.min(1, people / customers);
          setShare(found >= SHARE_MIN ? found : undefined);
          return;
        }
        start = customers;
      }
    };
    void count();
    return () => over.abort();
  }, [people]);
  return share;
}
