import { kvs, WhereConditions } from '@forge/kvs';
import * as z from 'zod/mini';
import { accountIdSchema, organizationIdSchema } from '../contract/ids';
import type { AccountId, ProjectId } from '../contract/ids';
import { BATCH_KEYS_MAX, deleteAll, readAll } from './batch';
import type { Item } from './batch';

/** By account first, so that all of one person's can be found and erased. */
export const ENROLMENT_PREFIX = 'enrolment:';
/** Forge storage: entries of one query. */
const PAGE_MAX = 100;
const DAY_MS = 86_400_000;
/** How long a note is kept. */
const KEPT = { unit: 'DAYS', value: 365 } as const;

/** `made`: this app put the customer there. `confirmed`: the customer is there; since when is not known. */
const knownSchema = z.enum(['made', 'confirmed']);

const enrolmentSchema = z.object({
  desk: z.exactOptional(knownSchema),
  organizations: z.record(organizationIdSchema, knownSchema),
  /** The customer raised a request since: found by the daily look, so that it need not ask again. */
  used: z.exactOptional(z.literal(true)),
  /** When access that this app had given last ended, in ms since 1970. */
  endedAt: z.exactOptional(z.number()),
});
/** Forge may return a value up to 48 hours after it expired. */
const storedSchema = z.extend(enrolmentSchema, { until: z.number() });

/** Where a customer is in one project, as far as this app had a part in it. */
export type Enrolment = z.infer<typeof enrolmentSchema>;

export interface EnrolmentStore {
  /** Enrolments of these customers in the project; none for whom this app did not enrol within the year. */
  read(
    projectId: ProjectId,
    accountIds: readonly AccountId[],
    now: number,
  ): Promise<ReadonlyMap<AccountId, Enrolment>>;
  /** The same, with when each was last written, in ms since 1970. */
  dated(
    projectId: ProjectId,
    accountIds: readonly AccountId[],
    now: number,
  ): Promise<ReadonlyMap<AccountId, DatedEnrolment>>;
  /** Enrolments of one customer in all projects. */
  ofAccount(accountId: AccountId, now: number): Promise<readonly Enrolment[]>;
  /**
   * Enrolments of these customers in these projects: one storage operation for each 25 of both, or, where the projects
   * are more than that, a query for each customer.
   */
  among(
    projectIds: readonly ProjectId[],
    accountIds: readonly AccountId[],
    now: number,
  ): Promise<ReadonlyMap<AccountId, readonly EnrolmentIn[]>>;
  /** All enrolments in the project, with when each was last written, in ms since 1970. A query for each 100 of the site. */
  ofProject(projectId: ProjectId, now: number): Promise<ReadonlyMap<AccountId, DatedEnrolment>>;
  eraseAccount(accountId: AccountId): Promise<void>;
}

export type DatedEnrolment = Enrolment & { readonly at: number };

/** With the project that it is in. */
export type EnrolmentIn = DatedEnrolment & { readonly projectId: ProjectId };

export const enrolmentStore: EnrolmentStore = {
  async read(projectId, accountIds, now) {
    const dated = await enrolmentStore.dated(projectId, accountIds, now);
    return new Map([...dated].map(([accountId, { at: _at, ...enrolment }]) => [accountId, enrolment]));
  },
  async dated(projectId, accountIds, now) {
    const values = await readAll(accountIds.map((accountId) => keyOf(projectId, accountId)));
    return new Map(
      accountIds.flatMap((accountId) => {
        const enrolment = enrolmentIn(values.get(keyOf(projectId, accountId)), now);
        return enrolment ? [[accountId, enrolment] as const] : [];
      }),
    );
  },
  async ofAccount(accountId, now) {
    const found: Enrolment[] = [];
    for await (const { value } of notesOf(accountId)) {
      const enrolment = enrolmentIn(value, now);
      if (enrolment) found.push(enrolment);
    }
    return found;
  },
  async among(projectIds, accountIds, now) {
    if (projectIds.length > BATCH_KEYS_MAX) {
      const all = accountIds.map(async (id) => [id, await amongNotes(projectIds, id, now)] as const);
      return new Map(await Promise.all(all));
    }
    const values = await readAll(
      accountIds.flatMap((accountId) => projectIds.map((projectId) => keyOf(projectId, accountId))),
    );
    return new Map(
      accountIds.map((accountId) => [accountId, enrolmentsIn(projectIds, accountId, values, now)]),
    );
  },
  async ofProject(projectId, now) {
    const found = new Map<AccountId, DatedEnrolment>();
    const ending = `:${projectId}`;
    for await (const { key, value } of keysThatBegin(ENROLMENT_PREFIX)) {
      if (!key.endsWith(ending)) continue;
      const enrolment = enrolmentIn(value, now);
      if (enrolment)
        found.set(accountIdSchema.parse(key.slice(ENROLMENT_PREFIX.length, -ending.length)), enrolment);
    }
    return found;
  },
  async eraseAccount(accountId) {
    const own: string[] = [];
    for await (const { key } of notesOf(accountId)) own.push(key);
    await deleteAll(own.map((key) => ({ key })));
  },
};

