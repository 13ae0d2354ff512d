import { randomBytes } from 'node:crypto';
import { person } from '../../domain/actor';
import type { AccountId, ProjectId } from '../../domain/ids';
import { IMPORT_PEOPLE_MAX, SLICE_BYTES_MAX } from '../../domain/limits';
import { LEAVERS_MAX } from '../../contract/leavers';
import type { RemovalScope } from '../../contract/leavers';
import { importIdSchema, OPEN_IMPORTS_MAX, PLAN_BYTES_MAX } from '../../contract/import';
import type { BeginInput, ImportId, RunInput, UploadInput } from '../../contract/import';
import type { ImportRow } from '../../domain/invitation/import-row';
import type { ProjectPolicy } from '../../domain/policy/policy';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result, Failure } from '../../domain/result';
import { StorageError } from '../../platform/kvs/kvs';
import { ROWS_KEPT_MS } from './store/imports';
import type { ImportPlan, ImportRecord, ChunkSummary } from './store/imports';
import { accountGroupItems, accountItem } from '../privacy/store/account-ledger';
import { countAll, possibleQuotas } from './day-quota';
import { findOwn } from './find';
import type { ControlPorts } from './find';
import { recordImport } from './record-import';
import { pushLater } from './push-later';

/** Length of a moment in base 36, so that ids sort by it: enough for some millennia. */
const MOMENT_LENGTH = 9;
/** Each try loses to at most one that got through. */
const TRIES_MAX = 25;
const WAIT_MS = 40;

/** Most people in one import. */
export function peopleMax({ importMax }: Pick<ProjectPolicy, 'importMax'>): number {
  return Math.min(importMax ?? IMPORT_PEOPLE_MAX, IMPORT_PEOPLE_MAX);
}

/** Why the policy of now does not allow an import; `undefined` where it does. */
export function notAllowed(
  { people, removes }: Pick<ImportRecord, 'people' | 'removes'>,
  policy: ProjectPolicy,
): Reason | undefined {
  if (removes && policy.leavers === 'none') return reason('leavers-not-allowed');
  const max = removes ? Math.min(peopleMax(policy), LEAVERS_MAX) : peopleMax(policy);
  return people > max ? reason('import-too-large', { count: people, max }) : undefined;
}

/**
 * Why a number of people was not confirmed that the policy wants typed; `undefined` where it was, or need not be. The
 * number of people who are removed always is.
 */
export function notConfirmed(
  { removes }: Pick<ImportRecord, 'removes'>,
  count: number,
  confirmed: number | undefined,
  { importConfirmFrom }: ProjectPolicy,
): Reason | undefined {
  const isConfirmed = (!removes && count < importConfirmFrom) || confirmed === count;
  return isConfirmed ? undefined : reason('import-not-confirmed', { count });
}

/**
 * Opens an import, so that its rows can be sent.
 *
 * @param removes what it takes people off, where it is a list of leavers.
 */
export async function beginImport(
  { header, columns, organizations, notify, dayOrder, slices, ...described }: BeginInput,
  owner: AccountId,
  policy: ProjectPolicy,
  ports: ControlPorts,
  removes?: RemovalScope,
): Promise<Result<ImportRecord>> {
  const { store, clock } = ports;
  const why = notAllowed({ people: described.people, ...(removes && { removes }) }, policy);
  if (why) return fail(why);
  const plan: ImportPlan = { header, columns, organizations, notify, ...(dayOrder && { dayOrder }) };
  if (bytesOf(plan) > PLAN_BYTES_MAX) return fail(reason('import-plan-too-large'));
  const now = clock.now();
  const record: ImportRecord = {
    ...described,
    id: newId(policy.projectId, now),
    projectId: policy.projectId,
    serviceDeskId: policy.serviceDeskId,
    owner,
    ...(removes && { removes }),
    sliceCount: slices,
    slices: [],
    state: 'uploading',
    turn: 0,
    createdAt: now,
    rowsUntil: now + ROWS_KEPT_MS,
    erased: false,
  };
  if (!(await noteOpen(record, ports)))
    return fail(reason('import-too-many-open', { max: OPEN_IMPORTS_MAX }));
  await store.imports.add(record, plan, [accountItem(owner, now)]);
  return ok(record);
}

/** @returns false where the owner has as many imports that are not over as one may have. */
async function noteOpen({ id, owner }: ImportRecord, { store, clock }: ControlPorts): Promise<boolean> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const { ids, seen } = await store.imports.begunBy(owner);
    const open = ids.length === 0 ? [] : (await store.imports.findAll(ids)).filter(isOpen);
    if (open.length >= OPEN_IMPORTS_MAX) return false;
    if (await store.imports.noteBegun(owner, [...open.map((each) => each.id), id], seen)) return true;
    await clock.sleep(WAIT_MS * clock.random() * (tries + 1));
  }
  throw new StorageError('IMPORT_CONTENTION');
}

