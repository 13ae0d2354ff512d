import { privilegedCaller } from '../authority/privileged';
import type { Clock } from '../clock';
import type { AccountId, ProjectId } from '../contract/ids';
import { reason } from '../contract/reason';
import type { Reason, ReasonCode } from '../contract/reason';
import type { Callers } from '../jira/callers';
import { projectPolicy } from '../policy/effective';
import { historyItem } from '../store/history';
import { pendingItem } from '../store/pending';
import type { PendingInvitation } from '../store/pending';
import type { Settings } from '../store/settings';
import type { Store } from '../store/store';
import { invite } from './invite';
import type { Invited } from './invited';
import { readLinked } from './organizations';
import { historyEntry, recordInvitations } from './record';
import { nextRetry } from './retry-later';

interface Ports {
  readonly callers: Pick<Callers, 'app' | 'offline'>;
  readonly store: Store;
  readonly clock: Clock;
  /** @returns why the agent may not, or nothing when they may. */
  readonly refusal: (actor: AccountId, projectId: ProjectId) => Promise<Reason | undefined>;
}

/** Says nothing about the account, or may be mended before the address expires: the next run asks again. */
const PASSING: readonly (ReasonCode | undefined)[] = [
  'out-of-time',
  'jira-busy',
  'jira-unavailable',
  'permission-unknown',
  'app-lacks-admin',
  'delegate-lost-admin',
];

/**
 * Invites those again whose accounts Jira did not find before, one after another: they are few, and safe to
 * repeat. Policy and the agent's permission are asked again; where either is gone, the invitation is dropped.
 */
export async function retryPending(ports: Ports): Promise<void> {
  const { store, clock } = ports;
  const due = await store.pending.due(clock.now());
  if (due.length === 0) return;
  const settings = await store.settings.read();
  for (const pending of due) await retryOne(pending, settings, ports);
}

async function retryOne(pending: PendingInvitation, settings: Settings, ports: Ports): Promise<void> {
  const { callers, store, clock } = ports;
  const { actor, projectId, email } = pending;
  const policy = projectPolicy(settings.policy, projectId);
  if (!policy) return store.pending.remove(pending);
  const refused = await ports.refusal(actor, projectId);
  if (refused) return PASSING.includes(refused.code) ? undefined : store.pending.remove(pending);
  const privileged = await privilegedCaller(settings.authority, callers);
  if (!privileged.ok) return;

  const organizations = pending.organizations.map(({ id }) => ({ id }));
  const linked = await readLinked(callers.offline(actor), policy, organizations);
  const [invited] = await invite([{ email, organizations, notify: false }], policy, linked, {
    privileged: privileged.caller,
    app: callers.app,
    lacksPower: privileged.lacksPower,
    store,
    clock,
    tell: () => undefined,
  });
  if (!invited || PASSING.includes(invited.outcome.reason?.code)) return;
  if (invited.tryLater) return tryOnceMore(pending, invited, ports);
  await recordInvitations([invited], actor, policy, { store, clock });
  await store.pending.remove(pending);
}

async function tryOnceMore(
  pending: PendingInvitation,
  invited: Invited,
  { store, clock }: Ports,
): Promise<void> {
  const now = clock.now();
  const next = nextRetry(pending, now);
  if (next) return store.write([pendingItem(next)]);

  const gaveUp: Invited = {
    ...invited,
    outcome: { ...invited.outcome, state: 'failed', reason: reason('account-given-up') },
  };
  const entry = historyEntry(gaveUp, invited.domain ?? '', pending.actor, now);
  await store.write([historyItem(pending.projectId, entry, 0)]);
  await store.pending.remove(pending);
}
