import { postponeAudit } from '../audit/record';
import type { Actor } from '../contract/actor';
import type { AccountId, OrganizationId } from '../contract/ids';
import type { ProjectPolicy } from '../contract/policy';
import { isSameRule } from '../contract/upkeep';
import { enrol } from '../invite/enrol';
import type { NotEnrolled } from '../invite/enrol';
import { organizationReason } from '../invite/enrol-reasons';
import { addToOrganization } from '../jira/organizations';
import { auditItem, hashedForKey } from '../store/audit';
import { enrolmentItem } from '../store/enrolments';
import { personGroupItems, personItem } from '../store/persons';
import type { Adding } from '../store/upkeep';
import { withWork } from './run';
import type { Place, Run, Stepped } from './run';

const SCHEDULE: Actor = { kind: 'schedule' };

/**
 * Of the customers whom a rule would add, those who may be added now: none where it is off.
 *
 * @param changes how many were added today.
 */
export async function mayAdd(
  { domain, organization, accountIds }: Adding,
  changes: number,
  { policy: { projectId } }: Place,
  { ports: { store } }: Run,
): Promise<readonly AccountId[]> {
  if (accountIds.length === 0) return [];
  const { on, changesMax } = (await store.upkeep.settings()).value;
  const rule = { projectId, domain, organizationId: organization.id };
  return on.some((each) => isSameRule(each, rule))
    ? accountIds.slice(0, Math.max(0, changesMax - changes))
    : [];
}

/**
 * Adds customers by a rule, and writes down who was added. The switch is asked again now: what an admin switched off does
 * nothing more. Done twice it is the same as once: somebody may have died in the middle.
 */
export async function addByRule(place: Place, run: Run): Promise<Stepped> {
  const [adding, ...others] = place.work.adding ?? [];
  const done = { adding: others.length > 0 ? others : undefined };
  if (!adding) return withWork(place, done);
  const now = await mayAdd(adding, place.round.changes, place, run);
  const missed = await enrol(
    now.map((accountId) => ({ accountId, accountType: 'customer' })),
    (ids) => addToOrganization(run.caller, adding.organization.id, ids),
  );
  await record(adding, now, missed, place, run);
  const [refusal] = missed.values();
  const added = now.length - missed.size;
  const { report } = place.work;
  const rules = report.rules.map((rule) =>
    rule.domain === adding.domain
      ? {
          ...rule,
          added,
          outside: rule.outside - added,
          customers: rule.customers.filter((id) => !now.includes(id) || missed.has(id)),
          ...(refusal && { reason: organizationReason(refusal).code }),
        }
      : rule,
  );
  const next = withWork(place, { ...done, report: { ...report, rules } });
  return { ...next, changes: next.changes + added };
}

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

async function record(
  { domain, organization }: Adding,
  asked: readonly AccountId[],
  missed: NotEnrolled,
  { policy: { projectId, auditDays: days }, round }: Place,
  { ports: { store, clock, postpone } }: Run,
): Promise<void> {
  if (asked.length === 0) return;
  const now = clock.now();
  const audit = asked.map((customer, place) => {
    const refusal = missed.get(customer);
    // Once a round; and where it is refused day after day, the last entry stays. The key holds no account id.
    const once = refusal ? 'refused' : round.startedAt;
    return auditItem(
      {
        actor: SCHEDULE,
        projectId,
        event: 'domain-rule',
        customer,
        domain,
        organizationId: organization.id,
        organizationName: organization.name,
        outcome: refusal ? 'failed' : 'done',
        ...(refusal && { reason: organizationReason(refusal).code }),
      },
      {
        now,
        days,
        place,
        once: `domain-rule:${once}:${projectId}:${organization.id}:${hashedForKey(customer)}`,
      },
    );
  });
  const added = asked.filter((accountId) => !missed.has(accountId));
  const known = await store.enrolments.read(projectId, added, now);
  const items = [
    ...audit,
    ...added.map((accountId) => {
      const before = known.get(accountId);
      const organizations = { ...before?.organizations, [organization.id]: 'made' as const };
      return enrolmentItem(projectId, accountId, { desk: before?.desk ?? 'confirmed', organizations }, now);
    }),
    ...asked.map((accountId) => personItem(accountId, now)),
  ];
  await store.write(items).catch((error: unknown) => postponeAudit(audit, postpone, error));
}
