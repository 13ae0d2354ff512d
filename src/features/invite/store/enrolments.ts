import { kvs, WhereConditions } from '@forge/kvs';
import { accountIdSchema } from '../../../domain/ids';
import type { AccountId, ProjectId } from '../../../domain/ids';
import { BATCH_KEYS_MAX, deleteAll, readAll } from '../../../platform/kvs/kvs';
import type { Place } from '../../../platform/kvs/kvs';
import {
  enrolmentIn,
  seenNote,
  NOTE_KIND,
  noteRef,
  OLDER_NOTES,
  olderNoteKey,
  storedNote,
  UNREADABLE,
} from './enrolment-note';
import type { DatedEnrolment, Enrolment, SeenNote } from './enrolment-note';
import { moveOlderNotes } from './move-enrolments';
import { recordPlace } from '../../../platform/kvs/versioned-records';
import { recordsPage } from '../../../platform/kvs/records-page';

export { enrolmentItem, sameDayItem } from './enrolment-note';
export type { DatedEnrolment, Enrolment, SeenNote } from './enrolment-note';

/** Forge storage: entries of one query. */
const PAGE_MAX = 100;
/** With the project that it is in. */
export type EnrolmentIn = DatedEnrolment & { readonly projectId: ProjectId };

/** A page of a project's notes, in the order of the account ids. */
interface EnrolmentPage {
  readonly found: readonly (readonly [AccountId, DatedEnrolment])[];
  /** Notes that cannot be read: each counts as a note that says nothing, so that no rule looks at the customer. */
  readonly unreadable: number;
  /** Where the next page begins. */
  readonly next: string | undefined;
}

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
  /** The note of each of these customers, there or not, for a writer who changes it later. */
  seen(
    projectId: ProjectId,
    accountIds: readonly AccountId[],
    now: number,
  ): Promise<ReadonlyMap<AccountId, SeenNote>>;
  /** Enrolments of one customer in all projects. */
  ofAccount(accountId: AccountId, now: number): Promise<readonly Enrolment[]>;
  /**
   * Enrolments of these customers in these projects: one storage operation for each 12 of both, or, where the projects
   * are more than 25, two queries for each customer.
   */
  among(
    projectIds: readonly ProjectId[],
    accountIds: readonly AccountId[],
    now: number,
  ): Promise<ReadonlyMap<AccountId, readonly EnrolmentIn[]>>;
  /** A page of the project's enrolments, one query. Those that `moveOlder` has not moved are not among them. */
  page(projectId: ProjectId, after: string | undefined, now: number): Promise<EnrolmentPage>;
  /**
   * Moves notes of an older version to where they can be listed by project, as many pages of 100 as it may.
   *
   * @returns whether none is left.
   */
  moveOlder(pagesMax: number, now: number): Promise<boolean>;
  eraseAccount(accountId: AccountId): Promise<void>;
}

export const enrolmentStore: EnrolmentStore = {
  async read(projectId, accountIds, now) {
    const dated = await enrolmentStore.dated(projectId, accountIds, now);
    return new Map([...dated].map(([accountId, { at: _at, ...enrolment }]) => [accountId, enrolment]));
  },
  async dated(projectId, accountIds, now) {
    const values = await readAll(accountIds.flatMap((accountId) => placesOf(projectId, accountId)));
    return new Map(
      accountIds.flatMap((accountId) => {
        const enrolment = enrolmentIn(storedNote(values, projectId, accountId), now);
        return enrolment ? [[accountId, enrolment] as const] : [];
      }),
    );
  },
  async seen(projectId, accountIds, now) {
    const values = await readAll(accountIds.flatMap((accountId) => placesOf(projectId, accountId)));
    return new Map(accountIds.map((accountId) => [accountId, seenNote(values, projectId, accountId, now)]));
  },
  async among(projectIds, accountIds, now) {
    const oneByOne = projectIds.length > BATCH_KEYS_MAX;
    const values = oneByOne
      ? undefined
      : await readAll(
          accountIds.flatMap((accountId) =>
            projectIds.flatMap((projectId) => placesOf(projectId, accountId)),
          ),
        );
    const found = async (accountId: AccountId): Promise<readonly EnrolmentIn[]> => {
      const all = values ? undefined : await datedOfAccount(accountId, now);
      return projectIds.flatMap((projectId) => {
        const enrolment = values
          ? enrolmentIn(storedNote(values, projectId, accountId), now)
          : all?.get(noteRef(projectId, accountId).id);
        return enrolment ? [{ ...enrolment, projectId }] : [];
      });
    };
    return new Map(await Promise.all(accountIds.map(async (id) => [id, await found(id)] as const)));
  },
  async ofAccount(accountId, now) {
    return [...(await datedOfAccount(accountId, now)).values()];
  },
  async page(projectId, after, now) {
    const { found: rows, cursor } = await recordsPage(NOTE_KIND, { scope: projectId, after });
    const found = rows.flatMap(({ sort, value }) => {
      const enrolment = enrolmentIn(value, now);
      const accountId = accountIdSchema.safeParse(sort.slice(0, -(projectId.length + 1))).data;
      return enrolment && accountId !== undefined ? [[accountId, enrolment] as const] : [];
    });
    const unreadable = found.filter(([, { at }]) => at === UNREADABLE.at).length;
    return { found, unreadable, next: cursor === undefined ? undefined : rows.at(-1)?.sort };
  },
  moveOlder: moveOlderNotes,
  async eraseAccount(accountId) {
    const own = await allOfAccount(accountId);
    await deleteAll(own.map(({ key, entityName }) => ({ key, ...(entityName && { entityName }) })));
  },
};

/** At both places where it may be. */
function placesOf(projectId: ProjectId, accountId: AccountId): readonly (Place | string)[] {
  return [recordPlace(noteRef(projectId, accountId)), olderNoteKey(projectId, accountId)];
}

/** What is kept of one account, by account and project; what stands at the new place is newer. */
async function datedOfAccount(
  accountId: AccountId,
  now: number,
): Promise<ReadonlyMap<string, DatedEnrolment>> {
  const found = new Map<string, DatedEnrolment>();
  for (const { place, value } of await allOfAccount(accountId)) {
    const enrolment = enrolmentIn(value, now);
    if (enrolment) found.set(place, enrolment);
  }
  return found;
}

interface Kept extends Place {
  /** The same for a note at the old place and at the new one. */
  readonly place: string;
  readonly value: unknown;
}

/** All that is kept of one account, newest last. Account ids hold colons: what begins like this one may be another's. */
async function allOfAccount(accountId: AccountId): Promise<readonly Kept[]> {
  const beginning = `${accountId}:`;
  const isOwn = (place: string): boolean => /^\d+$/.test(place.slice(beginning.length));
  const found: Kept[] = [];
  let cursor: string | undefined;
  do {
    const query = kvs
      .query()
      .where('key', WhereConditions.beginsWith(`${OLDER_NOTES}${beginning}`))
      .limit(PAGE_MAX);
    const { results, nextCursor } = await (cursor ? query.cursor(cursor) : query).getMany<unknown>();
    found.push(...results.map(({ key, value }) => ({ key, value, place: key.slice(OLDER_NOTES.length) })));
    cursor = nextCursor;
  } while (cursor);
  do {
    const page = await recordsPage(NOTE_KIND, { beginning }, cursor);
    found.push(
      ...page.found.map(({ sort, value }) => ({
        ...recordPlace({ kind: NOTE_KIND, id: sort }),
        value,
        place: sort,
      })),
    );
    ({ cursor } = page);
  } while (cursor);
  return found.filter(({ place }) => isOwn(place));
}
