import { randomBytes } from 'node:crypto';
import { person } from '../contract/actor';
import type { AccountId, ProjectId } from '../contract/ids';
import { IMPORT_PEOPLE_MAX, importIdSchema, SLICE_BYTES_MAX } from '../contract/import';
import type { BeginInput, ImportId, RunInput, UploadInput } from '../contract/import';
import type { ImportRow } from '../contract/import-row';
import type { ProjectPolicy } from '../contract/policy';
import { reason } from '../contract/reason';
import type { Reason } from '../contract/reason';
import { takeQuota } from '../invite/quota';
import { ROWS_KEPT_MS } from '../store/imports';
import type { ImportRecord, SliceSummary } from '../store/imports';
import { personItem } from '../store/persons';
import { findOwn } from './find';
import type { Steered, SteerPorts } from './find';
import { recordImport } from './record-import';
import { pushLater } from './turn';

/** Length of a moment in base 36, so that ids sort by it: enough for some millennia. */
const MOMENT_LENGTH = 9;

/** Who starts an import has so long for it, in ms, and nobody else can: Forge ends a function of a screen after 25 s. */
const START_MS = 30_000;

/** Most people in one import. */
export function peopleMax({ importMax }: Pick<ProjectPolicy, 'importMax'>): number {
  return Math.min(importMax ?? IMPORT_PEOPLE_MAX, IMPORT_PEOPLE_MAX);
}

/** Opens an import, so that its rows can be sent. */
export async function beginImport(
  input: BeginInput,
  owner: AccountId,
  policy: ProjectPolicy,
  { store, clock }: SteerPorts,
): Promise<Steered> {
  const max = peopleMax(policy);
  if (input.people > max) {
    return { ok: false, reason: reason('import-too-large', { count: input.people, max }) };
  }
  const now = clock.now();
  const { slices, ...described } = input;
  const record: ImportRecord = {
    ...described,
    id: newId(policy.projectId, now),
    projectId: policy.projectId,
    owner,
    sliceCount: slices,
    slices: [],
    state: 'uploading',
    turn: 0,
    createdAt: now,
    rowsUntil: now + ROWS_KEPT_MS,
    erased: false,
  };
  await store.write([personItem(owner, now)]);
  await store.imports.add(record);
  return { ok: true, record };
}

/** Takes slices in their order; those that were there already are taken as they were. */
export async function uploadSlices(
  { importId, from, slices }: UploadInput,
  who: { readonly actor: AccountId; readonly projectId: ProjectId },
  { store, clock }: SteerPorts,
): Promise<Steered> {
  const found = await findOwn(importId, who, store);
  if (!found.ok) return found;
  const { record } = found;
  if (record.state !== 'uploading') return notNow();
  if (from > record.slices.length || from + slices.length > record.sliceCount) return notNow();
  if (slices.some((rows) => Buffer.byteLength(JSON.stringify(rows)) > SLICE_BYTES_MAX)) {
    return { ok: false, reason: reason('import-slice-too-large') };
  }
  const fresh = slices.slice(record.slices.length - from);
  if (fresh.length === 0) return found;
  const place = record.slices.length;
  await store.imports.addSlices(importId, place, fresh, clock.now());
  const { now, changed } = await store.imports.change(importId, (current) =>
    // Whoever sent the same at the same time was faster.
    current.state === 'uploading' && current.slices.length === place
      ? { ...current, slices: [...current.slices, ...fresh.map(untouched)] }
      : undefined,
  );
  return changed && now ? { ok: true, record: now.record } : notNow();
}

/** Starts an import whose rows are all there. */
export async function runImport(
  { importId, confirmed }: RunInput,
  { actor, policy }: { readonly actor: AccountId; readonly policy: ProjectPolicy },
  ports: SteerPorts,
): Promise<Steered> {
  const { store, clock, push } = ports;
  const found = await findOwn(importId, { actor, projectId: policy.projectId }, store);
  if (!found.ok) return found;
  const { record } = found;
  if (record.state !== 'uploading') return notNow();
  const why = refusedStart(record, confirmed, policy);
  if (why) return { ok: false, reason: why };
  const now = clock.now();
  const claimed = await store.imports.change(importId, (current) =>
    current.state === 'uploading' && (current.leaseUntil ?? 0) <= now
      ? { ...current, leaseUntil: now + START_MS }
      : undefined,
  );
  if (!claimed.changed) return notNow();
  // Of what people could be, not of what they become: whoever counts first cannot be overtaken.
  const overQuota = await takeQuota(record.people, person(actor), policy, { store, clock });
  const { now: held, changed } = await store.imports.change(importId, (current) => {
    if (current.state !== 'uploading') return undefined;
    const { leaseUntil: _claim, ...open } = current;
    return overQuota ? open : { ...open, state: 'running', startedAt: now };
  });
  if (overQuota) return { ok: false, reason: overQuota };
  if (!held || !changed) return notNow();
  // Where storage refuses, the log tells of it when it ends.
  await recordImport(held.record, person(actor), ports).catch(() => undefined);
  await pushLater({ importId, turn: held.record.turn }, 0, push);
  return { ok: true, record: held.record };
}

function refusedStart(
  { slices, sliceCount, people }: ImportRecord,
  confirmed: number | undefined,
  policy: ProjectPolicy,
): Reason | undefined {
  const rows = slices.reduce((sum, slice) => sum + slice.rows, 0);
  if (slices.length !== sliceCount || rows !== people) return reason('import-incomplete');
  const max = peopleMax(policy);
  if (people > max) return reason('import-too-large', { count: people, max });
  const isConfirmed = people < policy.importConfirmFrom || confirmed === people;
  return isConfirmed ? undefined : reason('import-not-confirmed', { count: people });
}

function untouched(rows: readonly ImportRow[]): SliceSummary {
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

function notNow(): Steered {
  return { ok: false, reason: reason('import-not-now') };
}
