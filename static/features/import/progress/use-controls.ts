import { useState } from 'react';
import type { ImportView } from '../../../../src/contract/import';
import type { Functions } from '../../../../src/contract/procedures';
import type { ReplyError } from '../../../../src/contract/reply';
import { call } from '../../../platform/call';

type Control = 'import.cancel' | 'import.resume' | 'import.retry' | 'import.erase';

export interface Controls {
  /** The question that is open, if any. */
  readonly asking: 'cancel' | 'erase' | undefined;
  readonly ask: (what: 'cancel' | 'erase') => void;
  /** How many people have to be confirmed by their number, since the policy of now wants it typed. */
  readonly toConfirm: number | undefined;
  readonly error: ReplyError | undefined;
  /** Goes on with the import, or asks for the number first. */
  readonly press: (name: 'import.resume' | 'import.retry') => Promise<void>;
  readonly confirm: () => Promise<ReplyError | undefined>;
  readonly run: (name: Control) => Promise<ReplyError | undefined>;
  /** Closes what was asked. */
  readonly close: () => void;
}

/**
 * What can be done with an import, and what has to be asked before.
 *
 * @param take takes the import as it is then.
 * @param onClosed runs once a question is answered: what had the focus is gone.
 */
export function useControls(
  importId: ImportView['id'],
  take: (view: ImportView) => void,
  onClosed: () => void,
): Controls {
  const [asking, setAsking] = useState<'cancel' | 'erase'>();
  const [confirming, setConfirming] = useState<{ readonly name: Control; readonly count: number }>();
  const [error, setError] = useState<ReplyError>();
  const close = (): void => {
    setAsking(undefined);
    setConfirming(undefined);
    onClosed();
  };
  const run = async (name: Control, confirmed?: number): Promise<ReplyError | undefined> => {
    setError(undefined);
    const input: Functions[Control]['input'] = { importId, ...(confirmed !== undefined && { confirmed }) };
    const reply = await call(name, input);
    if (!reply.ok) return reply.error;
    take(reply.data);
    close();
    return undefined;
  };
  const press = async (name: 'import.resume' | 'import.retry'): Promise<void> => {
    const why = await run(name);
    const count = why?.code === 'import-not-confirmed' ? Number(why.params?.['count']) : undefined;
    if (count === undefined) setError(why);
    else setConfirming({ name, count });
  };
  return {
    asking,
    ask: setAsking,
    toConfirm: confirming?.count,
    error,
    press,
    confirm: () => (confirming ? run(confirming.name, confirming.count) : Promise.resolve(undefined)),
    run: (name) => run(name),
    close,
  };
}
