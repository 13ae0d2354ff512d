import { privilegedCaller } from '../authority/privileged';
import type { Clock } from '../../platform/clock';
import type { JiraClients } from '../../platform/jira/clients';
import type { Store } from '../stores';
import { linkedList, siteList } from './organization-list';

/** Lists that are read in one run: each can take a hundred calls. */
const RUN_MAX = 3;

interface Ports {
  readonly callers: Pick<JiraClients, 'app' | 'offline'>;
  readonly store: Pick<Store, 'settings' | 'organizationLists'>;
  readonly clock: Clock;
}

/** Reads the long lists of organizations that were asked for, so that the next invitation finds them stored. */
export async function fillLists(deadline: number, { callers, store, clock }: Ports): Promise<void> {
  const wanted = await store.organizationLists.wanted(RUN_MAX);
  if (wanted.length === 0) return;
  const { authority } = await store.settings.read();
  const privileged = await privilegedCaller(authority, callers);
  if (!privileged.ok) return;
  for (const of of wanted) {
    if (clock.now() >= deadline) return;
    const list =
      of === 'site'
        ? siteList(privileged.data.caller)
        : linkedList(privileged.data.caller, { serviceDeskId: of.desk });
    const read = await list.read({});
    if (read.ok) await store.organizationLists.save(of, read.data.organizations, clock.now());
    // Where Jira refuses, the next request asks again.
    await store.organizationLists.unwant(of, clock.now());
  }
}
