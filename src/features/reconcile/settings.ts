import { entryItems } from '../audit/append';
import { person } from '../../domain/actor';
import type { Actor } from '../../domain/actor';
import type { AccountId } from '../../domain/ids';
import type { Policy } from '../../domain/policy/policy';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import { isRuleOn, isSameRule } from '../../contract/reconcile';
import type { GoneRef, RuleRef, ReconcileInput, ReconcileSettings } from '../../contract/reconcile';
import { DEFAULT_POLICY, projectPolicy } from '../policy/effective';
import type { NewAuditEntry } from '../audit/store/audit-store';
import { sameDayItem } from '../invite/store/enrolments';
import type { DatedEnrolment } from '../invite/store/enrolments';
import type { Settings } from '../policy/store/settings-store';
import type { ReconcileReport } from './store/reconcile-store';
import type { ReconcilePorts } from './run';

/** Forge storage: 25 keys in one transaction, with the settings and a note about who saved. */
const CHANGES_MAX = 20;
const ACCEPT_TRIES = 4;

type Ports = Pick<ReconcilePorts, 'store' | 'clock'>;

/** `undefined` where it is done. */
type Refused = Reason | undefined;

/** Switches rules on and off, and sets how many customers they may add in a day: only rules that there are now. */
export async function saveReconcileSettings(
  { version, on, changesMax }: ReconcileInput,
  actor: AccountId,
  { policy = DEFAULT_POLICY }: Settings,
  { store, clock }: Ports,
): Promise<Refused> {
  const { value: before, version: seen } = await store.upkeep.settings();
  if (seen !== version) return reason('upkeep-changed-meanwhile');
  if (on.some((rule) => !isRuleOn(before, rule) && !organizationOf(rule, policy)))
    return reason('upkeep-changed-meanwhile');
  // Those whose rule is gone are dropped on their own: that is no change of the admin's.
  const gone = before.on.filter((rule) => !organizationOf(rule, policy));
  const wanted = on.filter((rule, index) => organizationOf(rule, policy) && isFirst(rule, index, on));
  const entries = changesOf(before, { on: [...wanted, ...gone], changesMax }, policy, person(actor));
  if (entries.length > CHANGES_MAX) return reason('upkeep-too-many-changes', { max: CHANGES_MAX });
  const after = { value: { on: [...wanted, ...gone], changesMax }, version };
  const isSaved = await saveWith(entries, after, policy, { store, clock });
  return isSaved ? undefined : reason('upkeep-changed-meanwhile');
}

/**
 * Switches off what is no rule of the policy any more: one that comes back is another rule. Some at a time; where another
 * else saves meanwhile, the next time.
 *
 * @returns whether none is left.
 */
export async function dropSwitches(
  policy: Policy = DEFAULT_POLICY,
  actor: Actor,
  { store, clock }: Ports,
): Promise<boolean> {
  const { value: before, version } = await store.upkeep.settings();
  const all = before.on.filter((rule) => !organizationOf(rule, policy));
  const gone = all.slice(0, CHANGES_MAX);
  if (gone.length === 0) return true;
  const after = { ...before, on: before.on.filter((rule) => !gone.includes(rule)) };
  const entries = changesOf(before, after, policy, actor);
  const isSaved = await saveWith(entries, { value: after, version }, policy, { store, clock });
  return isSaved && gone.length === all.length;
}

/** Saves with the entries that tell of it. What finds those, and who is named in them, tells nothing without them: it goes first. */
async function saveWith(
  entries: readonly NewAuditEntry[],
  { value, version }: { readonly value: ReconcileSettings; readonly version: number },
  policy: Policy,
  { store, clock }: Ports,
): Promise<boolean> {
  const items = entryItems(entries, { policy }, clock);
  await store.write(items.slice(entries.length));
  return store.upkeep.saveSettings(value, version, items.slice(0, entries.length));
}

/** The name of a rule's organization; `undefined` where there is no such rule. */
function organizationOf(rule: RuleRef, policy: Policy): string | undefined {
  return projectPolicy(policy, rule.projectId)?.domainOrganizations.find(
    ({ domain, organization }) => domain === rule.domain && organization.id === rule.organizationId,
  )?.organization.name;
}

