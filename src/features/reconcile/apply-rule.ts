import { refusedDomain } from '../../domain/organization/domain-rules';
import type { AccountId, OrganizationId } from '../../domain/ids';
import type { Reason } from '../../domain/reason';
import { ok } from '../../domain/result';
import { isRuleOn } from '../../contract/reconcile';
import { enrol } from '../invite/enrol';
import { organizationReason } from '../invite/enrol-reasons';
import { isPassing } from '../../platform/jira/result';
import type { JiraResult } from '../../platform/jira/result';
import { addToOrganization, organizationsOf } from '../../platform/jira/organizations';
import { projectPolicy } from '../policy/effective';
import { accountHash } from './store/reconcile-store';
import type { Adding, ReconcileRound } from './store/reconcile-store';
import { confirmMembers, record, recordUnknown } from './record-rule';
import type { RuleLog } from './record-rule';
import { later, whyRefused, withWork } from './run';
import type { Roster, Run, StepResult } from './run';

/** Customers in one step: where an organization rejects them, each is asked for once more or twice. */
export const ADD_MAX = 25;
const STEP_CALLS_MAX = 2 * ADD_MAX;
/** Refused customers who are remembered. */
const REFUSED_MAX = 1_000;

/**
 * Adds the next customers whom rules are to add, in two steps that are kept one after the other: what is asked of Jira was
 * stored before, so that the worker after a crash can find out what became of it.
 */
export async function addByRule(place: Roster, run: Run): Promise<StepResult> {
  const [adding, ...others] = place.work.adding ?? [];
  if (!adding) return withWork(place, { adding: undefined });
  if (!run.hasRoom(STEP_CALLS_MAX)) return later();
  if (adding.asked === undefined) return prove(adding, others, place, run);
  return adding.asked === run.id ? add(adding, others, place, run) : settle(adding, others, place, run);
}

/** Leaves only those who may be added this very moment: by the policy, the switch, and what is known of them. */
async function prove(
  adding: Adding,
  others: readonly Adding[],
  place: Roster,
  run: Run,
): Promise<StepResult> {
  const { projectId } = place.policy;
  const { store, clock } = run.ports;
  const settings = await store.settings.read();
  // The delegate may have withdrawn: the next run asks in another name.
  if (!run.isStillLent(settings.authority)) return later();
  const policy = projectPolicy(settings.policy, projectId);
  const isRule = policy?.domainOrganizations.some(
    ({ domain, organization }) => domain === adding.domain && organization.id === adding.organization.id,
  );
  // Where no account may invite, no rule adds customers either.
  const room = policy && isRule && policy.mayInvite.length > 0 ? await roomFor(adding, place, run) : 0;
  const allowed = adding.people.filter(([, domain]) => policy && !refusedDomain(domain, policy));
  const known = await store.enrolments.read(
    projectId,
    allowed.map(([accountId]) => accountId),
    clock.now(),
  );
  // A customer invited meanwhile is where the invitation put them.
  const wanted = allowed.filter(([accountId]) => !known.has(accountId)).slice(0, room);
  const inside = adding.unsure ? await askWhoIsIn(wanted, adding.organization.id, run) : nobody;
  if (!inside.ok) {
    const why = whyRefused(inside.error, run);
    return isPassing(inside.error) ? later(why) : withReason(adding, others, why, place);
  }
  await confirmMembers([...inside.data], adding.organization.id, place.policy, run);
  const people = wanted.filter(([accountId]) => !inside.data.has(accountId));
  if (people.length === 0) return withWork(place, { adding: next(others) });
  return withWork(place, { adding: [{ ...adding, people, asked: run.id }, ...others] });
}

const nobody: JiraResult<ReadonlySet<AccountId>> = ok(new Set());

/** How many of them the switch and the day leave room for. */
async function roomFor({ domain, organization }: Adding, place: Roster, run: Run): Promise<number> {
  const settings = (await run.ports.store.upkeep.settings()).value;
  const rule = { projectId: place.policy.projectId, domain, organizationId: organization.id };
  return isRuleOn(settings, rule) ? Math.max(0, settings.changesMax - place.round.changes) : 0;
}

