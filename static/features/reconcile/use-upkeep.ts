import { useCallback, useState } from 'react';
import type { AccountId, ProjectId } from '../../../src/domain/ids';
import type { Functions } from '../../../src/contract/procedures';
import type { Reply, ReplyError } from '../../../src/contract/reply';
import type { ReconcileLists, ReconcileView } from '../../../src/contract/reconcile';
import { call } from '../../platform/call';
import { displayNames } from '../../platform/accounts';
import { useLoaded } from '../../ui/use-loaded';

/** Whom was found in one project, with the names of everybody in it: names are asked for only now. */
export interface NamedLists extends ReconcileLists {
  readonly names: ReadonlyMap<AccountId, string>;
}

/** Stays the same until something changes. */
export type LoadLists = (projectId: ProjectId) => Promise<Reply<NamedLists>>;

type UpkeepAction = 'upkeep.save' | 'upkeep.start' | 'upkeep.accept';

/** Changes something. @returns why it was not done. */
export type ChangeReconcile = <N extends UpkeepAction>(
  name: N,
  input: Functions[N]['input'],
) => Promise<ReplyError | undefined>;

/** A view, and the lists that are loaded for it: another view may have other lists. */
interface Loaded {
  readonly view: Reply<ReconcileView>;
  readonly lists: LoadLists;
}

const loadView = async (): Promise<Loaded> => loadedFrom(await call('upkeep.show', {}));

export function useReconcile(): {
  readonly loaded: Loaded | undefined;
  readonly reload: () => void;
  readonly change: ChangeReconcile;
} {
  const { loaded, reload } = useLoaded(loadView);
  const [newer, setNewer] = useState<Loaded>();
  const change: ChangeReconcile = useCallback(async (name, input) => {
    const reply = await call(name, input);
    if (!reply.ok) return reply.error;
    setNewer(await loadedFrom(reply));
    return undefined;
  }, []);
  const again = useCallback((): void => {
    setNewer(undefined);
    reload();
  }, [reload]);
  return { loaded: newer ?? loaded, reload: again, change };
}

async function loadedFrom(reply: Reply<ReconcileView>): Promise<Loaded> {
  return { view: await withAllPages(reply), lists: cachedLists() };
}

/** One answer holds some projects: those of a large site come one page after the other. */
async function withAllPages(first: Reply<ReconcileView>): Promise<Reply<ReconcileView>> {
  if (!first.ok) return first;
  const projects = [...first.data.projects];
  let after = first.data.next;
  while (after !== undefined) {
    const page = await call('upkeep.show', { after });
    if (!page.ok) return page;
    projects.push(...page.data.projects);
    after = page.data.next;
  }
  return { ok: true, data: { ...first.data, projects } };
}

/** Each project's lists once, however many components ask; a failure is forgotten. */
function cachedLists(): LoadLists {
  const asked = new Map<ProjectId, Promise<Reply<NamedLists>>>();
  return (projectId) => {
    const known = asked.get(projectId);
    if (known) return known;
    const reply = loadLists(projectId).then((lists) => {
      if (!lists.ok) asked.delete(projectId);
      return lists;
    });
    asked.set(projectId, reply);
    return reply;
  };
}

async function loadLists(projectId: ProjectId): Promise<Reply<NamedLists>> {
  const reply = await call('upkeep.lists', { projectId });
  if (!reply.ok) return reply;
  const { rules, gone, unused } = reply.data;
  const accounts = [
    ...rules.flatMap(({ customers }) => customers),
    ...[...gone, ...unused].map(({ accountId }) => accountId),
  ];
  return { ok: true, data: { ...reply.data, names: await displayNames(accounts) } };
}
