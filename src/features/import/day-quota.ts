import { person } from '../../domain/actor';
import type { ProjectPolicy } from '../../domain/policy/policy';
import { quotasOf, shortOf } from '../invite/quota';
import type { ImportRecord } from './store/imports';
import type { Quota, QuotaOf, QuotaStore } from '../invite/store/quotas';
import type { Replacement } from '../../platform/kvs/versioned-records';
import { countsOf } from './view';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';

const DAY_MS = 86_400_000;

type Owned = Pick<ImportRecord, 'owner' | 'projectId'>;

/** Every quota that an import may count against, whatever the policy says by the time they are read. */
export function possibleQuotas({ owner, projectId }: Owned): readonly QuotaOf[] {
  return [
    { of: 'person', projectId, accountId: owner },
    { of: 'project', projectId },
  ];
}

interface Reading {
  /** The counts of `possibleQuotas`, as they were read. */
  readonly known: ReadonlyMap<string, unknown>;
  readonly now: number;
  readonly quotas: Pick<QuotaStore, 'more'>;
}

/** Rows that are counted on the day. */
export interface Counted {
  /** How many of the rows may be tried today. */
  readonly rows: number;
  /** Written together with what says that they are counted. */
  readonly counts: readonly Replacement[];
  /** Where all that is left of the import was counted. */
  readonly counted?: NonNullable<ImportRecord['counted']>;
}

/**
 * Counts rows on the day on which they are tried. Where the day has room for all that is left of the import, all of it is
 * counted at once; otherwise as many of these rows as there is room for. What was counted today already is not counted
 * again, but a quota that is lower since then holds all the same.
 *
 * @param rows that are not counted yet.
 */
export function countToday(
  record: ImportRecord,
  rows: number,
  policy: ProjectPolicy,
  reading: Reading,
): Result<Counted> {
  const { known, now, quotas } = reading;
  const all = quotasOf(person(record.owner), policy);
  if (rows === 0 || isCountedToday(record, all, now)) {
    const none = quotas.more(all, 0, now, known);
    return none.ok ? ok({ rows, counts: [] }) : fail(shortOf(none.reason));
  }
  const { left, waiting } = countsOf(record);
  const whole = countRows(Math.max(rows, left - waiting), all, reading);
  if (whole.ok) return ok({ ...whole.data, rows });
  const some = quotas.more(all, rows, now, known);
  const room = some.ok ? rows : some.reason.left;
  if (!some.ok && room === 0) return fail(shortOf(some.reason));
  const counted = some.ok ? some : quotas.more(all, room, now, known);
  return counted.ok ? ok({ rows: room, counts: counted.data }) : fail(shortOf(counted.reason));
}

/** All people, when an import is started: either all are counted, or it is not started. */
export function countAll(
  record: ImportRecord,
  policy: ProjectPolicy,
  reading: Reading,
): Result<Required<Omit<Counted, 'rows'>>> {
  return countRows(record.people, quotasOf(person(record.owner), policy), reading);
}

function countRows(
  rows: number,
  all: readonly Quota[],
  { known, now, quotas }: Reading,
): ReturnType<typeof countAll> {
  const more = quotas.more(all, rows, now, known);
  if (!more.ok) return fail(shortOf(more.reason));
  const of = all.flatMap((quota) => (quota.of === 'person' || quota.of === 'project' ? [quota.of] : []));
  return ok({ counted: { day: dayOf(now), of }, counts: more.data });
}

/** Of imports that an older version started, all rows were counted then. */
function isCountedToday({ counted, startedAt }: ImportRecord, all: readonly Quota[], now: number): boolean {
  if (!counted) return startedAt !== undefined && dayOf(startedAt) === dayOf(now);
  return counted.day === dayOf(now) && all.every(({ of }) => counted.of.some((each) => each === of));
}

/** Until the next day (UTC) begins, in ms. */
export function untilTomorrow(now: number): number {
  return DAY_MS - (now % DAY_MS);
}

function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}
