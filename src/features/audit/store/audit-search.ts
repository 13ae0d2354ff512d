import { kvs, Sort, WhereConditions } from '@forge/kvs';
import * as z from 'zod/mini';
import type { AuditEntry, AuditPage, AuditQuery } from '../../../contract/audit';
import type { IssueId, OrganizationId } from '../../../domain/ids';
import {
  AUDIT_ENTITY,
  isKept,
  iso,
  KEPT_BY_POLICY,
  momentOf,
  oldestOf,
  storedSchema,
  toEntry,
} from './audit-entry';
import type { Stored } from './audit-entry';
import { kindMark, kindOf } from './audit-kinds';

/**
 * Storage queries for one page, some 100 of the 4,000 units that storage reads in a minute: where matches are rare, the page
 * comes back short, and says how far it looked.
 */
const QUERIES_MAX = 20;
/** Forge storage: entries of one query. */
const QUERY_MAX = 100;
/** Entries of a policy's changes can be of 240 KiB each: with one more, an answer stays below 1 MB. */
const PAGE_BYTES_MAX = 500_000;

/** As asked for, and of some kinds of events only where that is told. */
export type StoredAuditQuery = AuditQuery & {
  readonly events?: readonly AuditEntry['event'][];
  /** Invitations made from this request: an index of its own, since a project may have thousands of others. */
  readonly issueId?: IssueId;
  /** Invitations into this organization: filtered, since one invitation can be into several. */
  readonly organizationId?: OrganizationId;
};

/** A page of the log. See `AuditStore`. */
export async function searchAudit(query: StoredAuditQuery, oldest: number, now: number): Promise<AuditPage> {
  const entries: AuditEntry[] = [];
  let place = placeIn(query);
  let bytes = 0;
  for (let asked = 0; asked < QUERIES_MAX; asked += 1) {
    const { read, more } = await queryRows(query, place, oldestAsked(query, oldest, now));
    const next = more ? undefined : placeBehind(place);
    for (const [index, { id, stored }] of read.entries()) {
      place = { ...place, before: stored.order };
      if (!stored.entry || !matches(stored.entry, query, now) || isElsewhere(stored.entry, place, query))
        continue;
      if (!isKept(stored.entry, oldest, now)) continue;
      const entry = toEntry(id, stored.entry);
      bytes += Buffer.byteLength(JSON.stringify(entry));
      entries.push(entry);
      if (entries.length < query.limit && bytes < PAGE_BYTES_MAX) continue;
      if (more || index < read.length - 1) return { entries, before: positionOf(place) };
      return next ? { entries, before: positionOf(next) } : { entries };
    }
    if (!more && !next) return { entries };
    // What the index knows is told at once; the rest of the log, where it may be a part, is another page.
    if (next && entries.length > 0) return { entries, before: positionOf(next) };
    place = next ?? place;
  }
  return {
    entries,
    before: positionOf(place),
    searchedTo: place.before ? momentOf(place.before) : iso(now),
  };
}

/** How far back is looked: no further than what is asked for can be kept. */
function oldestAsked({ events = [] }: StoredAuditQuery, oldest: number, now: number): number {
  const isByPolicy = events.length > 0 && events.every((event) => KEPT_BY_POLICY.has(event));
  return isByPolicy ? oldest : oldestOf('any', oldest, now);
}

/** Where a search is. What an index knows of newer entries is looked up there first, then the rest of the log is gone through. */
interface SearchPlace {
  readonly part: 'all' | 'indexed' | 'rest';
  /** The order of the last entry that was looked at. */
  readonly before: string | undefined;
}

/** How a position says which part it is in; orders end with eight characters. */
const PART_MARKS = { all: '', indexed: ':d', rest: ':r' } as const;
/** The beginning of the rest: later than any entry. */
const NEWEST = '9999-12-31T23:59:59.999Z';

function placeIn(query: StoredAuditQuery): SearchPlace {
  const { before } = query;
  const isIndexed = indexedPart(query) !== undefined;
  if (before === undefined) return { part: isIndexed ? 'indexed' : 'all', before };
  const part = before.endsWith(PART_MARKS.indexed)
    ? 'indexed'
    : before.endsWith(PART_MARKS.rest)
      ? 'rest'
      : 'all';
  const order = part === 'all' ? before : before.slice(0, -PART_MARKS[part].length);
  return { part: isIndexed ? part : 'all', before: order === NEWEST ? undefined : order };
}

function positionOf({ part, before = NEWEST }: SearchPlace): string {
  return `${before}${PART_MARKS[part]}`;
}

/** Where a search goes on behind the last entry of a part. */
function placeBehind({ part }: SearchPlace): SearchPlace | undefined {
  return part === 'indexed' ? { part: 'rest', before: undefined } : undefined;
}

/** A part of the log that an index holds, of entries since there is that index. */
interface IndexedPart {
  readonly index: string;
  readonly value: string;
  /** Whether the index has an entry. */
  readonly has: (stored: Stored) => boolean;
}

/**
 * What can be looked up: a whole domain, else a kind other than invitations, which both are fewer than what one person did;
 * nothing where another index leaves fewer still.
 */
