import { useCallback, useEffect, useState } from 'react';
import type { AuthorityView } from '../../../src/contract/authority';
import type { Functions } from '../../../src/contract/procedures';
import type { ReplyError } from '../../../src/contract/reply';
import { call } from '../../platform/call';
import { useLoaded } from '../../ui/use-loaded';

/** The functions about whose permission is used. */
export type AuthorityFunction = Extract<keyof Functions, `authority.${string}`>;

/** While Jira may still be granting the app its permissions, the test repeats by itself, this often. */
const RETEST_MS = 20_000;

const loadAuthority = () => call('authority.show', {});

export interface RunAuthority {
  readonly view: AuthorityView | undefined;
  readonly error: ReplyError | undefined;
  readonly running: AuthorityFunction | undefined;
  /** @returns whether it was done. */
  readonly run: (name: AuthorityFunction) => Promise<boolean>;
  readonly reload: () => void;
}

/** Whether the app can do its job, and by whose permission; tested anew, lent and withdrawn. */
export function useAuthority(): RunAuthority {
  const first = useLoaded(loadAuthority);
  const [changed, setChanged] = useState<AuthorityView>();
  const [failed, setFailed] = useState<ReplyError>();
  const [running, setRunning] = useState<AuthorityFunction>();
  const view = changed ?? (first.loaded?.ok ? first.loaded.data : undefined);
  const error = failed ?? (first.loaded?.ok === false ? first.loaded.error : undefined);

  const run = useCallback(async (name: AuthorityFunction): Promise<boolean> => {
    setRunning(name);
    const reply = await call(name, {});
    setRunning(undefined);
    setFailed(reply.ok ? undefined : reply.error);
    if (reply.ok) setChanged(reply.data);
    return reply.ok;
  }, []);

  const waiting = view?.selfTest?.result === 'waiting';
  useEffect(() => {
    // An older answer does not overtake a permission that was just lent or withdrawn.
    if (!waiting || running) return undefined;
    const timer = setInterval(() => void run('authority.test'), RETEST_MS);
    return () => clearInterval(timer);
  }, [waiting, running, run]);

  return { view, error, running, run, reload: first.reload };
}
