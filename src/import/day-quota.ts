import { person } from '../contract/actor';
import type { ProjectPolicy } from '../contract/policy';
import type { Reason } from '../contract/reason';
import { quotasOf, shortOf } from '../invite/quota';
import type { ImportRecord } from '../store/imports';
import type { Quota, QuotaOf, QuotaStore } from '../store/quotas';
import type { Replacement } from '../store/records';

const DAY_MS = 86_400_000;

type Owned = Pick<ImportRecord, 'owner' | 'projectId'>;

/** Every quota that an import may count against, whatever the policy says by the time they are read. */
export function possibleQuotas({ owner, projectId }: Owned): readonly QuotaOf[] {
  return [
    { of: 'person', projectId, accountId: owner },
    { of: 'project', projectId },
  ];
}

export type Counted =
  | {
      readonly ok: true;
      /** How many of the rows may be tried today. */
      readonly rows: number;
      /** Written with what says that they are counted. */
      readonly counts: readonly Replacement[];
    }
  | { readonly ok: false; readonly why: Reason };

/**
 * Counts rows on the day on which they are tried. Those that were counted today, when the import was started, are not
 * counted again, but a quota that is lower since then holds all the same.
 *
 * @param rows that are not counted yet: as many as there is room for are.
 * @param known the counts of `possibleQuotas`, as they were read.
 */
export function countToday(
  record: ImportRecord,
  rows: number,
  policy: ProjectPolicy,
  {
    known,
    now,
    quotas,
  }: { readonly known: ReadonlyMap<string, unknown>; readonly now: number } & {
    readonly quotas: Pick<QuotaStore, 'more'>;
  },
): Counted {
  const all = quotasOf(person(record.owner), policy);
  const amount = isCountedToday(record, all, now) ? 0 : rows;
  const more = quotas.more(all, amount, now, known);
  if (more.ok) return { ok: true, rows, counts: amount > 0 ? more.counted : [] };
  if (amount === 0 || more.left === 0) return { ok: false, why: shortOf(more) };
  return countToday(record, more.left, policy, { known, now, quotas });
}

/** All rows, when an import is started: either all are counted, or it is not started. */
export function countAll(
  record: ImportRecord,
  policy: ProjectPolicy,
  {
    known,
    now,
    quotas,
  }: { readonly known: ReadonlyMap<string, unknown>; readonly now: number } & {
    readonly quotas: Pick<QuotaStore, 'more'>;
  },
):
  | {
      readonly ok: true;
      readonly counted: NonNullable<ImportRecord['counted']>;
      readonly counts: readonly Replacement[];
    }
  | { readonly ok: false; readonly why: Reason } {
  const all = quotasOf(person(record.owner), policy);
  const more = quotas.more(all, record.people, now, known);
  if (!more.ok) return { ok: false, why: shortOf(more) };
  const of = all.flatMap((quota) => (quota.of === 'person' || quota.of === 'project' ? [quota.of] : []));
  return { ok: true, counted: { day: dayOf(now), of }, counts: more.counted };
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
