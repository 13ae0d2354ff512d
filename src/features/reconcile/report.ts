import type { AccountId, ProjectId } from '../../domain/ids';
import type { Policy } from '../../domain/policy/policy';
import type { Reason } from '../../domain/reason';
import { DEFAULT_POLICY } from '../policy/effective';
import { accountItem } from '../privacy/store/account-ledger';
import { accountsInReport, reportItems } from './store/reconcile-store';
import type { ReconcileReport, ReconcileRound, ReconcileWork } from './store/reconcile-store';
import { recordUnknown } from './record-rule';
import type { ReconcilePorts } from './run';

/** Forge storage takes 240 KiB in one value; a work holds up to 250 customers to be added beside its report. */
const REPORT_BYTES_MAX = 120_000;
/** Of each list that is cut, so many stay. */
const CUT_TO = 50;

/** What is looked at in turns goes on where the round before ended. */
export function workOn(
  projectId: ProjectId,
  before: ReconcileReport | undefined,
  now: number,
): ReconcileWork {
  const { reason: _reason, unusedReason: _unused, skipped: _skipped, ...known } = before ?? NOTHING_FOUND;
  return {
    phase: 'desk',
    begunAt: now,
    laters: 0,
    start: 0,
    sheets: 0,
    calls: 0,
    left: undefined,
    adding: undefined,
    report: { ...known, projectId, at: 0, listed: 0, hidden: 0, rules: [] },
  };
}

export const NOTHING_FOUND: Omit<ReconcileReport, 'projectId'> = {
  at: 0,
  listed: 0,
  hidden: 0,
  rules: [],
  gone: [],
  goneCount: 0,
  uncompared: [],
  membersRead: {},
  refused: [],
  unused: [],
  unusedMore: false,
};

/** Keeps what was found in a project, which is done with it. */
export async function finish(
  round: ReconcileRound,
  work: ReconcileWork,
  ports: ReconcilePorts,
): Promise<ReconcileRound> {
  const { store, clock } = ports;
  const now = clock.now();
  const report = await withoutAccepted({ ...work.report, at: now }, ports);
  const before = await store.upkeep.report(report.projectId);
  await store.write([
    ...reportItems(report, before?.version),
    ...[...new Set(accountsInReport(report))].map((accountId) => accountItem(accountId, now)),
  ]);
  return { ...round, work: undefined };
}

/** It may have been accepted since the memberships were compared. */
async function withoutAccepted(
  report: ReconcileReport,
  { store, clock }: ReconcilePorts,
): Promise<ReconcileReport> {
  if (report.gone.length === 0) return report;
  const accountIds = report.gone.map(({ accountId }) => accountId);
  const known = await store.enrolments.read(report.projectId, accountIds, clock.now());
  const isTold = (accountId: AccountId, { organization }: ReconcileReport['gone'][number]): boolean => {
    const note = known.get(accountId);
    return (organization ? note?.organizations[organization.id] : note?.desk) === 'made';
  };
  const gone = report.gone.filter((each) => isTold(each.accountId, each));
  return { ...report, gone, goneCount: report.goneCount - (report.gone.length - gone.length) };
}

/** Writes down that customers may have been added: Jira is not asked about them any more. */
export async function settleUnknown(
  work: ReconcileWork | undefined,
  why: Reason['code'],
  { auditDays }: Pick<Policy, 'auditDays'> = DEFAULT_POLICY,
  ports: ReconcilePorts,
): Promise<void> {
  for (const adding of work?.adding ?? []) {
    if (!work || adding.asked === undefined) continue;
    const { begunAt, report } = work;
    await recordUnknown(adding, why, { projectId: report.projectId, auditDays, begunAt }, ports);
  }
}

/** Where the lists would not fit into one value, fewer are named; their numbers are told. */
export function fitting(work: ReconcileWork): ReconcileWork {
  const { report } = work;
  if (Buffer.byteLength(JSON.stringify(report)) <= REPORT_BYTES_MAX) return work;
  const rules = report.rules.map((rule) => ({ ...rule, customers: [] }));
  const isCut = report.unused.length > CUT_TO;
  return {
    ...work,
    report: {
      ...report,
      rules,
      gone: report.gone.slice(0, CUT_TO),
      unused: report.unused.slice(0, CUT_TO),
      unusedMore: report.unusedMore || isCut,
    },
  };
}
