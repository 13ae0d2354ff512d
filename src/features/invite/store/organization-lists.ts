import * as z from 'zod/mini';
import { organizationIdSchema, serviceDeskIdSchema } from '../../../domain/ids';
import type { OrganizationId, ServiceDeskId } from '../../../domain/ids';
import { readAll, writeAll } from '../../../platform/kvs/kvs';
import { recordIn, recordItem, recordPlace } from '../../../platform/kvs/versioned-records';
import type { RecordRef } from '../../../platform/kvs/versioned-records';
import { recordsInOrder } from '../../../platform/kvs/records-in-order';

const KIND = 'organization-list';
/** Parts of the kind: lists that were asked for, and all others. */
const WANTED = 'wanted';
const READ = 'read';
const KEPT = { unit: 'HOURS', value: 24 } as const;
const KEPT_MS = KEPT.value * 3_600_000;
/** Of one part, as JSON. */
const PART_BYTES_MAX = 150_000;
/** Forge storage: keys in one operation, with the head of the list. A longer list is not kept. */
const PARTS_MAX = 24;

/** The organizations linked to one desk, or all of the site. */
export type ListOf = { readonly desk: ServiceDeskId } | 'site';

export interface ListedOrganization {
  readonly id: OrganizationId;
  readonly name: string;
  readonly scimManaged: boolean;
}

/** A list of organizations as Jira told it some time ago, in Jira's order. */
interface OrganizationList {
  readonly readAt: number;
  readonly organizations: readonly ListedOrganization[];
}

export interface OrganizationListStore {
  /** `undefined` where it was not read for a day, or is too long to be kept. */
  find(of: ListOf, now: number): Promise<OrganizationList | undefined>;
  save(of: ListOf, organizations: readonly ListedOrganization[], now: number): Promise<void>;
  /** Asks the schedule to read it. */
  want(of: ListOf, now: number): Promise<void>;
  /** Lists that were asked for, longest wait first. */
  wanted(max: number): Promise<readonly ListOf[]>;
  /** No invitation waits for it any more. */
  unwant(of: ListOf, now: number): Promise<void>;
}

const headSchema = z.object({ readAt: z.number(), parts: z.int() });
const partSchema = z.object({
  readAt: z.number(),
  organizations: z.array(z.tuple([organizationIdSchema, z.string(), z.boolean()])),
});
const wantedSchema = z.object({ desk: z.nullable(serviceDeskIdSchema) });

export const organizationListStore: OrganizationListStore = {
  async find(of, now) {
    const refs = [headOf(of), ...Array.from({ length: PARTS_MAX }, (_, part) => partOf(of, part))];
    const values = await readAll(refs.map(recordPlace));
    const head = headSchema.safeParse(recordIn(values, headOf(of))?.value).data;
    if (!head || head.readAt + KEPT_MS <= now || head.parts > PARTS_MAX) return undefined;
    const parts = Array.from(
      { length: head.parts },
      (_, part) => partSchema.safeParse(recordIn(values, partOf(of, part))?.value).data,
    );
    // Two may have written at once: then parts of both lie there.
    if (parts.some((part) => part?.readAt !== head.readAt)) return undefined;
    const organizations = parts.flatMap((part) => part?.organizations ?? []);
    return { readAt: head.readAt, organizations: organizations.map(toListed) };
  },
  async save(of, organizations, now) {
    const parts = split(organizations.map(({ id, name, scimManaged }) => [id, name, scimManaged] as const));
    const kept = parts.length <= PARTS_MAX ? parts : [];
    await writeAll([
      itemOf(headOf(of), { readAt: now, parts: parts.length }, now, READ),
      ...kept.map((part, index) =>
        itemOf(partOf(of, index), { readAt: now, organizations: part }, now, READ),
      ),
    ]);
  },
  want: (of, now) => writeAll([itemOf(wishOf(of), { desk: of === 'site' ? null : of.desk }, now, WANTED)]),
  async wanted(max) {
    const { found } = await recordsInOrder(KIND, { scope: WANTED, max });
    return found.flatMap(({ value }) => listIn(value));
  },
  unwant: (of, now) => writeAll([itemOf(wishOf(of), {}, now, READ)]),
};

function toListed([id, name, scimManaged]: readonly [OrganizationId, string, boolean]): ListedOrganization {
  return { id, name, scimManaged };
}

function listIn(value: unknown): ListOf[] {
  const read = wantedSchema.safeParse(value).data;
  if (!read) return [];
  return [read.desk === null ? 'site' : { desk: read.desk }];
}

function split<T>(values: readonly T[]): T[][] {
  const parts: T[][] = [];
  let bytes = PART_BYTES_MAX;
  for (const value of values) {
    const size = Buffer.byteLength(JSON.stringify(value)) + 1;
    if (bytes + size > PART_BYTES_MAX) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)?.push(value);
    bytes += size;
  }
  return parts;
}

function itemOf(ref: RecordRef, value: unknown, now: number, scope: typeof WANTED | typeof READ) {
  const place = { sort: new Date(now).toISOString(), scope };
  return recordItem({ ...ref, seen: undefined, value, ttl: KEPT, place });
}

function nameOf(of: ListOf): string {
  return of === 'site' ? 'site' : `desk.${of.desk}`;
}

function headOf(of: ListOf): RecordRef {
  return { kind: KIND, id: nameOf(of) };
}

function partOf(of: ListOf, part: number): RecordRef {
  return { kind: KIND, id: `${nameOf(of)}.${part}` };
}

function wishOf(of: ListOf): RecordRef {
  return { kind: KIND, id: `${nameOf(of)}.wanted` };
}