function isFirst(rule: RuleRef, index: number, on: readonly RuleRef[]): boolean {
  return on.findIndex((each) => isSameRule(each, rule)) === index;
}

function changesOf(
  before: ReconcileSettings,
  after: ReconcileSettings,
  policy: Policy,
  actor: Actor,
): readonly NewAuditEntry[] {
  const onlyIn = (one: ReconcileSettings, other: ReconcileSettings): readonly RuleRef[] =>
    one.on.filter((rule) => !isRuleOn(other, rule));
  const switched =
    (action: 'rule-on' | 'rule-off') =>
    (rule: RuleRef): NewAuditEntry => {
      const organizationName = organizationOf(rule, policy) ?? `#${rule.organizationId}`;
      const { projectId, domain: ruleDomain } = rule;
      return { actor, projectId, event: 'upkeep', action, ruleDomain, organizationName, outcome: 'done' };
    };
  const { changesMax } = after;
  return [
    ...onlyIn(after, before).map(switched('rule-on')),
    ...onlyIn(before, after).map(switched('rule-off')),
    ...(changesMax === before.changesMax
      ? []
      : [{ actor, event: 'upkeep', action: 'limit', changesMax, outcome: 'done' } as const]),
  ];
}

/** Asks for a new round, sooner than in a day. While one is under way, nothing changes. */
export async function startRound({ store }: Ports): Promise<Refused> {
  const held = await store.upkeep.round();
  if (held?.value.endedAt === undefined) return undefined;
  const saved = await store.upkeep.saveRound({ ...held.value, wanted: true }, held.version);
  return saved === undefined ? reason('upkeep-changed-meanwhile') : undefined;
}

/** Takes it that a customer is gone: it is told no more. Nothing changes in Jira. */
export async function acceptGone(
  ref: GoneRef,
  actor: AccountId,
  settings: Settings,
  ports: Ports,
): Promise<Refused> {
  // Another one may be accepted at the same time.
  for (let tries = 1; tries < ACCEPT_TRIES; tries += 1) {
    const refused = await acceptOnce(ref, actor, settings, ports);
    if (refused !== 'overtaken') return refused;
  }
  return reason('upkeep-changed-meanwhile');
}

async function acceptOnce(
  ref: GoneRef,
  actor: AccountId,
  { policy }: Settings,
  { store, clock }: Ports,
): Promise<Refused | 'overtaken'> {
  const { projectId, accountId } = ref;
  const held = await store.upkeep.report(projectId);
  const told = held && goneIn(held.value, ref);
  if (!told) return reason('upkeep-changed-meanwhile');
  const now = clock.now();
  const { value: report, version } = held;
  const known = (await store.enrolments.dated(projectId, [accountId], now)).get(accountId);
  const entry: NewAuditEntry = {
    actor: person(actor),
    projectId,
    event: 'upkeep',
    action: 'accepted',
    customer: accountId,
    ...(told.organization && { organizationName: told.organization.name }),
    outcome: 'done',
  };
  const isSaved = await store.upkeep.replaceReport(
    { ...report, gone: report.gone.filter((each) => each !== told), goneCount: report.goneCount - 1 },
    version,
    [
      ...entryItems([entry], { policy }, clock),
      // A note that cannot be read has no day.
      ...(known && known.at > 0 ? [sameDayItem(projectId, accountId, without(known, ref), now)] : []),
    ],
  );
  return isSaved ? undefined : 'overtaken';
}

function goneIn(
  { gone }: ReconcileReport,
  { accountId, organizationId }: GoneRef,
): ReconcileReport['gone'][number] | undefined {
  return gone.find((each) => each.accountId === accountId && each.organization?.id === organizationId);
}

function without({ desk, ...known }: DatedEnrolment, { organizationId }: GoneRef): DatedEnrolment {
  if (organizationId === undefined) return known;
  const left = Object.entries(known.organizations).filter(([id]) => id !== organizationId);
  return { ...known, ...(desk && { desk }), organizations: Object.fromEntries(left) };
}
