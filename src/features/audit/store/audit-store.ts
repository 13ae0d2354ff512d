import { kvs } from '@forge/kvs';
import type * as z from 'zod/mini';
import { actorWord } from '../../../domain/actor';
import type { AuditEntry, AuditPage } from '../../../contract/audit';
import type { AccountId, OrganizationId, ProjectId } from '../../../domain/ids';
import { AUDIT_ENTITY, isKept, iso, storedSchema, toEntry } from './audit-entry';
import type { Stored } from './audit-entry';
import { organizationsOfDomain } from './audit-domain';
import { searchAudit } from './audit-search';
import { LOOKUP_ENTITY, lookupSchema, withoutActor } from './audit-lookup';
import { pairMark } from './audit-kinds';
import type { StoredAuditQuery } from './search-parts';
import { deleteAll, readAll, writeAll } from '../../../platform/kvs/kvs';
import type { Item } from '../../../platform/kvs/kvs';
import { addSettledEntry } from './settled-entries';

export { AUDIT_ENTITY, hashedForKey } from './audit-entry';
export { LOOKUP_ENTITY } from './audit-lookup';
export type { NewAuditEntry } from './audit-entry';
export type { StoredAuditQuery } from './search-parts';

const DAY_MS = 86_400_000;
/** Forge storage: entries of one query. */
const QUERY_MAX = 100;
/** What storage takes for a key. */
const ID = /^[a-zA-Z0-9:._-]{1,200}$/;

export interface AuditStore {
  /**
   * Entries that match, newest first, in at most 20 storage operations. What indexes know of comes first: see
   * `partsOf`.
   *
   * @param oldest ms since 1970: what is older is over the policy's retention, though storage may still give it out.
   */
  page(query: StoredAuditQuery, oldest: number, now: number): Promise<AuditPage>;
  find(id: string, oldest: number, now: number): Promise<AuditEntry | undefined>;
  /** Into which organizations a project's customers of a domain were invited last; see the function. */
  organizationsOfDomain(
    domain: string,
    projectId: ProjectId,
    oldest: number,
    now: number,
  ): Promise<readonly (readonly OrganizationId[])[]>;
  /** What entries say of their customer, by key; keys without an entry are absent. */
  customersIn(ids: readonly string[]): Promise<ReadonlyMap<string, Pick<Stored, 'customer' | 'reason'>>>;
  /** Writes the entry of a guest whose outcome the worker did not record; see `addSettledEntry`. */
  addSettled(item: Item, seen: string | undefined): Promise<void>;
  /** Takes an account out of all entries; what it did and what became of it stays. */
  eraseAccount(accountId: AccountId, now: number): Promise<void>;
}

export const auditStore: AuditStore = {
  page: searchAudit,
  organizationsOfDomain,
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
  addSettled: addSettledEntry,
  async eraseAccount(accountId, now) {
    const word = actorWord({ kind: 'person', accountId });
    const erased = actorWord({ kind: 'erased' });
    await eraseIn({ entityName: LOOKUP_ENTITY, index: 'by-actor', value: word }, now, lookupSchema, (row) =>
      withoutActor(row, erased),
    );
    const log = { entityName: AUDIT_ENTITY };
    await eraseIn({ ...log, index: 'by-actor', value: word }, now, storedSchema, withoutPerson);
    await eraseIn({ ...log, index: 'by-customer', value: accountId }, now, storedSchema, (stored) => ({
      ...stored,
      customer: undefined,
    }));
  },
};

function withoutPerson(stored: Stored): Stored {
  const actor = { kind: 'erased' } as const;
  const erased = { ...stored, actor: actorWord(actor), detail: { ...stored.detail, actor } };
  return stored.issueId === pairMark(stored) ? { ...erased, issueId: pairMark(erased) } : erased;
}

interface IndexedRows {
  readonly entityName: string;
  readonly index: string;
  readonly value: string;
}

/** Rewrites what the index finds; each rewritten row leaves the index. */
async function eraseIn<T extends { readonly until: string }>(
  { entityName, index, value }: IndexedRows,
  now: number,
  schema: z.ZodMiniType<T>,
  erased: (row: T) => T,
): Promise<void> {
  let cursor: string | undefined;
  do {
    const query = kvs
      .entity<unknown>(entityName)
      .query()
      .index(index, { partition: [value] })
      .limit(QUERY_MAX);
    const page = await (cursor ? query.cursor(cursor) : query).getMany();
    // What cannot be read cannot be rewritten: it goes.
    await deleteAll(
      page.results
        .filter(({ value: row }) => !schema.safeParse(row).success)
        .map(({ key }) => ({ entityName, key })),
    );
    const rewritten = page.results.flatMap(({ key, value: row }): Item[] => {
      const read = schema.safeParse(row).data;
      if (!read) return [];
      const days = Math.max(1, Math.ceil((Date.parse(read.until) - now) / DAY_MS));
      return [{ entityName, key, value: erased(read), ttl: { unit: 'DAYS', value: days } }];
    });
    await writeAll(rewritten);
    cursor = page.nextCursor;
  } while (cursor);
}