function indexedPart(query: StoredAuditQuery): IndexedPart | undefined {
  const { domain = '', kind, issueId, customer } = query;
  if (issueId !== undefined || customer !== undefined) return undefined;
  const labels = domain.split('.');
  if (labels.length > 1 && labels.every(Boolean) && (labels.at(-1) ?? '').length > 1) {
    const value = domain.toLowerCase();
    return { index: 'by-domain', value, has: ({ ofDomain }) => ofDomain === value };
  }
  const value = kind && kindMark(kind);
  return value === undefined
    ? undefined
    : { index: 'by-issue', value, has: ({ issueId: mark }) => mark === value };
}

/** Whether the index has given out the entry already. */
function isElsewhere(stored: Stored, { part }: SearchPlace, query: StoredAuditQuery): boolean {
  return part === 'rest' && (indexedPart(query)?.has(stored) ?? false);
}

interface Rows {
  readonly read: readonly { readonly id: string; readonly stored: Row }[];
  readonly more: boolean;
}

/** An entry with its order; one that cannot be read is passed over. */
interface Row {
  readonly order: string;
  readonly entry: Stored | undefined;
}

const orderSchema = z.object({ order: z.string() });

/** Asks the index that leaves the fewest entries; what else is asked for is filtered. */
async function queryRows(
  query: StoredAuditQuery,
  { part, before }: SearchPlace,
  oldest: number,
): Promise<Rows> {
  const from = iso(Math.max(oldest, query.from === undefined ? oldest : Date.parse(query.from)));
  // Orders go on after the moment, so that "~" is behind all of them.
  const to = before ?? `${query.to === undefined ? '9999' : iso(Date.parse(query.to))}~`;
  const indexed = part === 'indexed' ? indexedPart(query) : undefined;
  const [index, value] = indexed ? [indexed.index, indexed.value] : indexFor(query);
  const page = await kvs
    .entity<unknown>(AUDIT_ENTITY)
    .query()
    .index(index, value === undefined ? undefined : { partition: [value] })
    .where(WhereConditions.between(from, to))
    .sort(Sort.DESC)
    .limit(isFiltered(query) ? QUERY_MAX : Math.min(query.limit + 1, QUERY_MAX))
    .getMany();
  const read = page.results
    .map(({ key, value: row }) => ({
      id: key,
      // The index lists nothing without an order.
      stored: { order: orderSchema.parse(row).order, entry: storedSchema.safeParse(row).data },
    }))
    // The first one is where the page before ended.
    .filter(({ stored }) => stored.order !== before);
  return { read, more: page.nextCursor !== undefined };
}

function indexFor(query: StoredAuditQuery): readonly [string, string | undefined] {
  const { projectId, actor, outcome, issueId, customer } = query;
  if (customer) return ['by-customer', customer];
  if (issueId) return ['by-issue', issueId];
  if (actor) return ['by-actor', actor];
  // What went wrong on the whole site is less than all that happened in one project.
  if (outcome && outcome !== 'done') return ['by-outcome', outcome];
  if (projectId) return ['by-project', projectId];
  if (outcome) return ['by-outcome', outcome];
  return ['by-time', undefined];
}

/** Whether the index gives out entries that do not match. */
function isFiltered(query: StoredAuditQuery): boolean {
  const { projectId, actor, outcome, issueId, customer } = query;
  const indexed = [projectId, actor, outcome, issueId, customer].filter(
    (value) => value !== undefined,
  ).length;
  const { domain, events, organizationId, kind, importId, imports } = query;
  const others = [domain, events, organizationId, kind, importId, imports];
  return indexed > 1 || others.some((value) => value !== undefined);
}

function matches(stored: Stored, query: StoredAuditQuery, now: number): boolean {
  return (
    // Forge may return a value up to 48 hours after it expired.
    stored.until > iso(now) &&
    (query.events === undefined || query.events.some((event) => event === stored.event)) &&
    (query.kind === undefined || kindOf(stored.event) === query.kind) &&
    isShownOfImports(query, stored) &&
    (query.projectId === undefined || stored.projectId === query.projectId) &&
    (query.actor === undefined || stored.actor === query.actor) &&
    (query.customer === undefined || stored.customer === query.customer) &&
    (query.issueId === undefined || stored.issueId === query.issueId) &&
    (query.organizationId === undefined || isInto(query.organizationId, stored)) &&
    (query.outcome === undefined || stored.outcome === query.outcome) &&
    (query.domain === undefined || (stored.domain ?? '').includes(query.domain.toLowerCase()))
  );
}

function isShownOfImports({ imports, importId }: StoredAuditQuery, { event, detail }: Stored): boolean {
  const of = event === 'invitation' || event === 'access' ? detail['importId'] : undefined;
  return importId === undefined ? imports !== 'lines' || of === undefined : of === importId;
}

function isInto(organizationId: OrganizationId, { detail }: Stored): boolean {
  const ids = detail['organizationIds'];
  return Array.isArray(ids) && ids.includes(organizationId);
}
