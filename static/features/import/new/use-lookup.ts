import { useCallback, useEffect, useRef, useState } from 'react';
import { LOOK_AT_ONCE_MAX } from '../../../../src/contract/import';
import type { ReplyError } from '../../../../src/contract/reply';
import { call } from '../../../platform/call';
import type { UseReading } from './use-reading';

/** People who are looked up without being asked for: their preview is exact at once. */
const AT_ONCE = 200;

export interface Lookup {
  readonly working: boolean;
  readonly error: ReplyError | undefined;
  /** Looks up all who are left. */
  readonly start: () => void;
  readonly stop: () => void;
}

/**
 * Asks Jira which people have an account, some at a time: the first by itself, the others on request. It changes
 * nothing.
 *
 * @param ready there is a preview.
 * @param emailColumn as another one holds other people.
 * @param people who are sent: of those that a choice lets in, Jira was not asked yet.
 */
export function useLookup(
  { reader, lookedUp }: UseReading,
  ready: boolean,
  emailColumn: number,
  people: number,
): Lookup {
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<ReplyError>();
  const run = useRef(0);

  const look = useCallback(
    async (max: number): Promise<void> => {
      run.current += 1;
      const mine = run.current;
      setWorking(true);
      setError(undefined);
      try {
        for (let left = max; left > 0;) {
          const emails = await reader.toLookUp(Math.min(left, LOOK_AT_ONCE_MAX));
          if (emails.length === 0) break;
          const reply = await call('import.look', { emails: [...emails] });
          if (mine !== run.current) return;
          if (!reply.ok) {
            setError(reply.error);
            break;
          }
          const looks = reply.data;
          await lookedUp(
            emails.map((email, index) => ({ email, look: looks[index] ?? { account: 'unknown' } })),
          );
          left -= emails.length;
        }
      } catch {
        // The file was given up meanwhile.
      }
      if (mine === run.current) setWorking(false);
    },
    [reader, lookedUp],
  );

  const start = useCallback((): void => void look(Number.POSITIVE_INFINITY), [look]);
  const stop = useCallback((): void => {
    run.current += 1;
    setWorking(false);
  }, []);
  useEffect(() => {
    // Columns that change at once are looked up once.
    const timer = ready ? setTimeout(() => void look(AT_ONCE)) : undefined;
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [ready, emailColumn, people, look, stop]);
  return { working, error, start, stop };
}
