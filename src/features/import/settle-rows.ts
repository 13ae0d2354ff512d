import { privilegedCaller } from '../authority/privileged';
import { person } from '../../domain/actor';
import { momentOf } from '../../domain/invitation/expiry-date';
import { readInvitation } from '../../domain/invitation/plan-row';
import { promiseMailed } from '../invite/mailed-expiry';
import type { InvitationResult } from '../invite/stages';
import { settleInvitations, unknownOutcome } from '../invite/settle';
import type { Interrupted, SettlePolicy } from '../invite/settle';
import { SEARCH_LAG_WAITS_MS } from '../invite/search-lag';
import { projectPolicy } from '../policy/effective';
import type { ImportPlan, ImportRecord, ImportWork } from './store/imports';
import type { Placed } from './batch-note';
import type { RunPorts } from './ports';
import type { TriedRow } from './record-rows';

/** Times that Jira is asked what became of rows without an answer, before they are told as unknown. */
const ASKED_MAX = 5;

/**
 * Asks Jira what became of rows that were to be invited.
 *
 * @returns the rows of which Jira tells; the last time, the others as unknown, too.
 */
export async function settleInviteRows(
  placed: readonly Placed[],
  record: ImportRecord,
  until: number,
  { plan, settings }: Pick<ImportWork, 'settings'> & { readonly plan: ImportPlan },
  ports: RunPorts,
): Promise<readonly TriedRow[]> {
  const { store, clock, callersUntil } = ports;
  const isLast = (record.attempts ?? 0) >= ASKED_MAX - 1;
  const policy = settlePolicy(record, settings);
  const guests = placed.map(({ row }) => guestOf(row.cells ?? [], plan));
  const callers = callersUntil(until);
  const privileged = policy && (await privilegedCaller(settings.authority, callers));
  const asked = policy
    ? await settleInvitations(guests, policy, {
        // To look, the app's own eyes will do where the power is gone.
        privileged: privileged?.ok ? privileged.data.caller : callers.app,
        app: callers.app,
        store,
        clock,
      })
    : guests.map(({ email }) => unknownOutcome(email));
  if (policy) await promiseMailed(asked, person(record.owner), policy, { store, clock });
  const results = placed.map((each, index): TriedRow => {
    return { ...each, invited: asked[index] ?? unknownOutcome('') };
  });
  const told = isLast ? results.map(orUnknown) : results.filter(({ invited }) => hasAnswer(invited));
  return told.map(withAccount).map((each) => (record.erasing ? each : soughtOn(each)));
}

/** Who waits because Jira's search did not find them, and is not found now, is looked for again in time. */
function soughtOn({ invited, ...each }: TriedRow): TriedRow {
  const { waiting, accountId } = each.row;
  const isFound = (invited.outcome.accountId ?? accountId) !== undefined;
  if (!waiting || isFound || waiting.tries >= SEARCH_LAG_WAITS_MS.length) return { ...each, invited };
  const outcome = { ...invited.outcome, reason: waiting.reason };
  return { ...each, invited: { ...invited, tryLater: true, outcome } };
}

function orUnknown({ invited, ...each }: TriedRow): TriedRow {
  const { outcome, domain } = invited;
  return { ...each, invited: hasAnswer(invited) ? invited : unknownOutcome(outcome.email, domain) };
}

/** An interrupted row of which Jira does not tell, and whose account an earlier try knew. */
export function withAccount({ invited, ...each }: TriedRow): TriedRow {
  const { accountId } = each.row;
  const { outcome } = invited;
  if (accountId === undefined || outcome.accountId || outcome.reason?.code !== 'interrupted')
    return { ...each, invited };
  return { ...each, invited: { ...invited, outcome: { ...outcome, accountId } } };
}

function settlePolicy(
  { projectId, serviceDeskId }: ImportRecord,
  { policy }: ImportWork['settings'],
): SettlePolicy | undefined {
  const on = projectPolicy(policy, projectId);
  if (on) return on;
  return serviceDeskId && { projectId, serviceDeskId, domainOrganizations: [] };
}

/** Whom a row meant, as far as it can be read. */
export function guestOf(cells: readonly string[], plan: ImportPlan): Interrupted {
  const { email, organizations, endsAt = '' } = readInvitation(cells, plan);
  // A last day that is over by now is still to come true.
  const ms = momentOf(endsAt);
  return { email, organizations, ...(ms !== undefined && { endsAt: new Date(ms).toISOString() }) };
}

/** Whether Jira's answer for a row is known; a malformed address needs none. */
export function hasAnswer({ outcome, reached }: InvitationResult): boolean {
  return !reached || outcome.reason?.code === 'interrupted';
}
