import { privilegedCaller } from '../authority/privileged';
import { append } from '../audit/append';
import type { AuditPorts } from '../audit/append';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import { isRetried } from '../../domain/reasons';
import type { JiraClients } from '../../platform/jira/clients';
import { DEFAULT_POLICY, projectPolicy } from '../policy/effective';
import type { NewAuditEntry } from '../audit/store/audit-store';
import { pendingItem } from './store/pending';
import type { PendingInvitation } from './store/pending';
import type { Settings } from '../policy/store/settings-store';
import type { Store } from '../stores';
import { invite } from './pipeline';
import { organizationReader, readOrganizations } from './read-organizations';
import { promiseMailed } from './mailed-expiry';
import { auditEntry, recordInvitations } from './record';
import { domainOf, settleInvitations, unknownOutcome } from './settle';
import { givenNote } from './store/write-notes';
import { askedAt, nextRetry } from './retry-schedule';
import { checkInvitations } from '../../domain/invitation/check-invitation';
import type { ProjectPolicy } from '../../domain/policy/policy';

interface Ports extends AuditPorts {
  readonly callers: Pick<JiraClients, 'app' | 'offline'>;
  readonly store: Store;
  /** @returns why the inviter may not any more, or `undefined` when they still may. */
  readonly refusal: (pending: PendingInvitation, settings: Settings) => Promise<Reason | undefined>;
}

/**
 * Invites those again whose accounts Jira did not find before, one after another: they are few, and safe to
 * repeat. Policy, authority and the agent's permission are asked again for each; where they are gone, the
 * invitation is dropped, and History says why.
 *
 * @throws the first error, once all had their turn.
 */
export async function retryPending(ports: Ports): Promise<void> {
  const failures: unknown[] = [];
  for (const pending of await ports.store.pending.due(ports.clock.now())) {
    try {
      // A manual invitation or an erased account may have changed it since the list was read.
      if (await isUnchanged(pending, ports)) await retryOne(pending, ports);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

async function retryOne(pending: PendingInvitation, ports: Ports): Promise<void> {
  const { callers, store, clock } = ports;
  const { actor, projectId, email, endsAt } = pending;
  if (pending.until <= clock.now()) return drop(pending, reason('account-given-up'), ports);
  const settings = await store.settings.read();
  const policy = projectPolicy(settings.policy, projectId);
  if (!policy) return drop(pending, reason('project-not-enabled'), ports);
  const refused = await ports.refusal(pending, settings);
  if (refused) return isRetried(refused.code, 'pending') ? undefined : drop(pending, refused, ports);
  const privileged = await privilegedCaller(settings.authority, callers);
  if (!privileged.ok) return;

  // What a rule chose is chosen by the rule again, as it now is: it holds where an agent could not name the organization.
  const organizations = pending.organizations.filter(({ ruled }) => !ruled).map(({ id }) => ({ id }));
  const reader = actor.kind === 'person' ? callers.offline(actor.accountId) : privileged.data.caller;
  const known = await readOrganizations(
    organizationReader(policy, reader, privileged.data.caller),
    policy,
    organizations,
    ports,
  );
  // The e-mail goes out with a new account only, and this one exists.
  const silent: ProjectPolicy = { ...policy, email: 'never' };
  const again = { email, organizations, notify: false, ...(endsAt !== undefined && { endsAt }) };
  const [invited] = await invite(checkInvitations([again], silent, clock.now()), silent, known, {
    privileged: privileged.data.caller,
    app: callers.app,
    missingAdmin: privileged.data.missingAdmin,
    store,
    clock,
    tell: () => undefined,
    actor,
    postpone: ports.postpone,
    repeated: pending.maybeMade ?? false,
    askedAt: askedAt(pending),
  });
  if (!invited || isRetried(invited.outcome.reason?.code, 'pending')) return;
  if (invited.tryLater) return tryOnceMore(pending, ports);
  if (!invited.reached) return drop(pending, invited.outcome.reason ?? reason('unexpected'), ports);
  await recordInvitations([invited], actor, policy, ports);
  await remove(pending, ports);
}

async function tryOnceMore(pending: PendingInvitation, ports: Ports): Promise<void> {
  const now = ports.clock.now();
  const next = nextRetry(pending, now);
  if (!next) return drop(pending, reason('account-given-up'), ports);
  await keep(next, pending, ports);
}

/** What changed meanwhile stays as it is. */
async function keep(next: PendingInvitation, pending: PendingInvitation, ports: Ports): Promise<void> {
  if (await isUnchanged(pending, ports)) await ports.store.write([pendingItem(next, ports.clock.now())]);
}

/** What changed meanwhile is another's to end. */
async function remove(pending: PendingInvitation, ports: Ports): Promise<void> {
  if (await isUnchanged(pending, ports)) await ports.store.pending.remove(pending);
}

async function isUnchanged(pending: PendingInvitation, { store }: Ports): Promise<boolean> {
  return JSON.stringify(await store.pending.again(pending)) === JSON.stringify(pending);
}

/**
 * There is no person at the screen, so the audit log says that it failed, and why; or that the first try may have done
 * some of it.
 */
async function drop(pending: PendingInvitation, why: Reason, ports: Ports): Promise<void> {
  const { actor, projectId, email, organizations } = pending;
  const settings = await ports.store.settings.read();
  const { policy } = settings;
  if (pending.maybeMade) return settleMade(pending, settings, ports);
  const domain = domainOf(email);
  const entry: NewAuditEntry = {
    actor,
    projectId,
    event: 'invitation',
    ...(domain !== undefined && { domain }),
    outcome: 'failed',
    reason: why.code,
    organizations: organizations.map(({ name }) => name),
    organizationIds: organizations.map(({ id }) => id),
    emailed: false,
  };
  await append([entry], { policy: policy ?? DEFAULT_POLICY }, ports);
  await remove(pending, ports);
}

/**
 * Ends one of which the first try got no answer, and may have made the account: Jira is asked for it as long as its search
 * may lag, nothing is changed there, and the entry names who is found.
 */
async function settleMade(
  pending: PendingInvitation,
  { policy: all, authority }: Settings,
  ports: Ports,
): Promise<void> {
  const { callers } = ports;
  const { actor, projectId, email, organizations, endsAt } = pending;
  const now = ports.clock.now();
  const policy = projectPolicy(all, projectId);
  const privileged = await privilegedCaller(authority, callers);
  const guest = { email, organizations, ...(endsAt !== undefined && { endsAt }) };
  const [settled] = policy
    ? await settleInvitations([guest], policy, {
        ...ports,
        // To look, the app's own eyes will do where the power is gone.
        privileged: privileged.ok ? privileged.data.caller : callers.app,
        app: callers.app,
      })
    : [];
  const next = pending.until > now ? nextRetry(pending, now) : undefined;
  const isFound = settled?.outcome.reason?.code === 'interrupted' && settled.outcome.accountId !== undefined;
  if (policy && next && !isFound) return keep(next, pending, ports);

  const found = isFound ? settled : unknownOutcome(email, domainOf(email));
  if (policy) await promiseMailed([found], actor, policy, ports);
  const { outcome, enrolment, noted } = found;
  const notes =
    outcome.accountId && enrolment ? [givenNote(projectId, outcome.accountId, enrolment, noted, now)] : [];
  await append([auditEntry(found, actor, projectId)], { policy: all ?? DEFAULT_POLICY }, ports, { notes });
  await remove(pending, ports);
}
