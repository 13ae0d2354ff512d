import { useCallback, useEffect, useState } from 'react';
import type { ProofInput, ProofView } from '../../../src/contract/proof';
import type { ReplyError } from '../../../src/contract/reply';
import { call } from '../../platform/call';
import { useLoaded } from '../../ui/use-loaded';

/** While a proof runs, it is looked at so often. */
const LOOK_MS = 2_500;

const load = () => call('proof.show', {});

export interface RunProof {
  readonly view: ProofView | undefined;
  readonly error: ReplyError | undefined;
  readonly isWorking: boolean;
  /** @returns whether it was taken. */
  readonly start: (input: ProofInput) => Promise<boolean>;
  readonly cancel: () => Promise<boolean>;
}

/** The proof on this site: what the last one found, and how the one stands that runs. */
export function useProof(): RunProof {
  const first = useLoaded(load);
  const [changed, setChanged] = useState<ProofView>();
  const [failed, setFailed] = useState<ReplyError>();
  const [isWorking, setWorking] = useState(false);
  const view = changed ?? (first.loaded?.ok ? first.loaded.data : undefined);
  const error = failed ?? (first.loaded?.ok === false ? first.loaded.error : undefined);

  const take = useCallback((reply: Awaited<ReturnType<typeof load>>): void => {
    setFailed(reply.ok ? undefined : reply.error);
    if (reply.ok) setChanged(reply.data);
  }, []);
  const during = async (asked: ReturnType<typeof load>): Promise<boolean> => {
    setWorking(true);
    const reply = await asked;
    take(reply);
    setWorking(false);
    return reply.ok;
  };

  useEffect(() => {
    if (!view?.run) return undefined;
    // A look that fails is tried again: the proof goes on without it.
    const timer = setTimeout(
      () => void load().then((reply) => setChanged(reply.ok ? reply.data : { ...view })),
      LOOK_MS,
    );
    return () => clearTimeout(timer);
  }, [view]);

  return {
    view,
    error,
    isWorking,
    start: (input) => during(call('proof.start', input)),
    cancel: () => during(call('proof.cancel', {})),
  };
}
