import { parseAddress } from '../../domain/address/address';
import type { AccountId } from '../../domain/ids';
import type { Step } from '../../domain/invitation/outcome';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import { ok } from '../../domain/result';
import type { JiraResult } from '../../platform/jira/result';
import type { Privileged } from '../authority/privileged';
import type { InvitationResult } from '../invite/stages';
import { readLinkedById } from '../removal/plan-leavers';
import { removeLeavers } from '../removal/remove-leavers';
import type { ListedLeaver, RemovedLeaver } from '../removal/remove-leavers';
import type { Placed } from './batch-note';
import type { BatchResults } from './invite-batch';
import type { RunPorts } from './ports';
import type { TriedRow } from './record-rows';
import type { ImportRecord } from './store/imports';
import type { Work } from './work';

/** Takes the people of a batch off the places that the list and the policy of now allow. */
export async function removeBatch(
  batch: readonly Placed[],
  record: ImportRecord,
  { callers, policy, settings }: Work,
  privileged: Privileged,
  ports: RunPorts,
): Promise<JiraResult<BatchResults>> {
  const { id, owner, removes, begun } = record;
  const scope = removes === 'all' && policy.leavers === 'all' ? 'all' : 'added';
  const agent = callers.offline(owner);
  const linked = await readLinkedById(policy, agent, ports);
  if (!linked.ok) return linked;
  const removed = await removeLeavers(
    batch.flatMap(({ row }) => listedIn(row) ?? []),
    { actor: owner, policy, scope, linked: linked.data, importId: id },
    { ...ports, callers, agent, sitePolicy: settings.policy, power: { settings, privileged } },
  );
  if (!removed.ok) return removed;
  const results = batch.map(({ place, row }): TriedRow => {
    const became = row.accountId === undefined ? undefined : removed.data.get(row.accountId);
    return { place, row, invited: resultOf(row, became ?? UNKNOWN, begun?.since) };
  });
  return ok({ results, unanswered: [] });
}

/**
 * Of rows that no worker goes on with: those of whom nothing is left to remove are done, others are told as
 * interrupted. What was begun, the schedule completes.
 */
export async function settleRemovedRows(
  placed: readonly Placed[],
  record: ImportRecord,
  _until: number,
  _work: unknown,
  { store, clock }: RunPorts,
): Promise<readonly TriedRow[]> {
  const { projectId, begun } = record;
  const accountIds = placed.flatMap(({ row }) => row.accountId ?? []);
  const notes = await store.enrolments.read(projectId, accountIds, clock.now());
  return placed.map(({ place, row }) => {
    const note = row.accountId === undefined ? undefined : notes.get(row.accountId);
    const isLeft = note?.desk === 'made' || Object.values(note?.organizations ?? {}).includes('made');
    const became: RemovedLeaver = isLeft
      ? { kind: 'failed', reason: reason('interrupted') }
      : { kind: 'nothing', endedAt: note?.endedAt };
    return { place, row, invited: resultOf(row, became, begun?.since) };
  });
}

/** Whom a row means, for the audit log by domain only. */
function listedIn({ cells = [], accountId }: Placed['row']): ListedLeaver | undefined {
  if (accountId === undefined) return undefined;
  const address = parseAddress(cells[0] ?? '');
  return { accountId, domain: address.ok ? address.data.domain : '' };
}

/** @param since when the batch began, in ms since 1970: what ended later, an earlier try of it removed. */
function resultOf(
  { cells, accountId }: Placed['row'],
  became: RemovedLeaver,
  since = Number.MAX_SAFE_INTEGER,
): InvitationResult {
  const isRemoved =
    became.kind === 'removed' || (became.kind === 'nothing' && (became.endedAt ?? 0) >= since);
  return {
    outcome: outcomeOf(cells?.[0] ?? '', accountId, became, isRemoved),
    organizations: [],
    reached: true,
    isNewAccount: isRemoved,
    tryLater: false,
  };
}

function outcomeOf(
  email: string,
  accountId: AccountId | undefined,
  became: RemovedLeaver,
  isRemoved: boolean,
): InvitationResult['outcome'] {
  const who = { email, ...(accountId !== undefined && { accountId }) };
  if (became.kind === 'failed') return { ...who, state: 'failed', steps: [], reason: became.reason };
  const steps: readonly Step[] = [{ step: 'account', state: 'done', change: isRemoved ? 'made' : 'already' }];
  const why: Reason | undefined = became.kind === 'removed' ? became.remaining : undefined;
  return why ? { ...who, state: 'attention', steps, reason: why } : { ...who, state: 'done', steps };
}

const UNKNOWN: RemovedLeaver = { kind: 'failed', reason: reason('leaver-unknown') };
