import type { RemovalPlan } from '../../contract/removal';
import type { AccountId } from '../../domain/ids';
import type { ProjectPolicy } from '../../domain/policy/policy';
import type { OrganizationChoice } from '../../domain/policy/lists';
import type { Rules } from '../../domain/policy/rules';
import { reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Failure, Result } from '../../domain/result';
import type { Clock } from '../../platform/clock';
import { givenElsewhere } from '../access-expiry/given-elsewhere';
import type { AccessExpiry, StoredExpiry } from '../access-expiry/store/expiry-store';
import { findAuditEntry, showAudit } from '../audit/show';
import type { Settings } from '../policy/store/settings-store';
import type { Store } from '../stores';
import { placesToRemove } from './places';
import type { InvitationEntry, PlacesToRemove } from './places';
import { removalEnding } from './removal-ending';

/** Later entries about one customer that are read: one storage query. */
const LATER_MAX = 100;
/** The longest run of a worker: its entry is written at most so long after it asked where the customer was. */
const RUN_MAX_MS = 900_000;
const EVENTS = ['invitation', 'access'] as const;

export interface Remover {
  readonly actor: AccountId;
  readonly policy: ProjectPolicy;
}

export interface PlanPorts {
  readonly store: Pick<Store, 'audit' | 'enrolments' | 'endings'>;
  readonly settings: Pick<Settings, 'policy'>;
  readonly clock: Clock;
}

/** What is to be taken off, as an end whose time has come. */
export interface PlannedRemoval {
  readonly plan: RemovalPlan;
  readonly ending: AccessExpiry;
  /** What is to end of the customer's access anyway, as it is stored. */
  readonly stored: StoredExpiry | undefined;
  /** When the customer's note was written, in ms since 1970. */
  readonly notedAt: number | undefined;
}

/**
 * What taking an invitation back would do. No call to Jira. The policy says whose invitations the caller may take back.
 *
 * @param id of the invitation's entry in the audit log; one of another space counts as unknown.
 */
export async function planRemoval(
  id: string,
  { actor, policy }: Remover,
  ports: PlanPorts,
): Promise<Result<PlannedRemoval>> {
  const { store, clock } = ports;
  const { projectId } = policy;
  const entry = await findAuditEntry(id, policy, ports);
  const customer = entry?.customer;
  if (entry?.event !== 'invitation' || entry.projectId !== projectId || customer === undefined) {
    return fail(reason('removal-unknown'));
  }
  const refused = refusal(entry, actor, policy.mayRemove);
  if (refused) return refused;
  const now = clock.now();
  const [notes, since, endings] = await Promise.all([
    store.enrolments.dated(projectId, [customer], now),
    showAudit({ customer, projectId, events: EVENTS, from: entry.at, limit: LATER_MAX }, policy, ports),
    store.endings.read(projectId, [customer]),
  ]);
  const later = since.entries.filter((each) => each.id !== entry.id);
  const places = placesToRemove(entry, notes.get(customer), later);
  const stored = endings.get(customer);
  const wanted = endingFor(entry, customer, places, { actor, policy, now, before: stored?.ending });
  const elsewhere = (await givenElsewhere([wanted], ports.settings.policy, now, store)).get(wanted);
  const isStaying = ({ id }: OrganizationChoice): boolean => elsewhere?.has(id) ?? false;
  const { organizations } = places.removes;
  const plan: RemovalPlan = {
    accountId: customer,
    removes: {
      desk: places.removes.desk,
      organizations: organizations.filter((each) => !isStaying(each)),
    },
    stays: [
      ...places.stays,
      ...organizations
        .filter(isStaying)
        .map((organization) => ({ organization, why: 'other-space' as const })),
    ],
  };
  const ending = { ...wanted, organizations: [...plan.removes.organizations] };
  return ok({ plan, ending, stored, notedAt: notes.get(customer)?.at });
}

function refusal(
  { actor: inviter }: InvitationEntry,
  actor: AccountId,
  mayRemove: Rules['mayRemove'],
): Failure | undefined {
  if (mayRemove === 'none') return fail(reason('removal-not-allowed'));
  const isOwn = inviter.kind === 'person' && inviter.accountId === actor;
  return mayRemove === 'all' || isOwn ? undefined : fail(reason('removal-not-own'));
}

function endingFor(
  entry: InvitationEntry,
  accountId: AccountId,
  { removes }: PlacesToRemove,
  { now, before, ...remover }: Remover & { readonly now: number; readonly before: AccessExpiry | undefined },
): AccessExpiry {
  // Since when is not known of an older entry: then what any other space gave stays.
  const since = entry.added && Date.parse(entry.at) - RUN_MAX_MS;
  return {
    ...removalEnding(accountId, removes, remover, now),
    domain: entry.domain ?? '',
    ...(since !== undefined && { since }),
    removes: { invitation: entry.id, ...(before && { before }) },
  };
}
