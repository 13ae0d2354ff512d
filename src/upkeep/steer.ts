import { auditItems, recordAudit } from '../audit/record';
import { person } from '../contract/actor';
import type { AccountId } from '../contract/ids';
import { AUDIT_DAYS_MAX } from '../contract/policy';
import { reason } from '../contract/reason';
import type { Reason } from '../contract/reason';
import { isSameRule } from '../contract/upkeep';
import type { GoneRef, RuleRef, UpkeepInput, UpkeepSettings } from '../contract/upkeep';
import { DEFAULT_POLICY, projectPolicy } from '../policy/effective';
import type { NewAuditEntry } from '../store/audit';
import { enrolmentItem } from '../store/enrolments';
import type { Settings } from '../store/settings';
import { reportItem } from '../store/upkeep';
import type { UpkeepReport } from '../store/upkeep';
import type { UpkeepPorts } from './run';

/** Forge storage: 25 keys in one transaction, with the settings and a note about who saved. */
const CHANGES_MAX = 20;

type Ports = Pick<UpkeepPorts, 'store' | 'clock' | 'postpone'>;

/** Nothing where it is done. */
type Refused = Reason | undefined;

/** Switches rules on and off, and sets how many customers they may add in a round: only rules that there are now. */
export async function saveUpkeep(
  { version, on, changesMax }: UpkeepInput,
  actor: AccountId,
  { policy = DEFAULT_POLICY }: Settings,
  { store, clock }: Ports,
): Promise<Refused> {
  const before = await store.upkeep.settings();
  if (before.version !== version) return reason('upkeep-changed-meanwhile');
  const named = (rule: RuleRef): NamedRule | undefined => namedRule(rule, policy);
  // What is no rule any more is dropped without a word; what never was one cannot be switched on.
  const added = on.filter((rule) => !before.value.on.some((each) => isSameRule(each, rule)));
  if (added.some((rule) => !named(rule))) return reason('upkeep-changed-meanwhile');
  const after = { on: on.filter((rule, index) => named(rule) && isFirst(rule, index, on)), changesMax };
  const entries = entriesOf(before.value, after, named, actor);
  if (entries.length > CHANGES_MAX) return reason('upkeep-too-many-changes', { max: CHANGES_MAX });
  const items = auditItems(entries, policy.auditDays, clock);
  if (!(await store.upkeep.saveSettings(after, version, items))) return reason('upkeep-changed-meanwhile');
  return undefined;
}

type NamedRule = RuleRef & { readonly organizationName: string };

function namedRule(rule: RuleRef, policy: NonNullable<Settings['policy']>): NamedRule | undefined {
  const found = projectPolicy(policy, rule.projectId)?.domainOrganizations.find(
    ({ domain, organization }) => domain === rule.domain && organization.id === rule.organizationId,
  );
  return found && { ...rule, organizationName: found.organization.name };
}

function isFirst(rule: RuleRef, index: number, on: readonly RuleRef[]): boolean {
  return on.findIndex((each) => isSameRule(each, rule)) === index;
}

function entriesOf(
  before: UpkeepSettings,
  after: UpkeepSettings,
  named: (rule: RuleRef) => NamedRule | undefined,
  actor: AccountId,
): readonly NewAuditEntry[] {
  const switched = (
    action: 'rule-on' | 'rule-off',
    from: UpkeepSettings,
    to: UpkeepSettings,
  ): NewAuditEntry[] =>
    to.on
      .filter((rule) => !from.on.some((each) => isSameRule(each, rule)))
      .map((rule) => {
        const organizationName = named(rule)?.organizationName;
        return {
          actor: person(actor),
          projectId: rule.projectId,
          event: 'upkeep',
          action,
          ruleDomain: rule.domain,
          ...(organizationName !== undefined && { organizationName }),
          outcome: 'done',
        };
      });
  const { changesMax } = after;
  return [
    ...switched('rule-on', before, after),
    ...switched('rule-off', after, before),
    ...(changesMax === before.changesMax
      ? []
      : [{ actor: person(actor), event: 'upkeep', action: 'limit', changesMax, outcome: 'done' } as const]),
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
  gone: GoneRef,
  actor: AccountId,
  { policy }: Settings,
  ports: Ports,
): Promise<Refused> {
  const { store, clock } = ports;
  const { projectId, accountId, organizationId } = gone;
  const report = await store.upkeep.report(projectId);
  const told = report && goneIn(report, gone);
  if (!told) return reason('upkeep-changed-meanwhile');
  const now = clock.now();
  const known = (await store.enrolments.read(projectId, [accountId], now)).get(accountId);
  await store.write([
    reportItem({
      ...report,
      gone: report.gone.filter((each) => each !== told),
      goneCount: report.goneCount - 1,
    }),
    ...(known ? [enrolmentItem(projectId, accountId, without(known, organizationId), now)] : []),
  ]);
  const entry: NewAuditEntry = {
    actor: person(actor),
    projectId,
    event: 'upkeep',
    action: 'accepted',
    customer: accountId,
    ...(told.organization && { organizationName: told.organization.name }),
    outcome: 'done',
  };
  await recordAudit([entry], policy?.auditDays ?? AUDIT_DAYS_MAX, ports);
  return undefined;
}

function goneIn(
  { gone }: UpkeepReport,
  { accountId, organizationId }: GoneRef,
): UpkeepReport['gone'][number] | undefined {
  return gone.find((each) => each.accountId === accountId && each.organization?.id === organizationId);
}

function without(
  { desk, organizations }: Parameters<typeof enrolmentItem>[2],
  organizationId: GoneRef['organizationId'],
): Parameters<typeof enrolmentItem>[2] {
  if (organizationId === undefined) return { organizations };
  const left = Object.entries(organizations).filter(([id]) => id !== organizationId);
  return { ...(desk && { desk }), organizations: Object.fromEntries(left) };
}
