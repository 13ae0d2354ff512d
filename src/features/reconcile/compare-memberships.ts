import type { AccountId, OrganizationId } from '../../domain/ids';
import { MEMBERS_COMPARED_MAX } from '../../contract/reconcile';
import type { OrganizationChoice } from '../../domain/policy/lists';
import { isPassing } from '../../platform/jira/result';
import { membersFrom, organizationById, SITE_PAGE_LIMIT } from '../../platform/jira/organizations';
import { later, whyRefused, withWork } from './run';
import type { Roster, Run, StepResult } from './run';
import { madeIn, organizationsMade } from './read-snapshot';
import type { DeskSnapshot } from './desk-snapshot';

/** Calls of a round to read members of organizations. Whose turn does not come has it in the next round. */
const COMPARE_CALLS_MAX = Math.ceil(MEMBERS_COMPARED_MAX / SITE_PAGE_LIMIT);
/** Projects whose organizations are compared in one round. */
const COMPARED_A_DAY = 75;
/** Who is gone that is shown; their number is told. */
const SHOWN_MAX = 200;
const DAY_MS = 86_400_000;

/** Finds who is not any more where this app put them: on the desk, then in one organization at a time. */
export async function compareMemberships(
  place: Roster,
  standing: DeskSnapshot,
  run: Run,
): Promise<StepResult> {
  const { left } = place.work;
  if (left === undefined) return compareDesk(place, standing);
  const [organizationId, ...others] = left;
  const room = COMPARE_CALLS_MAX - place.work.calls;
  if (organizationId === undefined || room <= 0) return withWork(place, { phase: 'unused', left: undefined });
  // A partial list proves no absence.
  if (!run.hasRoom(1, room)) return later();

  const before = run.spent().calls;
  const members = await membersFrom(run.caller, organizationId, 0, room);
  if (!members.ok && isPassing(members.error)) return later(whyRefused(members.error, run));
  const isLarge = members.ok && members.data.next !== undefined;
  // Too large for what is left of this round, but perhaps not for a whole one.
  if (isLarge && place.work.calls > 0) {
    return withWork(place, { phase: 'unused', left: undefined });
  }
  // An organization that is gone has no members.
  const isGone = !members.ok && members.error.kind === 'missing';
  const there = members.ok && !isLarge ? members.data.members : isGone ? new Set<AccountId>() : undefined;
  const missing = there ? missingIn(organizationId, there, standing, run) : [];
  const organization = missing.length > 0 || !there ? await choiceOf(organizationId, run) : undefined;
  const { report } = place.work;
  return withWork(place, {
    left: others,
    calls: place.work.calls + run.spent().calls - before,
    report: {
      ...report,
      ...withGone(report.gone, missing, organizationId, organization),
      uncompared: [
        ...report.uncompared.filter(({ id }) => id !== organizationId),
        ...(!there && organization
          ? [{ ...organization, why: isLarge ? ('large' as const) : ('refused' as const) }]
          : []),
      ],
      comparedTo: organizationId,
    },
  });
}

/** The desk, and which organizations come next: behind the one with which the round before ended. */
function compareDesk(place: Roster, standing: DeskSnapshot): StepResult {
  const { report } = place.work;
  const all = organizationsMade(standing);
  const behind = all.filter((id) => Number(id) > Number(report.comparedTo ?? 0));
  const yesterday = place.work.begunAt - DAY_MS;
  // An open desk keeps no list, so no customer can be missing on it. Jira's list can be late for those of today.
  const missing = [...standing.notes.values()].flatMap(({ id: accountId, desk, at }) =>
    report.listed > 0 && desk && at < yesterday && !standing.isOnDesk(accountId) ? [{ accountId }] : [],
  );
  const gone = [
    ...missing,
    ...report.gone.filter(({ organization }) => organization && all.includes(organization.id)),
  ];
  return withWork(place, {
    left: isDue(place) ? [...new Set([...behind, ...all])] : [],
    calls: 0,
    report: {
      ...report,
      gone: gone.slice(0, SHOWN_MAX),
      goneCount: gone.length,
      uncompared: report.uncompared.filter(({ id }) => all.includes(id)),
    },
  });
}

/**
 * Members cost as many points as the desk's list. On a site with many projects each has its turn every few days; the desk
 * is compared each day.
 */
function isDue({ round, policy: { projectId } }: Roster): boolean {
  const projects = [...new Set([...(round.done ?? []), ...round.left, projectId])];
  const every = Math.ceil(projects.length / COMPARED_A_DAY);
  return (Number(projectId) + (round.count ?? 0)) % every === 0;
}

function missingIn(
  organizationId: OrganizationId,
  there: ReadonlySet<AccountId>,
  standing: DeskSnapshot,
  { ports }: Run,
): readonly AccountId[] {
  const yesterday = ports.clock.now() - DAY_MS;
  return madeIn(organizationId, standing).flatMap(({ id, at }) =>
    at < yesterday && !there.has(id) ? [id] : [],
  );
}

function withGone(
  before: Roster['work']['report']['gone'],
  missing: readonly AccountId[],
  organizationId: OrganizationId,
  organization: OrganizationChoice | undefined,
): Pick<Roster['work']['report'], 'gone' | 'goneCount'> {
  const gone = [
    ...before.filter((each) => each.organization?.id !== organizationId),
    ...(organization ? missing.map((accountId) => ({ accountId, organization })) : []),
  ];
  return { gone: gone.slice(0, SHOWN_MAX), goneCount: gone.length };
}

/** An organization with its name; one that is gone altogether is called by its number. */
async function choiceOf(id: OrganizationId, run: Run): Promise<OrganizationChoice> {
  const found = await organizationById(run.caller, id);
  return { id, name: found.ok ? found.data.name : `#${id}` };
}
