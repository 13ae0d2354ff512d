import { privilegedCaller } from '../authority/privileged';
import type { Clock } from '../clock';
import { parseAddress } from '../contract/address';
import type { HistoryEntry } from '../contract/history';
import type { AccountId, ProjectId } from '../contract/ids';
import { reason } from '../contract/reason';
import type { Reason, ReasonCode } from '../contract/reason';
import type { Callers } from '../jira/callers';
import { projectPolicy } from '../policy/effective';
import { historyItem } from '../store/history';
import { pendingItem } from '../store/pending';
import type { PendingInvitation } from '../store/pending';
import type { Store } from '../store/store';
import { invite } from './invite';
import { readLinked } from './organizations';
import { recordInvitations } from './record';
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
 * repeat. Policy, authority and the agent's permission are asked again for each; where they are gone, the
 * invitation is dropped, and History says why.
 */
export async function retryPending(ports: Ports): Promise<void> {
  for (const pending of await ports.store.pending.due(ports.clock.now())) await retryOne(pending, ports);
}

async function retryOne(pending: PendingInvitation, ports: Ports): Promise<void> {
  const { callers, store, clock } = ports;
  const { actor, projectId, email } = pending;
  if (pending.until <= clock.now()) return drop(pending, reason('account-given-up'), ports);
  const settings = await store.settings.read();
  const policy = projectPolicy(settings.policy, projectId);
  if (!policy) return drop(pending, reason('project-not-enabled'), ports);
  const refused = await ports.refusal(actor, projectId);
  if (refused) return PASSING.includes(refused.code) ? undefined : drop(pending, refused, ports);
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
  if (invited.tryLater) return tryOnceMore(pending, ports);
  if (invited.domain === undefined)
    return drop(pending, invited.outcome.reason ?? reason('unexpected'), ports);
  await recordInvitations([invited], actor, policy, { store, clock });
  await store.pending.remove(pending);
}

async function tryOnceMore(pending: PendingInvitation, ports: Ports): Promise<void> {
  const now = ports.clock.now();
  const next = nextRetry(pending, now);
  if (!next) return drop(pending, reason('account-given-up'), ports);
  await ports.store.write([pendingItem(next, now)]);
}

/** Nobody is at the screen, so History says that it failed, and why. */
async function drop(pending: PendingInvitation, why: Reason, { store, clock }: Ports): Promise<void> {
  const parsed = parseAddress(pending.email);
  const entry: HistoryEntry = {
    at: new Date(clock.now()).toISOString(),
    actor: pending.actor,
    domain: parsed.ok ? parsed.address.domain : 'unknown',
    state: 'failed',
    reason: why.code,
    organizations: pending.organizations.map(({ name }) => name),
  };
  await store.write([historyItem(pending.projectId, entry, 0)]);
  await store.pending.remove(pending);
}
