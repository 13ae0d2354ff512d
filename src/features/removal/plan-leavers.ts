import type { RemovalScope } from '../../contract/leavers';
import type { Places, StayingPlace } from '../../contract/removal';
import { organizationIdSchema } from '../../domain/ids';
import type { AccountId, OrganizationId } from '../../domain/ids';
import type { Policy, ProjectPolicy } from '../../domain/policy/policy';
import { ok } from '../../domain/result';
import type { Clock } from '../../platform/clock';
import type { JiraClient } from '../../platform/jira/client';
import { IN_FLIGHT_MAX } from '../../platform/jira/concurrency';
import { linkedOrganizationsOf } from '../../platform/jira/organizations';
import type { Organization } from '../../platform/jira/organizations';
import type { JiraResult } from '../../platform/jira/result';
import { givenElsewhere } from '../access-expiry/given-elsewhere';
import type { ListPorts } from '../invite/find-in-list';
import { inParallel } from '../invite/in-parallel';
import { everyLinked } from '../invite/read-organizations';
import type { Enrolment } from '../invite/store/enrolments';
import type { Store } from '../stores';
import { removalEnding } from './removal-ending';

/** What is removed of one customer, and what stays. */
export interface LeaverPlan {
  readonly removes: Places;
  readonly stays: readonly StayingPlace[];
  /** When access that this app had given last ended, in ms since 1970. */
  readonly endedAt: number | undefined;
  /** When the customer's note was written, in ms since 1970. */
  readonly notedAt: number | undefined;
}

export interface LeaverPorts {
  readonly store: Pick<Store, 'endings' | 'enrolments'>;
  readonly clock: Clock;
  /** The whole policy: other spaces may have given a place, too. */
  readonly sitePolicy: Policy | undefined;
  /** An agent of the space: Jira shows its organizations to no other. */
  readonly agent: JiraClient;
}

/** Who removes, and in which space. */
export interface LeaverContext {
  readonly actor: AccountId;
  readonly policy: Pick<ProjectPolicy, 'projectId' | 'serviceDeskId'>;
  readonly scope: RemovalScope;
  /** Organizations linked to the space. */
  readonly linked: ReadonlyMap<OrganizationId, Organization>;
}

/** A list that was read so long ago still serves: only names and what an identity provider manages are taken from it. */
const KEPT_MS = 600_000;

/** The organizations linked to a space, for `LeaverContext`. */
export async function readLinkedById(
  policy: Pick<ProjectPolicy, 'serviceDeskId'>,
  agent: JiraClient,
  ports: ListPorts,
): Promise<JiraResult<LeaverContext['linked']>> {
  const read = await everyLinked(agent, policy, { ...ports, maxAgeMs: KEPT_MS });
  return read.ok ? ok(new Map(read.data.map((each) => [each.id, each]))) : read;
}

/**
 * What a list of leavers takes customers off. For `added` Jira is asked nothing: the notes of this app tell. For `all` one
 * call a customer.
 */
export async function planLeavers(
  accountIds: readonly AccountId[],
  context: LeaverContext,
  ports: LeaverPorts,
): Promise<JiraResult<ReadonlyMap<AccountId, LeaverPlan>>> {
  const { policy, scope } = context;
  const ids = [...new Set(accountIds)];
  const now = ports.clock.now();
  const notes = await ports.store.enrolments.dated(policy.projectId, ids, now);
  const members = scope === 'all' ? await membersOf(ids, context, ports) : undefined;
  if (members && !members.ok) return members;
  const planned = ids.map((accountId) => {
    const note = notes.get(accountId);
    const plan = members ? planOfAll(members.data.get(accountId) ?? []) : planOfAdded(note, context);
    return { accountId, plan, endedAt: note?.endedAt, notedAt: note?.at };
  });
  // What another space gave, too, stays: it is not this space's to take.
  const endings = planned.map(({ accountId, plan }) => removalEnding(accountId, plan.removes, context, now));
  const elsewhere = await givenElsewhere(endings, ports.sitePolicy, now, ports.store);
  return ok(
    new Map(
      planned.map(({ accountId, plan, endedAt, notedAt }, index) => {
        const ending = endings[index];
        const others = (ending && elsewhere.get(ending)) ?? new Set();
        const { desk, organizations } = plan.removes;
        const given = organizations.filter(({ id }) => others.has(id));
        return [
          accountId,
          {
            removes: { desk, organizations: organizations.filter(({ id }) => !others.has(id)) },
            stays: [
              ...plan.stays,
              ...given.map((organization) => ({ organization, why: 'other-space' as const })),
            ],
            endedAt,
            notedAt,
          },
        ];
      }),
    ),
  );
}

type Plan = Pick<LeaverPlan, 'removes' | 'stays'>;

function planOfAdded(note: Enrolment | undefined, { linked }: LeaverContext): Plan {
  const stays: StayingPlace[] = [];
  const isAdded = (known: 'made' | 'confirmed' | undefined, organization?: Organization): boolean => {
    if (known === undefined) return false;
    const why = known !== 'made' ? 'not-added' : organization?.scimManaged ? 'scim' : undefined;
    if (why) stays.push({ why, ...(organization && { organization: named(organization) }) });
    return !why;
  };
  const desk = isAdded(note?.desk);
  const organizations = Object.entries(note?.organizations ?? {})
    .map(([key, known]) => {
      const id = organizationIdSchema.parse(key);
      return { known, organization: linked.get(id) ?? unlinked(id) };
    })
    .filter(({ known, organization }) => isAdded(known, organization))
    .map(({ organization }) => named(organization));
  return { removes: { desk, organizations }, stays };
}

function planOfAll(members: readonly Organization[]): Plan {
  const stays = members.filter(({ scimManaged }) => scimManaged);
  return {
    removes: {
      desk: true,
      organizations: members.filter(({ scimManaged }) => !scimManaged).map(named),
    },
    stays: stays.map((each) => ({ organization: named(each), why: 'scim' })),
  };
}

/** One that is not linked to the space any more: its name is not known, and its members are who they were. */
function unlinked(id: OrganizationId): Organization {
  return { id, name: id, scimManaged: false, createdAt: undefined };
}

function named({ id, name }: Organization): Places['organizations'][number] {
  return { id, name };
}

async function membersOf(
  ids: readonly AccountId[],
  { policy }: LeaverContext,
  { agent }: LeaverPorts,
): Promise<JiraResult<ReadonlyMap<AccountId, readonly Organization[]>>> {
  const read = await inParallel(ids, IN_FLIGHT_MAX, (accountId) =>
    linkedOrganizationsOf(agent, policy.serviceDeskId, accountId),
  );
  const found = new Map<AccountId, readonly Organization[]>();
  for (const [index, each] of read.entries()) {
    if (!each.ok) return each;
    const accountId = ids[index];
    if (accountId !== undefined) found.set(accountId, each.data.organizations);
  }
  return ok(found);
}
