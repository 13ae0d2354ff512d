import { person } from '../../domain/actor';
import type { GoOnInput, ImportId } from '../../contract/import';
import type { Policy, ProjectPolicy } from '../../domain/policy/policy';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import { projectPolicy } from '../policy/effective';
import type { ImportRecord } from './store/imports';
import { notConfirmed, notAllowed } from './start';
import { countToday, possibleQuotas } from './day-quota';
import { findHalted, findImport } from './find';
import type { ControlPorts, Requester } from './find';
import { recordSoon } from './record-import';
import { pushLater } from './push-later';
import { countsOf } from './view';

/** Who steers, and by which policy. */
export interface RequesterWithPolicy extends Requester {
  readonly policy: Policy | undefined;
}

/** Stops an import after the batch that is under way. Anyone may who may invite in its project, and Jira admins. */
export async function cancelImport(
  id: ImportId,
  who: Requester,
  ports: ControlPorts,
): Promise<Result<ImportRecord>> {
  const { actor } = who;
  const found = await findImport(id, who, ports.store);
  if (!found.ok) return found;
  const now = ports.clock.now();
  const cancelled = await changed(id, ports, ({ reason: _why, resumesAt: _when, ...record }) => {
    const held = record.owner === actor ? {} : { heldBy: { accountId: actor } };
    if (record.state === 'running' || record.state === 'paused')
      return { ...record, ...held, state: 'cancelled', endedAt: now, untold: true };
    // What its owner could go on with, they can no more.
    const isHeldNow = isHalted(record) && !record.heldBy && record.owner !== actor;
    return isHeldNow && countsOf(record).left > 0
      ? { ...record, ...held, state: 'cancelled', untold: true }
      : undefined;
  });
  if (!cancelled.ok) return cancelled;
  const { data: record } = cancelled;
  await recordSoon(record, person(actor), ports);
  // The worker at a batch ends the turn; without one, the next turn asks Jira about the batch.
  if (record.begun)
    await pushLater({ importId: id, turn: record.turn }, (record.leaseUntil ?? now) - now, ports.push);
  return cancelled;
}

/** Goes on with what was cancelled or stopped, or pauses. */
export async function resumeImport(
  input: GoOnInput,
  who: RequesterWithPolicy,
  ports: ControlPorts,
): Promise<Result<ImportRecord>> {
  return goOn(input, who, ports, (record) =>
    isHalted(record) && countsOf(record).left > 0 ? record : undefined,
  );
}

/** Tries again whatever another try may mend, and goes on with what is left. */
export async function retryImport(
  input: GoOnInput,
  who: RequesterWithPolicy,
  ports: ControlPorts,
): Promise<Result<ImportRecord>> {
  return goOn(input, who, ports, (record) => {
    if (!isHalted(record) && record.state !== 'finished') return undefined;
    const slices = record.slices.map((slice) =>
      slice.retriable.attention + slice.retriable.failed > 0 ? { ...slice, again: true } : slice,
    );
    return countsOf({ slices }).left > 0 ? { ...record, slices } : undefined;
  });
}

function isHalted({ state }: ImportRecord): boolean {
  return state === 'cancelled' || state === 'stopped' || state === 'paused';
}

/**
 * Lets an import run where it may, and wakes the workers. The current policy decides.
 *
 * @param wanted the import as it is to run; `undefined` where it cannot.
 */
async function goOn(
  { importId, confirmed }: GoOnInput,
  { policy, ...who }: RequesterWithPolicy,
  ports: ControlPorts,
  wanted: (record: ImportRecord) => ImportRecord | undefined,
): Promise<Result<ImportRecord>> {
  const found = await findHalted(importId, who, ports.store);
  if (!found.ok) return found;
  if (found.data.erased) return fail(reason('import-rows-gone'));
  const meant = wanted(found.data);
  if (!meant) return fail(reason('import-not-now'));
  const rules = projectPolicy(policy, found.data.projectId);
  if (!rules) return fail(reason('project-not-enabled'));
  const why = await refusedNow(meant, confirmed, rules, ports);
  if (why) return fail(why);
  const running = await changed(importId, ports, (record) => {
    const next = wanted(record);
    if (!next || next.heldBy?.accountId !== meant.heldBy?.accountId) return undefined;
    const { reason: _why, resumesAt: _when, endedAt: _end, heldBy: _by, ...open } = next;
    const { attempts: _tried, untold: _told, ...begun } = open;
    return { ...begun, state: 'running', policy: policy?.version };
  });
  if (!running.ok) return running;
  const { data: record } = running;
  // The owner's entry records the end; a resumption by another gets an entry of its own.
  if (record.owner !== who.actor) await recordSoon(record, person(who.actor), ports);
  await pushLater({ importId, turn: record.turn }, 0, ports.push);
  return running;
}

async function refusedNow(
  record: ImportRecord,
  confirmed: number | undefined,
  policy: ProjectPolicy,
  { store, clock }: ControlPorts,
): Promise<Reason | undefined> {
  const forbidden = notAllowed(record, policy);
  if (forbidden) return forbidden;
  // One that pauses goes on by itself: it was confirmed when it was started.
  const unconfirmed =
    record.state === 'paused' ? undefined : notConfirmed(record, countsOf(record).left, confirmed, policy);
  if (unconfirmed) return unconfirmed;
  const now = clock.now();
  const { counts } = await store.imports.work(record.id, undefined, possibleQuotas(record), now);
  const today = countToday(record, 1, policy, { known: counts, now, quotas: store.quotas });
  return today.ok ? undefined : today.reason;
}

/** Changes an import whose rows are there. */
async function changed(
  id: ImportId,
  { store }: ControlPorts,
  change: (record: ImportRecord) => ImportRecord | undefined,
): Promise<Result<ImportRecord>> {
  const result = await store.imports.change(id, (record) => (record.erased ? undefined : change(record)));
  if (result.now?.record.erased) return fail(reason('import-rows-gone'));
  return result.now && result.changed ? ok(result.now.record) : fail(reason('import-not-now'));
}
