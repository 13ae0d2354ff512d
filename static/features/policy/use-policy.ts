import { useCallback, useState } from 'react';
import type { Policy } from '../../../src/domain/policy/policy';
import type { Reply } from '../../../src/contract/reply';
import { call } from '../../platform/call';
import { useLoaded } from '../../ui/use-loaded';

/** The site's policy, shared by the tabs: what one of them saves or finds newer, the others see. */
export interface SharedPolicy {
  /** Nothing while it is loading. */
  readonly reply: Reply<Policy> | undefined;
  readonly put: (policy: Policy) => void;
  readonly reload: () => void;
  /** Asks for the newest, without taking away what is shown. */
  readonly refresh: () => Promise<Reply<Policy>>;
}

const loadPolicy = () => call('policy.show', {});

export function usePolicy(): SharedPolicy {
  const { loaded, reload } = useLoaded(loadPolicy);
  const [newer, setNewer] = useState<Policy>();
  const put = useCallback((policy: Policy): void => setNewer(policy), []);
  const refresh = useCallback(async (): Promise<Reply<Policy>> => {
    const reply = await loadPolicy();
    if (reply.ok) setNewer(reply.data);
    return reply;
  }, []);
  return { reply: newer ? { ok: true, data: newer } : loaded, put, reload, refresh };
}
