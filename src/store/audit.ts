import { kvs, Sort, WhereConditions } from '@forge/kvs';
import { createHash, randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { actorSchema, actorWord } from '../contract/actor';
import { auditOutcomeSchema } from '../contract/audit';
import type { AuditEntry, AuditPage, AuditQuery } from '../contract/audit';
import { accountIdSchema, issueIdSchema, projectIdSchema } from '../contract/ids';
import type { AccountId, IssueId, OrganizationId } from '../contract/ids';
import { AUDIT_DAYS_MAX } from '../contract/policy';
import { readAll, writeAll } from './batch';
import type { Item } from './batch';

/** The entity and its indexes are declared in manifest.yml under app.storage.entities. */
export const AUDIT_ENTITY = 'audit';
const DAY_MS = 86_400_000;
/** Storage queries for one page: where matches are rare, the page comes back short, and says how far it looked. */
const QUERIES_MAX = 2;
/** Forge storage: entries of one query. */
const QUERY_MAX = 100;
/** Stands for the whole site in the index by project. */
const SITE = 'site';

/**
 * What the policy's retention is about: what became of customers. All else says what was done with the app's power, and
 * is kept for the longest time there is: nobody shortens the trace of their own change.
 */
const KEPT_BY_POLICY: ReadonlySet<string> = new Set(['invitation', 'access', 'domain-rule']);

/** What storage takes for a key. */
const ID = /^[a-zA-Z0-9:._-]{1,200}$/;

const storedSchema = z.object({
  order: z.string(),
  until: z.string(),
  actor: z.string(),
  projectId: z.string(),
  customer: z.optional(z.string()),
  domain: z.optional(z.string()),
  issueId: z.optional(z.string()),
  event: z.string(),
  outcome: auditOutcomeSchema,
  reason: z.optional(z.string()),
  /** The actor as it is, and what belongs to the event. */
  detail: z.looseObject({ actor: actorSchema }),
});
type Stored = z.infer<typeof storedSchema>;

/** An entry before it has its place in the log. */
export type NewAuditEntry = DistributiveOmit<AuditEntry, 'id' | 'at'>;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** As asked for, and of some kinds of events only where that is told. */
export type StoredAuditQuery = AuditQuery & {
  readonly events?: readonly AuditEntry['event'][];
  /** Invitations made from this request: an index of its own, since a project may have thousands of others. */
  readonly issueId?: IssueId;
  /** Invitations into this organization: filtered, since one invitation can be into several. */
  readonly organizationId?: OrganizationId;
};

export interface AuditStore {
  /**
   * Entries that match, newest first, in at most 2 queries.
   *
   * @param oldest ms since 1970: what is older is over the policy's retention, though storage may still give it out.
   */
  page(query: StoredAuditQuery, oldest: number, now: number): Promise<AuditPage>;
  find(id: string, oldest: number, now: number): Promise<AuditEntry | undefined>;
  /** What entries say of their customer, by key; keys without an entry are absent. */
  customersIn(ids: readonly string[]): Promise<ReadonlyMap<string, Pick<Stored, 'customer' | 'reason'>>>;
  /** Takes an account out of all entries; what it did and what became of it stays. */
  eraseAccount(accountId: AccountId, now: number): Promise<void>;
}

/**
 * How an entry is stored.
 *
 * @param days for which the policy keeps what its retention is about.
 * @param place keeps entries of one moment apart and in order.
 * @param once names entries that stand for several of one kind: the last one stays.
 */
export function auditItem(
  entry: NewAuditEntry,
  {
    now,
    days: policyDays,
    place = 0,
    once,
  }: { readonly now: number; readonly days: number; readonly place?: number; readonly once?: string },
): Item {
  const order = `${new Date(now).toISOString()}:${String(place).padStart(4, '0')}:${randomUUID().slice(0, 8)}`;
  const { actor, projectId, customer, domain, outcome, reason, event, ...details } = entry;
  const { issueId, ...rest } = { issueId: undefined, ...details };
  const days = KEPT_BY_POLICY.has(event) ? policyDays : AUDIT_DAYS_MAX;
  const stored: Stored = {
    order,
    until: new Date(now + days * DAY_MS).toISOString(),
    actor: actorWord(actor),
    projectId: projectId ?? SITE,
    ...(customer && { customer }),
    ...(domain && { domain }),
    ...(issueId && { issueId }),
    event,
    outcome,
    ...(reason && { reason }),
    detail: { ...rest, actor },
  };
  return { entityName: AUDIT_ENTITY, key: once ?? order, value: stored, ttl: { unit: 'DAYS', value: days } };
}

/** Stands for an account in the key of an entry: a key outlives the erasing of an account, so it holds no account id. */
export function hashedForKey(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** Whose account ids an entry holds, as it is stored. */
export function accountsIn(stored: unknown): readonly AccountId[] {
  const { customer, detail } = storedSchema.safeParse(stored).data ?? {};
  return [
    ...(customer ? [accountIdSchema.parse(customer)] : []),
    ...(detail?.actor.kind === 'person' ? [detail.actor.accountId] : []),
  ];
}

export const auditStore: AuditStore = {
  async page(query, oldest, now) {
    const entries: AuditEntry[] = [];
    let before = query.before;
    for (let asked = 0; asked < QUERIES_MAX; asked += 1) {
      const { read, more } = await queryRows(query, before, oldestAsked(query, oldest, now));
      for (const [place, { id, stored }] of read.entries()) {
        before = stored.order;
        if (matches(stored, query, now) && isKept(stored, oldest, now)) entries.push(toEntry(id, stored));
        if (entries.length < query.limit) continue;
        return more || place < read.length - 1 ? { entries, before } : { entries };
      }
      if (!more) return { entries };
    }
    return { entries, ...(before && { before, searchedTo: momentOf(before) }) };
  },
  async find(id, oldest, now) {
    if (!ID.test(id)) return undefined;
    const stored = storedSchema.safeParse(
      (await readAll([{ key: id, entityName: AUDIT_ENTITY }])).get(id),
    ).data;
    const alive = stored && stored.until > iso(now) && isKept(stored, oldest, now);
    return alive ? toEntry(id, stored) : undefined;
  },
  async customersIn(ids) {
    const values = await readAll(ids.map((key) => ({ key, entityName: AUDIT_ENTITY })));
    return new Map([...values].map(([key, value]) => [key, storedSchema.parse(value)]));
  },
  async eraseAccount(accountId, now) {
    const word = actorWord({ kind: 'person', accountId });
    await eraseIn(['by-actor', word], now, (stored) => ({
      ...stored,
      actor: actorWord({ kind: 'erased' }),
      detail: { ...stored.detail, actor: { kind: 'erased' } },
    }));
    await eraseIn(['by-customer', accountId], now, (stored) => ({ ...stored, customer: undefined }));
  },
};

/** Whether an entry is inside its retention, as the policy now says it. */
function isKept({ event, order }: Stored, oldest: number, now: number): boolean {
  return order >= iso(oldestOf(event, oldest, now));
}

function oldestOf(event: string, oldest: number, now: number): number {
  return KEPT_BY_POLICY.has(event) ? oldest : Math.min(oldest, now - AUDIT_DAYS_MAX * DAY_MS);
}

/** How far back is looked: no further than what is asked for can be kept. */
function oldestAsked({ events = [] }: StoredAuditQuery, oldest: number, now: number): number {
  const isByPolicy = events.length > 0 && events.every((event) => KEPT_BY_POLICY.has(event));
  return isByPolicy ? oldest : oldestOf('any', oldest, now);
}

/** Rewrites what the index finds; each rewritten entry leaves the index. */
async function eraseIn(
  [index, value]: readonly [string, string],
  now: number,
  erased: (stored: Stored) => Stored,
): Promise<void> {
  let cursor: string | undefined;
  do {
    const query = kvs
      .entity<unknown>(AUDIT_ENTITY)
      .query()
      .index(index, { partition: [value] })
      .limit(QUERY_MAX);
    const page = await (cursor ? query.cursor(cursor) : query).getMany();
    const rewritten = page.results.map(({ key, value: row }): Item => {
      const stored = storedSchema.parse(row);
      const days = Math.max(1, Math.ceil((Date.parse(stored.until) - now) / DAY_MS));
      return { entityName: AUDIT_ENTITY, key, value: erased(stored), ttl: { unit: 'DAYS', value: days } };
    });
    await writeAll(rewritten);
    cursor = page.nextCursor;
  } while (cursor);
}

interface Rows {
  readonly read: readonly { readonly id: string; readonly stored: Stored }[];
  readonly more: boolean;
}

/** Asks the index that leaves the fewest entries; what else is asked for is filtered. */
async function queryRows(query: StoredAuditQuery, before: string | undefined, oldest: number): Promise<Rows> {
  const from = iso(Math.max(oldest, query.from === undefined ? oldest : Date.parse(query.from)));
  // Orders go on after the moment, so that "~" is behind all of them.
  const to = before ?? `${query.to === undefined ? '9999' : iso(Date.parse(query.to))}~`;
  const [index, value] = indexFor(query);
  const page = await kvs
    .entity<unknown>(AUDIT_ENTITY)
    .query()
    .index(index, value === undefined ? undefined : { partition: [value] })
    .where(WhereConditions.between(from, to))
    .sort(Sort.DESC)
    .limit(isFiltered(query) ? QUERY_MAX : Math.min(query.limit + 1, QUERY_MAX))
    .getMany();
  const read = page.results
    .map(({ key, value: stored }) => ({ id: key, stored: storedSchema.parse(stored) }))
    // The first one is where the page before ended.
    .filter(({ stored }) => stored.order !== before);
  return { read, more: page.nextCursor !== undefined };
}

function indexFor(query: StoredAuditQuery): readonly [string, string | undefined] {
  const { projectId, actor, outcome, issueId } = query;
  if (issueId) return ['by-issue', issueId];
  if (actor) return ['by-actor', actor];
  if (projectId) return ['by-project', projectId];
  if (outcome) return ['by-outcome', outcome];
  return ['by-time', undefined];
}

/** Whether the index gives out entries that do not match. */
function isFiltered(query: StoredAuditQuery): boolean {
  const { projectId, actor, outcome, issueId, domain, events, organizationId } = query;
  const indexed = [projectId, actor, outcome, issueId].filter((value) => value !== undefined).length;
  return [domain, events, organizationId].some((value) => value !== undefined) || indexed > 1;
}

function matches(stored: Stored, query: StoredAuditQuery, now: number): boolean {
  return (
    // Forge may return a value up to 48 hours after it expired.
    stored.until > iso(now) &&
    (query.events === undefined || query.events.some((event) => event === stored.event)) &&
    (query.projectId === undefined || stored.projectId === query.projectId) &&
    (query.actor === undefined || stored.actor === query.actor) &&
    (query.issueId === undefined || stored.issueId === query.issueId) &&
    (query.organizationId === undefined || isInto(query.organizationId, stored)) &&
    (query.outcome === undefined || stored.outcome === query.outcome) &&
    (query.domain === undefined || (stored.domain ?? '').includes(query.domain.toLowerCase()))
  );
}

function isInto(organizationId: OrganizationId, { detail }: Stored): boolean {
  const ids = detail['organizationIds'];
  return Array.isArray(ids) && ids.includes(organizationId);
}

function toEntry(id: string, stored: Stored): AuditEntry {
  const { detail, order, projectId, customer, domain, issueId, event, outcome, reason } = stored;
  return {
    ...detail,
    id,
    at: momentOf(order),
    ...(projectId !== SITE && { projectId: projectIdSchema.parse(projectId) }),
    ...(customer && { customer: accountIdSchema.parse(customer) }),
    ...(domain && { domain }),
    ...(issueId && { issueId: issueIdSchema.parse(issueId) }),
    event,
    outcome,
    ...(reason && { reason }),
  } as AuditEntry;
}

/** An order begins with its moment. */
function momentOf(order: string): string {
  return order.slice(0, 24);
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
