import { append } from '../audit/append';
import type { Keeping } from '../audit/append';
import type { Actor } from '../../domain/actor';
import type { AccountId, OrganizationId } from '../../domain/ids';
import type { ProjectPolicy } from '../../domain/policy/policy';
import type { Reason } from '../../domain/reason';
import { hashedForKey } from '../audit/store/audit-store';
import type { NewAuditEntry } from '../audit/store/audit-store';
import type { DatedEnrolment } from '../invite/store/enrolments';
import { givenNote } from '../invite/store/write-notes';
import { accountGroupItems } from '../privacy/store/account-ledger';
import type { Adding, ReconcileWork } from './store/reconcile-store';
import type { Run, ReconcilePorts } from './run';

const SCHEDULE: Actor = { kind: 'schedule' };

/**
 * Notes who is in the organization without the project's doing, so that no rule looks at them again. The organization is not
 * noted: another project may have given it until a day, and a note from after that would keep its end from coming.
 */
export async function confirmMembers(
  accountIds: readonly AccountId[],
  organizationId: OrganizationId,
  { projectId }: Pick<ProjectPolicy, 'projectId'>,
  { ports: { store, clock } }: Run,
): Promise<void> {
  if (accountIds.length === 0) return;
  const now = clock.now();
  // A customer may have been invited since the list was read: `made` stays `made`.
  const known = await store.enrolments.seen(projectId, accountIds, now);
  const fresh = accountIds.filter((accountId) => !known.get(accountId)?.enrolment);
  const confirmed = { desk: 'confirmed', organizations: {}, at: now } as const;
  const notes = fresh.map((accountId) => ({
    projectId,
    accountId,
    seen: known.get(accountId),
    change: (noted: DatedEnrolment | undefined) => (noted ? undefined : confirmed),
  }));
  await store.write(accountGroupItems(`upkeep.${projectId}.${organizationId}.${now}`, fresh, now), { notes });
}

/** Where entries stand, how long they are kept, and of which look at the project they are. */
export interface RuleLog extends Pick<ProjectPolicy, 'projectId' | 'auditDays'> {
  readonly begunAt: ReconcileWork['begunAt'];
}

/** Writes down who was added by a rule, and who was not, and why. */
export async function record(
  adding: Adding,
  people: Adding['people'],
  refused: ReadonlyMap<AccountId, Reason>,
  log: RuleLog,
  ports: ReconcilePorts,
): Promise<void> {
  if (people.length === 0) return;
  const { store, clock } = ports;
  const now = clock.now();
  const { organization } = adding;
  const { projectId } = log;
  const entries = people.map(([customer]) => {
    const why = refused.get(customer);
    return entryOf(adding, customer, why ? ['failed', why.code] : ['done', undefined], log);
  });
  const added = people.map(([accountId]) => accountId).filter((accountId) => !refused.has(accountId));
  const known = await store.enrolments.seen(projectId, added, now);
  const given = { desk: 'confirmed', organizations: { [organization.id]: 'made' } } as const;
  const notes = added.map((accountId) => givenNote(projectId, accountId, given, known.get(accountId), now));
  await append(entries, { ...keepingOf(entries, log), now }, ports, { notes });
}

/** Writes down that they may have been added: Jira can no longer be asked. */
export async function recordUnknown(
  adding: Adding,
  why: Reason['code'],
  log: RuleLog,
  ports: ReconcilePorts,
): Promise<void> {
  const entries = adding.people.map(([customer]) => entryOf(adding, customer, ['attention', why], log));
  await append(entries, keepingOf(entries, log), ports);
}

type RuleEntry = Extract<NewAuditEntry, { event: 'domain-rule' }>;

function entryOf(
  { domain, organization }: Adding,
  customer: AccountId,
  [outcome, why]: readonly ['done' | 'failed' | 'attention', Reason['code'] | undefined],
  { projectId }: RuleLog,
): RuleEntry {
  return {
    actor: SCHEDULE,
    projectId,
    event: 'domain-rule',
    customer,
    domain,
    organizationId: organization.id,
    organizationName: organization.name,
    outcome,
    ...(why && { reason: why }),
  };
}

/** One entry a round; where an account is refused day after day, the last entry stays. */
function keepingOf(entries: readonly RuleEntry[], log: RuleLog): Keeping {
  const keys = entries.map(({ outcome, organizationId, customer = '' }) => {
    const once = outcome === 'failed' ? 'refused' : log.begunAt;
    return `domain-rule:${once}:${log.projectId}:${organizationId}:${hashedForKey(customer)}`;
  });
  return { policy: log, once: (place) => keys[place] };
}
