import type { AccountId, OrganizationId } from '../contract/ids';
import { isPassing } from '../jira/answer';
import type { Answered } from '../jira/answer';
import { membersFrom, organizationsOf } from '../jira/organizations';
import type { Adding, RuleReport } from '../store/upkeep';
import { confirmMembers, mayAdd } from './apply-rule';
import { whyRefused, withWork } from './run';
import type { Place, Run, Stepped } from './run';
import { standingOf } from './standing';
import type { Candidates } from './standing';

/** Up to so many customers are asked about one by one; of more, the members of the organization are read. */
const ASK_MAX = 20;
/** Pages of one organization's members in one round, 2,000 people. A larger one takes several rounds. */
const MEMBER_PAGES_MAX = 40;
/** Customers that are shown for a rule; their number is told. */
const SHOWN_MAX = 25;

/**
 * Looks at one organization to which rules lead customers who came another way: who of them is in it already, and who would
 * be added. Those who may be are kept as to be added.
 */
export async function followRules(place: Place, run: Run): Promise<Stepped> {
  const { candidates } = await standingOf(place.policy, place.work, run);
  const { left, report } = place.work;
  const led = candidates.filter(({ accountIds }) => accountIds.length > 0);
  if (left === undefined) {
    const organizations = new Set(led.map(({ organization }) => organization.id));
    return withWork(place, {
      left: [...organizations],
      report: { ...report, rules: candidates.map(unseen) },
    });
  }
  const [organizationId, ...others] = left;
  if (organizationId === undefined) return withWork(place, { phase: 'compare', left: undefined, calls: 0 });

  const here = led.filter(({ organization }) => organization.id === organizationId);
  const wanted = here.flatMap(({ accountIds }) => accountIds);
  // Half a list says of nobody that they are not on it.
  if (run.callsLeft() < (wanted.length > ASK_MAX ? MEMBER_PAGES_MAX : wanted.length)) return 'later';
  const found = await whoIsIn(organizationId, wanted, report.membersRead[organizationId] ?? 0, run);
  if (!found.ok) {
    if (isPassing(found.refusal)) return 'later';
    const reason = whyRefused(found.refusal, run);
    const refused = here.map((each) => ({ ...unseen(each), waiting: each.accountIds.length, reason }));
    return withWork(place, { left: others, report: { ...report, rules: replaced(report.rules, refused) } });
  }

  const { inside, next } = found.data;
  const outside = here.map((each) => without(each, inside));
  await confirmMembers(
    wanted.filter((accountId) => inside.has(accountId)),
    organizationId,
    place.policy,
    run,
  );
  const { [organizationId]: _read, ...read } = report.membersRead;
  return withWork(place, {
    left: others,
    adding: next === undefined ? await toAdd(outside, place, run) : undefined,
    report: {
      ...report,
      rules: replaced(report.rules, outside.map(next === undefined ? wouldAdd : waitsFor)),
      membersRead: next === undefined ? read : { ...read, [organizationId]: next },
    },
  });
}

/** Of the customers asked about: who is in it. */
interface WhoIsIn {
  readonly inside: ReadonlySet<AccountId>;
  /** Where the next round goes on; until the end is reached, nothing is known of all others. */
  readonly next: number | undefined;
}

async function whoIsIn(
  organizationId: OrganizationId,
  accountIds: readonly AccountId[],
  start: number,
  run: Run,
): Promise<Answered<WhoIsIn>> {
  if (accountIds.length > ASK_MAX) {
    const read = await membersFrom(run.caller, organizationId, start, MEMBER_PAGES_MAX);
    return read.ok ? { ok: true, data: { inside: read.data.members, next: read.data.next } } : read;
  }
  const inside = new Set<AccountId>();
  for (const accountId of accountIds) {
    const organizations = await organizationsOf(run.caller, accountId);
    if (!organizations.ok) return organizations;
    if (organizations.data.some(({ id }) => id === organizationId)) inside.add(accountId);
  }
  return { ok: true, data: { inside, next: undefined } };
}

/** Those who may be added, as many as the day has left for all rules together. */
async function toAdd(rules: readonly Candidates[], place: Place, run: Run): Promise<Adding[] | undefined> {
  const adding: Adding[] = [];
  let { changes } = place.round;
  for (const { domain, organization, accountIds } of rules) {
    const now = await mayAdd({ domain, organization, accountIds: [...accountIds] }, changes, place, run);
    changes += now.length;
    if (now.length > 0) adding.push({ domain, organization, accountIds: [...now] });
  }
  return adding.length > 0 ? adding : undefined;
}

function without(candidates: Candidates, inside: ReadonlySet<AccountId>): Candidates {
  return { ...candidates, accountIds: candidates.accountIds.filter((accountId) => !inside.has(accountId)) };
}

function unseen({ domain, organization }: Candidates): RuleReport {
  return { domain, organization, outside: 0, customers: [], waiting: 0, added: 0 };
}

function wouldAdd(candidates: Candidates): RuleReport {
  const { accountIds } = candidates;
  return { ...unseen(candidates), outside: accountIds.length, customers: accountIds.slice(0, SHOWN_MAX) };
}

function waitsFor(candidates: Candidates): RuleReport {
  return { ...unseen(candidates), waiting: candidates.accountIds.length };
}

function replaced(all: readonly RuleReport[], changed: readonly RuleReport[]): RuleReport[] {
  return all.map((rule) => changed.find(({ domain }) => domain === rule.domain) ?? rule);
}
