import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { actorSchema } from '../../../domain/actor';
import { organizationKey } from '../../../domain/organization/find-organization';
import { projectIdSchema } from '../../../domain/ids';
import type { AccountId, OrganizationId, ProjectId } from '../../../domain/ids';
import { readAll, writeAll } from '../../../platform/kvs/kvs';
import type { Item } from '../../../platform/kvs/kvs';
import {
  listRecords,
  recordIn,
  recordItem,
  recordPlace,
  replaceRecords,
} from '../../../platform/kvs/versioned-records';
import type { RecordRef } from '../../../platform/kvs/versioned-records';
import { firstInOrder, recordsInOrder } from '../../../platform/kvs/records-in-order';

const DAY_MS = 86_400_000;
/** Long enough for the schedule to settle what a worker that crashed left behind. */
const BEGUN_DAYS = 2;
/** How long the next try may link what was created and could not be linked. */
const CLAIM_DAYS = 1;

const creationSchema = z.object({
  projectId: projectIdSchema,
  name: z.string(),
  /** One call of a screen, one import, or one request of a script with its repeats. */
  run: z.string(),
  actor: actorSchema,
  /** Before the name was looked for, and so before the create; ms since 1970. */
  at: z.number(),
});
/** What is written down before an organization is created. */
export type Creation = z.infer<typeof creationSchema>;

const claimSchema = z.object({ projectId: projectIdSchema, run: z.string(), until: z.number() });
/** For which project, and in which run, this app created an organization. */
export type OrganizationClaim = z.infer<typeof claimSchema>;

/**
 * Organizations that this app is creating or has just created. A creation is begun before Jira is asked, and ended with
 * its entry in the audit log. A claim is had by one project.
 */
export interface NewOrganizationStore {
  /** What was begun last under this name in this project, where it was not ended; and who has the organization. */
  find(
    projectId: ProjectId,
    name: string,
    id: OrganizationId | undefined,
    now: number,
  ): Promise<{ readonly begun: Creation | undefined; readonly claim: OrganizationClaim | undefined }>;
  /** @returns the claim that holds: the one given, or that of an earlier writer. */
  claim(id: OrganizationId, claim: Omit<OrganizationClaim, 'until'>, now: number): Promise<OrganizationClaim>;
  /** Some of what was begun up to a moment and never ended, oldest first. */
  unended(to: number, max: number): Promise<readonly Creation[]>;
  /** When the first was begun that was not ended, in ms since 1970. */
  firstUnended(): Promise<number | undefined>;
  eraseAccount(accountId: AccountId): Promise<void>;
}

export const newOrganizationStore: NewOrganizationStore = {
  async find(projectId, name, id, now) {
    const begunRef = refOf(projectId, name);
    const refs = id === undefined ? [begunRef] : [begunRef, claimRef(id)];
    const values = await readAll(refs.map(recordPlace));
    const begun = recordIn(values, begunRef);
    const claim = id === undefined ? undefined : claimOf(recordIn(values, claimRef(id))?.value, now);
    return { begun: openIn(begun?.value), claim };
  },
  async claim(id, claim, now) {
    const value = { ...claim, until: now + CLAIM_DAYS * DAY_MS };
    const ref = claimRef(id);
    const ttl = { unit: 'DAYS', value: CLAIM_DAYS } as const;
    const place = { sort: ref.id, scope: 'claim' };
    if (await replaceRecords([{ ...ref, seen: undefined, value, ttl, place }])) return value;
    const held = recordIn(await readAll([recordPlace(ref)]), ref);
    // An id is given once: the first claim holds for ever.
    return held ? claimSchema.parse(held.value) : value;
  },
  async unended(to, max) {
    const { found } = await recordsInOrder(KIND, { scope: BEGUN, to: sortOf(to), max });
    return found.flatMap(({ value }) => openIn(value) ?? []);
  },
  firstUnended: () => firstInOrder(KIND, { scope: BEGUN }, ({ value }) => openIn(value)?.at),
  async eraseAccount(accountId) {
    const all = (await listRecords(KIND)).flatMap(({ value }) => openIn(value) ?? []);
    const own = all.filter(({ actor }) => actor.kind === 'person' && actor.accountId === accountId);
    await writeAll(own.map((creation) => begunItem({ ...creation, actor: { kind: 'erased' } })));
  },
};

const BEGUN = 'begun';
const ENDED = 'ended';
const KIND = 'new-organization';
const begunRowSchema = z.object({ kind: z.literal(KIND), scope: z.literal(BEGUN) });

/** Written before Jira is asked to create. */
export function begunItem(creation: Creation): Item {
  return itemOf(creation, BEGUN);
}

/** Whether an item is one that was begun. */
export function isBegunItem({ value }: Item): boolean {
  return begunRowSchema.safeParse(value).success;
}

/** Written once it is known, and told, what became of it. */
export function endedItem(creation: Creation): Item {
  return itemOf(creation, ENDED);
}

function itemOf(creation: Creation, scope: typeof BEGUN | typeof ENDED): Item {
  return recordItem({
    ...refOf(creation.projectId, creation.name),
    seen: undefined,
    // Who it was, the audit log tells.
    value: scope === BEGUN ? { ...creation, scope } : { scope },
    ttl: { unit: 'DAYS', value: BEGUN_DAYS },
    place: { sort: sortOf(creation.at), scope },
  });
}

function openIn(value: unknown): Creation | undefined {
  return creationSchema.safeParse(value).data;
}

function claimOf(value: unknown, now: number): OrganizationClaim | undefined {
  const claim = claimSchema.safeParse(value).data;
  // Forge may return a value up to 48 hours after it expired.
  return claim && claim.until > now ? claim : undefined;
}

function sortOf(at: number): string {
  return new Date(at).toISOString();
}

/** Names may be longer than a key, and hold what a key may not. */
function refOf(projectId: ProjectId, name: string): RecordRef {
  const hash = createHash('sha256').update(organizationKey(name)).digest('hex').slice(0, 32);
  return { kind: KIND, id: `${projectId}.${hash}` };
}

function claimRef(id: OrganizationId): RecordRef {
  return { kind: KIND, id: `made.${id}` };
}
