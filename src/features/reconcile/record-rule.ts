import { postponeAudit } from '../audit/record';
import type { Actor } from '../../domain/actor';
import type { AccountId, OrganizationId } from '../../domain/ids';
import type { ProjectPolicy } from '../../domain/policy/policy';
import type { Reason } from '../../domain/reason';
import { auditItem, hashedForKey } from '../audit/store/audit-store';
import { enrolmentItem } from '../invite/store/enrolments';
import { personGroupItems, personItem } from '../privacy/store/account-ledger';
import type { Adding, UpkeepWork } from './store/reconcile-store';
import type { Run, UpkeepPorts } from './run';

const SCHEDULE: Actor = { kind: 'schedule' };

/** Notes who is in the organization without this app's doing, so that no rule looks at them again. */
export async function confirmMembers(
  accountIds: readonly AccountId[],
  organizationId: OrganizationId,
  { projectId }: Pick<ProjectPolicy, 'projectId'>,
  { ports: { store, clock } }: Run,
): Promise<void> {
  if (accountIds.length === 0) return;
  const now = clock.now();
  // Somebody may have been invited since the list was read: what that made stays known as made.
  const known = await store.enrolments.read(projectId, accountIds, now);
  const fresh = accountIds.filter((accountId) => !known.has(accountId));
  await store.write([
    ...fresh.map((accountId) =>
      enrolmentItem(
        projectId,
        accountId,
        { desk: 'confirmed', organizations: { [organizationId]: 'confirmed' } },
        now,
      ),
    ),
    ...personGroupItems(`upkeep.${projectId}.${organizationId}.${now}`, fresh, now),
  ]);
}

/** Where entries stand, how long they are kept, and of which look at the project they are. */
export interface RuleLog extends Pick<ProjectPolicy, 'projectId' | 'auditDays'> {
  readonly begunAt: UpkeepWork['begunAt'];
}

/** Writes down who was added by a rule, and who was not, and why. */
export async function record(
  adding: Adding,
  people: Adding['people'],
  refused: ReadonlyMap<AccountId, Reason>,
  log: RuleLog,
  { store, clock, postpone }: UpkeepPorts,
): Promise<void> {
  if (people.length === 0) return;
  const now = clock.now();
  const { organization } = adding;
  const { projectId } = log;
  const audit = people.map(([customer], place) => {
    const why = refused.get(customer);
    return entryItem(adding, customer, why ? ['failed', why.code] : ['done', undefined], log, { now, place });
  });
  const added = people.map(([accountId]) => accountId).filter((accountId) => !refused.has(accountId));
  const known = await store.enrolments.read(projectId, added, now);
  const items = [
    ...audit,
    ...added.map((accountId) => {
      const before = known.get(accountId);
      const organizations = { ...before?.organizations, [organization.id]: 'made' as const };
      return enrolmentItem(projectId, accountId, { desk: before?.desk ?? 'confirmed', organizations }, now);
    }),
    ...people.map(([accountId]) => personItem(accountId, now)),
  ];
  await store.write(items).catch((error: unknown) => postponeAudit(audit, postpone, error));
}

/** Writes down that they may have been added: nobody can be asked any more. */
export async function recordUnknown(
  adding: Adding,
  why: Reason['code'],
  log: RuleLog,
  { store, clock, postpone }: UpkeepPorts,
): Promise<void> {
  const now = clock.now();
  const audit = adding.people.map(([customer], place) =>
    entryItem(adding, customer, ['attention', why], log, { now, place }),
  );
  const persons = adding.people.map(([accountId]) => personItem(accountId, now));
  await store.write([...audit, ...persons]).catch((error: unknown) => postponeAudit(audit, postpone, error));
}

function entryItem(
  { domain, organization }: Adding,
  customer: AccountId,
  [outcome, why]: readonly ['done' | 'failed' | 'attention', Reason['code'] | undefined],
  { projectId, auditDays: days, begunAt }: RuleLog,
  { now, place }: { readonly now: number; readonly place: number },
): ReturnType<typeof auditItem> {
  // Once a look; and where it is refused day after day, the last entry stays.
  const once = outcome === 'failed' ? 'refused' : begunAt;
  return auditItem(
    {
      actor: SCHEDULE,
      projectId,
      event: 'domain-rule',
      customer,
      domain,
      organizationId: organization.id,
      organizationName: organization.name,
      outcome,
      ...(why && { reason: why }),
    },
    {
      now,
      days,
      place,
      once: `domain-rule:${once}:${projectId}:${organization.id}:${hashedForKey(customer)}`,
    },
  );
}