/** Asks Jira to add them, just after it was proven that they may be. */
async function add(adding: Adding, others: readonly Adding[], place: Roster, run: Run): Promise<StepResult> {
  const { organization, people } = adding;
  const missed = await enrol(
    // The list does not tell which account is whose.
    people.map(([accountId]) => ({ accountId, accountType: 'unknown' })),
    (ids) => addToOrganization(run.caller, organization.id, ids),
  );
  const passing = [...missed.values()].find(isPassing);
  // Perhaps it did: the next run finds out.
  if (passing) return later(whyRefused(passing, run));
  const refused = new Map([...missed].map(([id, refusal]) => [id, organizationReason(refusal)]));
  await record(adding, people, refused, logOf(place), run.ports);
  return withAdded(adding, others, refused, place, run);
}

/** A worker crashed, or got no answer: members of the organization were added; the others are tried again. */
async function settle(
  adding: Adding,
  others: readonly Adding[],
  place: Roster,
  run: Run,
): Promise<StepResult> {
  const inside = await askWhoIsIn(adding.people, adding.organization.id, run);
  if (!inside.ok) {
    const why = whyRefused(inside.error, run);
    if (isPassing(inside.error)) return later(why);
    await recordUnknown(adding, why, logOf(place), run.ports);
    return withWork(place, { adding: next(others) });
  }
  const people = adding.people.filter(([accountId]) => inside.data.has(accountId));
  await record(adding, people, new Map(), logOf(place), run.ports);
  const left = adding.people.filter(([accountId]) => !inside.data.has(accountId));
  const again: readonly Adding[] = left.length > 0 ? [{ ...adding, people: left, asked: undefined }] : [];
  return withAdded({ ...adding, people }, [...again, ...others], new Map(), place, run);
}

/** Who of them is in the organization: a call for each. */
export async function askWhoIsIn(
  people: Adding['people'],
  organizationId: OrganizationId,
  run: Run,
): Promise<JiraResult<ReadonlySet<AccountId>>> {
  const inside = new Set<AccountId>();
  for (const [accountId] of people) {
    const organizations = await organizationsOf(run.caller, accountId);
    if (!organizations.ok) return organizations;
    if (organizations.data.some(({ id }) => id === organizationId)) inside.add(accountId);
  }
  return ok(inside);
}

function logOf({ policy: { projectId, auditDays }, work: { begunAt } }: Roster): RuleLog {
  return { projectId, auditDays, begunAt };
}

/** The round with what became of them. */
function withAdded(
  { domain, people }: Adding,
  others: readonly Adding[],
  refused: ReadonlyMap<AccountId, Reason>,
  place: Roster,
  run: Run,
): ReconcileRound {
  const { report } = place.work;
  const added = people.filter(([accountId]) => !refused.has(accountId)).map(([accountId]) => accountId);
  const [why] = refused.values();
  const rules = report.rules.map((rule) =>
    rule.domain === domain
      ? {
          ...rule,
          added: rule.added + added.length,
          outside: Math.max(0, rule.outside - added.length),
          customers: rule.customers.filter((id) => !added.includes(id)),
          ...(why && { reason: why.code }),
        }
      : rule,
  );
  // Others have their turn before those are asked for again.
  const refusedOnes = [...new Set([...report.refused, ...[...refused.keys()].map(accountHash)])].slice(
    -REFUSED_MAX,
  );
  const { round } = place;
  return {
    ...withWork(place, { adding: next(others), report: { ...report, rules, refused: refusedOnes } }),
    changes: round.changes + added.length,
    ...(round.changes === 0 && added.length > 0 && { countedFrom: run.ports.clock.now() }),
  };
}

/** None of them is added, and the rule says why. */
function withReason(
  { domain }: Adding,
  others: readonly Adding[],
  why: Reason['code'],
  place: Roster,
): ReconcileRound {
  const { report } = place.work;
  const rules = report.rules.map((rule) => (rule.domain === domain ? { ...rule, reason: why } : rule));
  return withWork(place, { adding: next(others), report: { ...report, rules } });
}

function next(others: readonly Adding[]): Adding[] | undefined {
  return others.length > 0 ? [...others] : undefined;
}
