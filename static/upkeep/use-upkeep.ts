import { useCallback, useState } from 'react';
import type { AccountId } from '../../src/contract/ids';
import type { Functions } from '../../src/contract/functions';
import type { Reply, ReplyError } from '../../src/contract/reply';
import type { UpkeepView } from '../../src/contract/upkeep';
import { call } from '../bridge/call';
import { displayNames } from '../bridge/jira';
import { useLoaded } from '../frame/use-loaded';

/** What was found, with the names of everybody in it: names are asked for only now. */
export interface NamedView {
  readonly view: UpkeepView;
  readonly names: ReadonlyMap<AccountId, string>;
}

export type UpkeepAction = 'upkeep.save' | 'upkeep.start' | 'upkeep.accept';

/** Changes something. @returns why it was not done. */
export type ChangeUpkeep = <N extends UpkeepAction>(
  name: N,
  input: Functions[N]['input'],
) => Promise<ReplyError | undefined>;

const loadView = async (): Promise<Reply<NamedView>> => named(await call('upkeep.show', {}));

export function useUpkeep(): {
  readonly loaded: Reply<NamedView> | undefined;
  readonly reload: () => void;
  readonly change: ChangeUpkeep;
} {
  const { loaded, reload } = useLoaded(loadView);
  const [newer, setNewer] = useState<Reply<NamedView>>();
  const change: ChangeUpkeep = useCallback(async (name, input) => {
    const reply = await call(name, input);
    if (!reply.ok) return reply.error;
    setNewer(await named(reply));
    return undefined;
  }, []);
  const again = useCallback((): void => {
    setNewer(undefined);
    reload();
  }, [reload]);
  return { loaded: newer ?? loaded, reload: again, change };
}

async function named(reply: Reply<UpkeepView>): Promise<Reply<NamedView>> {
  if (!reply.ok) return reply;
  const accounts = reply.data.projects.flatMap(({ rules, found }) => [
    ...rules.flatMap(({ customers }) => customers),
    ...(found ? [...found.gone, ...found.unused].map(({ accountId }) => accountId) : []),
  ]);
  return { ok: true, data: { view: reply.data, names: await displayNames(accounts) } };
}
