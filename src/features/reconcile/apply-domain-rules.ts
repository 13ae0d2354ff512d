import type { AccountId, OrganizationId } from '../../domain/ids';
import { isRuleOn } from '../../contract/reconcile';
import { isPassing } from '../../platform/jira/result';
import type { JiraResult } from '../../platform/jira/result';
import { membersFrom } from '../../platform/jira/organizations';
import { accountHash } from './store/reconcile-store';
import type { Adding, RuleReport } from './store/reconcile-store';
import { ADD_MAX, askWhoIsIn } from './apply-rule';
import { confirmMembers } from './record-rule';
import { later, whyRefused, withWork } from './run';
import type { Roster, Run, StepResult } from './run';
import type { Candidates, DeskSnapshot } from './desk-snapshot';
import { ok } from '../../domain/result';

/** Up to so many customers are asked about one by one; of more, the members of the organization are read. */
const ASK_MAX = 20;
/** Pages of one organization's members in one round, 2,000 people. A larger one takes several rounds. */
const MEMBER_PAGES_MAX = 40;
/** Customers that are shown for a rule; their number is told. */
const SHOWN_MAX = 25;

/**
 * Looks at one organization to which rules lead customers who came another way: who of them is in it already, and who would
 * be added. Where the rule is switched on, those are kept as to be added.
 */
export async function applyDomainRules(
  place: Roster,
  { candidates }: DeskSnapshot,
  run: Run,
): Promise<StepResult> {
  const { left, report } = place.work;
  const led = candidates.filter(({ people }) => people.length > 0);
  if (left === undefined) return begin(place, led, candidates);
  const [organizationId, ...others] = left;
  if (organizationId === undefined) return withWork(place, { phase: 'compare', left: undefined, calls: 0 });

  const here = led.filter(({ organization }) => organization.id === organizationId);
  const wanted = here.flatMap(({ people }) => people);
  // A partial list proves no absence.
  const isMany = wanted.length > ASK_MAX;
  if (!(isMany ? run.hasRoom(0, MEMBER_PAGES_MAX) : run.hasRoom(wanted.length))) return later();
  const start = report.membersRead[organizationId] ?? 0;
  const found = await whoIsIn(organizationId, wanted, start, run);
  if (!found.ok) {
    const reason = whyRefused(found.error, run);
    if (isPassing(found.error)) return later(reason);
    const refused = here.map((each) => ({ ...unseen(each), waiting: each.people.length, reason }));
    return withWork(place, { left: others, report: { ...report, rules: replaced(report.rules, refused) } });
  }

  const { inside, next } = found.data;
  await confirmMembers(
    wanted.map(([accountId]) => accountId).filter((accountId) => inside.has(accountId)),
    organizationId,
    place.policy,
    run,
  );
  const outside = here.map((each) => without(each, inside));
  const { [organizationId]: _read, ...read } = report.membersRead;
  return withWork(place, {
    left: others,
    adding: next === undefined ? await toAdd(outside, start > 0, place, run) : undefined,
    report: {
      ...report,
      rules: replaced(report.rules, outside.map(next === undefined ? wouldAdd : waitsFor)),
      membersRead: next === undefined ? read : { ...read, [organizationId]: next },
    },
  });
}

/** What was read of large organizations is forgotten where no rule leads there any more; so are refusals of who left. */
function begin(
  place: Roster,
  led: readonly Candidates[],
  candidates: readonly Candidates[],
): ReturnType<typeof withWork> {
  const { report } = place.work;
  const organizations = [...new Set(led.map(({ organization }) => organization.id))];
  const membersRead = Object.fromEntries(
    Object.entries(report.membersRead).filter(([id]) => organizations.some((each) => each === id)),
  );
  const here = new Set(led.flatMap(({ people }) => people.map(([accountId]) => accountHash(accountId))));
  const refused = report.refused.filter((hash) => here.has(hash));
  const rules = candidates.map(unseen);
  return withWork(place, { left: organizations, report: { ...report, rules, membersRead, refused } });
}

/** Of the customers asked about: who is in it. */
interface WhoIsIn {
  readonly inside: ReadonlySet<AccountId>;
  /** Where the next round goes on; until the end is reached, nothing is known of all others. */
  readonly next: number | undefined;
}

async function whoIsIn(
  organizationId: OrganizationId,
  people: Adding['people'],
  start: number,
  run: Run,
): Promise<JiraResult<WhoIsIn>> {
  if (people.length > ASK_MAX) {
    const read = await membersFrom(run.caller, organizationId, start, MEMBER_PAGES_MAX);
    if (!read.ok) return read;
    const { members, next } = read.data;
    // It has become smaller than what was read: from the beginning, the next time.
    const isShort = start > 0 && members.size === 0;
    return ok({ inside: members, next: isShort ? 0 : next });
  }
  const asked = await askWhoIsIn(people, organizationId, run);
  return asked.ok ? ok({ inside: asked.data, next: undefined }) : asked;
}

/** Some at a time; whom Jira refused before, last. The day's limit and the switch are asked when it comes to it. */
async function toAdd(
  rules: readonly Candidates[],
  unsure: boolean,
  { policy: { projectId }, work, round }: Roster,
  { ports: { store } }: Run,
): Promise<Adding[] | undefined> {
  const settings = (await store.upkeep.settings()).value;
  const refused = new Set(work.report.refused);
  const isRefused = ([accountId]: Adding['people'][number]): number =>
    Number(refused.has(accountHash(accountId)));
  let room = settings.changesMax - round.changes;
  const adding: Adding[] = [];
  for (const { domain, organization, people } of rules) {
    if (!isRuleOn(settings, { projectId, domain, organizationId: organization.id })) continue;
    const inTurn = [...people].sort((one, other) => isRefused(one) - isRefused(other));
    const now = inTurn.slice(0, Math.max(0, room));
    room -= now.length;
    for (let from = 0; from < now.length; from += ADD_MAX) {
      const part = now.slice(from, from + ADD_MAX);
      adding.push({ domain, organization, people: part, ...(unsure && { unsure }) });
    }
  }
  return adding.length > 0 ? adding : undefined;
}

function without(candidates: Candidates, inside: ReadonlySet<AccountId>): Candidates {
  return { ...candidates, people: candidates.people.filter(([accountId]) => !inside.has(accountId)) };
}

function unseen({ domain, organization }: Candidates): RuleReport {
  return { domain, organization, outside: 0, customers: [], waiting: 0, added: 0 };
}

function wouldAdd(candidates: Candidates): RuleReport {
  const customers = candidates.people.slice(0, SHOWN_MAX).map(([accountId]) => accountId);
  return { ...unseen(candidates), outside: candidates.people.length, customers };
}

function waitsFor(candidates: Candidates): RuleReport {
  return { ...unseen(candidates), waiting: candidates.people.length };
}

function replaced(all: readonly RuleReport[], changed: readonly RuleReport[]): RuleReport[] {
  return all.map((rule) => changed.find(({ domain }) => domain === rule.domain) ?? rule);
}
