import { kvs, Sort, WhereConditions } from '@forge/kvs';
import * as z from 'zod/mini';
import { AUDIT_ENTITY, iso, storedSchema } from './audit-entry';
import type { Stored } from './audit-entry';
import { LOOKUP_ENTITY, lookupSchema } from './audit-lookup';
import type { SearchPart, Stream } from './search-parts';
import { BATCH_KEYS_MAX, readAll } from '../../../platform/kvs/kvs';

/** Forge storage: entries of one query. */
const QUERY_MAX = 100;
/** Behind each order that begins with a moment: orders go on after it. */
const BEHIND = '~';
const LATEST = `9999${BEHIND}`;
/**
 * Around an update: two versions run beside each other for minutes, and what is told late (the end of an import) has the
 * moment at which it was.
 */
const UPDATE_MS = 86_400_000;

/** Which entries are asked for, by their moments: from one on, to another one, and before an order. */
export interface Span {
  /** ISO 8601. */
  readonly from: string;
  readonly to: string | undefined;
  readonly before: string | undefined;
}

/** An entry with its order; one that cannot be read, or that took the place of the one that was looked up, is passed over. */
interface Row {
  readonly id: string;
  readonly order: string;
  readonly entry: Stored | undefined;
}

export interface Rows {
  /** Newest first. */
  readonly read: readonly Row[];
  readonly more: boolean;
  /** Storage operations that it took. */
  readonly asked: number;
}

/** The next entries of a part. */
export async function readRows(
  { streams, isFiltered }: SearchPart,
  span: Span,
  limit: number,
): Promise<Rows> {
  const max = isFiltered ? QUERY_MAX : Math.min(limit + 1, QUERY_MAX);
  const lists = await Promise.all(streams.map((stream) => queryStream(stream, span, max)));
  // A stream that goes on may have entries below its last one that are newer than those of the other.
  const floor = lists.reduce((last, { rows, more }) => {
    const order = more ? (rows.at(-1)?.order ?? '') : '';
    return order > last ? order : last;
  }, '');
  const all = lists
    .flatMap(({ rows }) => rows)
    .filter(({ order }) => order >= floor)
    // The first one is where the page before ended.
    .filter(({ order }) => order !== span.before)
    .sort((one, other) => (one.order < other.order ? 1 : -1));
  const next = all.slice(0, isFiltered ? all.length : limit);
  const { read, asked } = await withEntries(next);
  return {
    read,
    more: lists.some(({ more }) => more) || next.length < all.length,
    asked: streams.length + asked,
  };
}

/**
 * Before which order there may be entries of the span that are not listed.
 *
 * @returns `undefined` where the oldest is listed: then all are. Else a moment; `{}` where none is known.
 */
export async function unlistedBefore({
  from,
}: Pick<Span, 'from'>): Promise<{ readonly before?: string } | undefined> {
  const [first] = await oldest(AUDIT_ENTITY, from);
  if (first === undefined || listedSchema.safeParse(first).data?.listed) return undefined;
  const [listed] = await oldest(LOOKUP_ENTITY, from);
  const since = orderSchema.safeParse(listed).data?.order;
  return since === undefined ? {} : { before: iso(Date.parse(since.slice(0, 24)) + UPDATE_MS) };
}

const listedSchema = z.object({ listed: z.optional(z.boolean()) });
const orderSchema = z.object({ order: z.string() });

async function oldest(entity: Stream['entity'], from: string): Promise<readonly unknown[]> {
  const { results } = await kvs
    .entity<unknown>(entity)
    .query()
    .index('by-time')
    .where(WhereConditions.between(from, LATEST))
    .sort(Sort.ASC)
    .limit(1)
    .getMany();
  return results.map(({ value }) => value);
}

/** A row that a query gave: its entry, or the key of that. */
interface Found {
  readonly order: string;
  readonly id: string;
  readonly entry?: Stored | undefined;
  readonly isLookup: boolean;
}

async function queryStream(
  { entity, index, partition }: Stream,
  { from, to, before }: Span,
  limit: number,
): Promise<{ readonly rows: readonly Found[]; readonly more: boolean }> {
  const last = to === undefined ? LATEST : `${to}${BEHIND}`;
  const { results, nextCursor } = await kvs
    .entity<unknown>(entity)
    .query()
    .index(index, partition.length > 0 ? { partition: [...partition] } : undefined)
    .where(WhereConditions.between(from, before !== undefined && before < last ? before : last))
    .sort(Sort.DESC)
    .limit(limit)
    .getMany();
  const isLookup = entity === LOOKUP_ENTITY;
  const rows = results.map(({ key, value }): Found => {
    // The index lists nothing without an order.
    const { order } = orderSchema.parse(value);
    if (!isLookup) return { order, id: key, entry: storedSchema.safeParse(value).data, isLookup };
    return { order, id: lookupSchema.safeParse(value).data?.entry ?? key, isLookup };
  });
  return { rows, more: nextCursor !== undefined };
}

/** Reads the entries of rows that only say where they are. */
async function withEntries(
  found: readonly Found[],
): Promise<{ readonly read: readonly Row[]; readonly asked: number }> {
  const places = found
    .filter(({ isLookup }) => isLookup)
    .map(({ id }) => ({ key: id, entityName: AUDIT_ENTITY }));
  const entries = places.length > 0 ? await readAll(places) : new Map<string, unknown>();
  const read = found.map(({ id, order, entry, isLookup }): Row => {
    if (!isLookup) return { id, order, entry };
    const stored = storedSchema.safeParse(entries.get(id)).data;
    return { id, order, entry: stored?.order === order ? stored : undefined };
  });
  return { read, asked: Math.ceil(places.length / BATCH_KEYS_MAX) };
}