function isOpen({ state }: ImportRecord): boolean {
  return state === 'uploading' || state === 'running' || state === 'paused';
}

/** Takes chunks in their order; those that were there already are taken as they were. */
export async function uploadChunks(
  { importId, from, slices }: UploadInput,
  who: { readonly actor: AccountId; readonly projectId: ProjectId },
  { store, clock }: ControlPorts,
): Promise<Result<ImportRecord>> {
  const found = await findOwn(importId, who, store);
  if (!found.ok) return found;
  const { data: record } = found;
  if (record.state !== 'uploading') return notNow();
  if (from > record.slices.length || from + slices.length > record.sliceCount) return notNow();
  // Whom a row means, only a list of leavers says.
  if (slices.flat().some(({ accountId }) => (accountId !== undefined) !== (record.removes !== undefined)))
    return fail(reason('invalid-input', { detail: 'accountId' }));
  if (slices.some((rows) => bytesOf(rows) > SLICE_BYTES_MAX)) {
    return fail(reason('import-slice-too-large'));
  }
  const fresh = slices.slice(record.slices.length - from);
  if (fresh.length === 0) return found;
  if (rowsIn(record.slices) + fresh.flat().length > record.people) {
    return fail(reason('import-too-many-rows'));
  }
  const place = record.slices.length;
  const accountIds = fresh.flat().flatMap(({ accountId }) => accountId ?? []);
  if (accountIds.length > 0)
    await store.write(accountGroupItems(`${importId}.sent.${place}`, accountIds, clock.now()));
  if (!(await store.imports.addSlices(importId, place, fresh, clock.now()))) return notNow();
  const { now, changed } = await store.imports.change(importId, (current) =>
    // A concurrent request with the same content came first.
    current.state === 'uploading' && current.slices.length === place
      ? { ...current, slices: [...current.slices, ...fresh.map(untouched)] }
      : undefined,
  );
  return changed && now ? ok(now.record) : notNow();
}

/** Starts an import whose rows are all there: that it runs, and that its people are counted, is written together. */
export async function runImport(
  { importId, confirmed }: RunInput,
  { actor, policy }: { readonly actor: AccountId; readonly policy: ProjectPolicy },
  ports: ControlPorts,
): Promise<Result<ImportRecord>> {
  const { store, clock, push } = ports;
  const found = await findOwn(importId, { actor, projectId: policy.projectId }, store);
  if (!found.ok) return found;
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const now = clock.now();
    const {
      held,
      counts: known,
      settings,
    } = await store.imports.work(importId, undefined, possibleQuotas(found.data), now);
    if (held?.record.state !== 'uploading') return notNow();
    const why = refusedStart(held.record, confirmed, policy);
    if (why) return fail(why);
    const all = countAll(held.record, policy, { known, now, quotas: store.quotas });
    if (!all.ok) return fail(all.reason);
    const { leaseUntil: _old, ...open } = held.record;
    const record: ImportRecord = {
      ...open,
      state: 'running',
      startedAt: now,
      counted: all.data.counted,
      policy: settings.policy?.version,
    };
    if (await store.imports.replace(held, record, all.data.counts)) {
      // Where storage refuses, the log tells of it when it ends.
      await recordImport(record, person(actor), ports).catch(() => undefined);
      await pushLater({ importId, turn: record.turn }, 0, push);
      return ok(record);
    }
    await clock.sleep(WAIT_MS * clock.random() * (tries + 1));
  }
  throw new StorageError('IMPORT_CONTENTION');
}

function refusedStart(
  record: ImportRecord,
  confirmed: number | undefined,
  policy: ProjectPolicy,
): Reason | undefined {
  const { slices, sliceCount, people } = record;
  if (slices.length !== sliceCount || rowsIn(slices) !== people) return reason('import-incomplete');
  return notAllowed(record, policy) ?? notConfirmed(record, people, confirmed, policy);
}

function rowsIn(slices: readonly ChunkSummary[]): number {
  return slices.reduce((sum, slice) => sum + slice.rows, 0);
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

function untouched(rows: readonly ImportRow[]): ChunkSummary {
  return {
    rows: rows.length,
    left: rows.length,
    waiting: 0,
    created: 0,
    existed: 0,
    attention: 0,
    failed: 0,
    retriable: { attention: 0, failed: 0 },
  };
}

function newId(projectId: ProjectId, now: number): ImportId {
  const moment = Math.floor(now).toString(36).padStart(MOMENT_LENGTH, '0');
  return importIdSchema.parse(`${projectId}.${moment}${randomBytes(6).toString('hex')}`);
}

function notNow(): Failure {
  return fail(reason('import-not-now'));
}
