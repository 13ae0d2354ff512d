import type { AuditEntry, AuditPage } from '../../../contract/audit';
import type { OrganizationId } from '../../../domain/ids';
import { isKept, iso, KEPT_BY_POLICY, momentOf, oldestOf, toEntry } from './audit-entry';
import type { Stored } from './audit-entry';
import { kindOf } from './audit-kinds';
import { partsOf } from './search-parts';
import type { SearchPart, StoredAuditQuery } from './search-parts';
import { placeIn, positionOf } from './search-position';
import type { SearchPlace } from './search-position';
import { readRows, unlistedBefore } from './search-rows';

/**
 * Storage operations for one page, some 100 of the 4,000 units that storage reads in a minute: where matches are rare, the
 * page comes back short, and says how far it looked.
 */
const OPERATIONS_MAX = 20;
/** Entries of a policy's changes can be of 240 KiB each: with one more, an answer stays below 1 MB. */
const PAGE_BYTES_MAX = 500_000;

/** A page of the log. See `AuditStore`. */
export async function searchAudit(query: StoredAuditQuery, oldest: number, now: number): Promise<AuditPage> {
  const parts = partsOf(query);
  const from = firstAsked(query, oldest, now);
  const entries: AuditEntry[] = [];
  let place = placeIn(query.before, parts);
  let bytes = 0;
  for (let asked = 0; asked < OPERATIONS_MAX;) {
    const rows = await readRows(parts[place.part] ?? parts[0], spanOf(query, from, place), query.limit);
    asked += rows.asked;
    const next = rows.more ? undefined : await placeBehind(place, parts, from);
    for (const [index, { id, order, entry: stored }] of rows.read.entries()) {
      place = { ...place, before: order };
      if (!stored || !matches(stored, query, now) || isElsewhere(stored, place, parts)) continue;
      if (!isKept(stored, oldest, now)) continue;
      const entry = toEntry(id, stored);
      bytes += Buffer.byteLength(JSON.stringify(entry));
      entries.push(entry);
      if (entries.length < query.limit && bytes < PAGE_BYTES_MAX) continue;
      if (rows.more || index < rows.read.length - 1) return { entries, before: positionOf(place, parts) };
      return next ? { entries, before: positionOf(next, parts) } : { entries };
    }
    if (!rows.more && !next) return { entries };
    // What an index knows is told at once; the rest of the log, where there is any, is another page.
    if (next && entries.length > 0) return { entries, before: positionOf(next, parts) };
    place = next ?? place;
  }
  return {
    entries,
    before: positionOf(place, parts),
    searchedTo: place.before === undefined ? iso(now) : momentOf(place.before),
  };
}

/** How far back is looked, in ISO 8601: no further than what is asked for can be kept. */
function firstAsked({ events = [], from }: StoredAuditQuery, oldest: number, now: number): string {
  const isByPolicy = events.length > 0 && events.every((event) => KEPT_BY_POLICY.has(event));
  const kept = isByPolicy ? oldest : oldestOf('any', oldest, now);
  return iso(Math.max(kept, from === undefined ? kept : Date.parse(from)));
}

function spanOf({ to }: StoredAuditQuery, from: string, { before }: SearchPlace) {
  return { from, to: to === undefined ? undefined : iso(Date.parse(to)), before };
}

/** Where a search goes on behind the last entry of a part; `undefined` where no part behind it has anything. */
async function placeBehind(
  { part }: SearchPlace,
  parts: readonly SearchPart[],
  from: string,
): Promise<SearchPlace | undefined> {
  const { leaves } = parts[part] ?? parts[parts.length - 1] ?? { leaves: 'nothing' };
  if (leaves === 'nothing') return undefined;
  const unlisted = leaves === 'any' ? {} : await unlistedBefore({ from });
  return unlisted && { part: part + 1, before: unlisted.before };
}

/** Whether a part before has given out the entry already. */
function isElsewhere(stored: Stored, { part }: SearchPlace, parts: readonly SearchPart[]): boolean {
  return parts.slice(0, part).some(({ has }) => has(stored));
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