export function enrolmentItem(
  projectId: ProjectId,
  accountId: AccountId,
  enrolment: Enrolment,
  now: number,
): Item {
  const until = now + KEPT.value * DAY_MS;
  return { key: keyOf(projectId, accountId), value: { ...enrolment, until }, ttl: KEPT };
}

/** An enrolment that is changed without anybody being invited: when they were, stays as it is. */
export function sameDayItem(
  projectId: ProjectId,
  accountId: AccountId,
  enrolment: DatedEnrolment,
  now: number,
): Item {
  return { key: keyOf(projectId, accountId), ...sameDayValue(enrolment, now) };
}

export function sameDayValue({ at, ...enrolment }: DatedEnrolment, now: number): Pick<Item, 'value' | 'ttl'> {
  const until = at + KEPT.value * DAY_MS;
  const days = Math.max(1, Math.ceil((until - now) / DAY_MS));
  return { value: { ...enrolment, until }, ttl: { unit: 'DAYS', value: days } };
}

/** Nothing where there is none, or it is over. */
export function enrolmentIn(value: unknown, now: number): DatedEnrolment | undefined {
  if (value === undefined) return undefined;
  const { until, ...enrolment } = storedSchema.parse(value);
  return until > now ? { ...enrolment, at: until - KEPT.value * DAY_MS } : undefined;
}

async function amongNotes(
  projectIds: readonly ProjectId[],
  accountId: AccountId,
  now: number,
): Promise<readonly EnrolmentIn[]> {
  const values = new Map<string, unknown>();
  for await (const { key, value } of notesOf(accountId)) values.set(key, value);
  return enrolmentsIn(projectIds, accountId, values, now);
}

function enrolmentsIn(
  projectIds: readonly ProjectId[],
  accountId: AccountId,
  values: ReadonlyMap<string, unknown>,
  now: number,
): readonly EnrolmentIn[] {
  return projectIds.flatMap((projectId) => {
    const enrolment = enrolmentIn(values.get(keyOf(projectId, accountId)), now);
    return enrolment ? [{ ...enrolment, projectId }] : [];
  });
}

/** What is kept of one account in all projects. Account ids hold colons: what begins like this one may be another's. */
async function* notesOf(accountId: AccountId): ReturnType<typeof keysThatBegin> {
  const prefix = `${ENROLMENT_PREFIX}${accountId}:`;
  for await (const note of keysThatBegin(prefix)) {
    if (/^\d+$/.test(note.key.slice(prefix.length))) yield note;
  }
}

async function* keysThatBegin(
  prefix: string,
): AsyncGenerator<{ readonly key: string; readonly value: unknown }> {
  let cursor: string | undefined;
  do {
    const query = kvs.query().where('key', WhereConditions.beginsWith(prefix)).limit(PAGE_MAX);
    const { results, nextCursor } = await (cursor ? query.cursor(cursor) : query).getMany<unknown>();
    yield* results;
    cursor = nextCursor;
  } while (cursor);
}

function keyOf(projectId: ProjectId, accountId: AccountId): string {
  return `${ENROLMENT_PREFIX}${accountId}:${projectId}`;
}
