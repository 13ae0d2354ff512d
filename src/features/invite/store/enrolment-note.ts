import { randomInt } from 'node:crypto';
import * as z from 'zod/mini';
import { accountIdSchema, organizationIdSchema, projectIdSchema } from '../../../domain/ids';
import type { AccountId, ProjectId } from '../../../domain/ids';
import type { Item, Ttl } from '../../../platform/kvs/kvs';
import {
  recordItem,
  recordPlace,
  recordSchema,
  valueIn,
  writtenSchema,
} from '../../../platform/kvs/versioned-records';
import type { RecordRef, Replacement } from '../../../platform/kvs/versioned-records';

export const NOTE_KIND = 'enrolment-note';
/** Where notes were before they could be listed by project. `moveOlderNotes` takes them from there. */
export const OLDER_NOTES = 'enrolment:';
const DAY_MS = 86_400_000;
const KEPT = { unit: 'DAYS', value: 365 } as const;
/** Versions that storage can compare, and that can grow. */
const VERSION_MAX = 2 ** 30;

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

/** As an older version kept it, under a key that names account and project. */
export interface OlderNote {
  readonly projectId: ProjectId;
  readonly accountId: AccountId;
  readonly value: unknown;
}

/** With when it was last written, in ms since 1970; `0` where the note cannot be read. */
export type DatedEnrolment = Enrolment & { readonly at: number };

/** A note as it was read, with the version that says whether it still is. */
export interface SeenNote {
  readonly enrolment: DatedEnrolment | undefined;
  /** `undefined` where there is none at the place where notes are written now. */
  readonly version: number | undefined;
}

/** Of a new account, which has no note yet. */
export const NO_NOTE: SeenNote = { enrolment: undefined, version: undefined };

/** Whatever is noted by now: for a writer who has just read it, and for a queue. */
export function enrolmentItem(
  projectId: ProjectId,
  accountId: AccountId,
  enrolment: Enrolment,
  now: number,
): Item {
  const until = now + KEPT.value * DAY_MS;
  return noteItem(projectId, accountId, { ...enrolment, until }, KEPT.value);
}

/** An enrolment that is changed without anybody being invited: when they were, stays as it is. */
export function sameDayItem(
  projectId: ProjectId,
  accountId: AccountId,
  { at, ...enrolment }: DatedEnrolment,
  now: number,
): Item {
  const until = at + KEPT.value * DAY_MS;
  return noteItem(projectId, accountId, { ...enrolment, until }, daysTo(until, now));
}

/** A note as an older version stored it, at its new place; it ends when it was to end. */
export function movedNote({ projectId, accountId, value }: OlderNote, now: number): NewNote {
  const until = storedSchema.safeParse(value).data?.until ?? now + KEPT.value * DAY_MS;
  return newNote(projectId, accountId, value, daysTo(until, now));
}

/** A note that replaces none. */
type NewNote = Replacement & { readonly ttl: Ttl };

function noteItem(projectId: ProjectId, accountId: AccountId, value: unknown, days: number): Item {
  // Written over any other, it must not look like one that another writer has seen.
  return recordItem({ ...newNote(projectId, accountId, value, days), seen: randomInt(VERSION_MAX) });
}

/** A note that replaces the one that was seen. */
export function noteAfter(
  projectId: ProjectId,
  accountId: AccountId,
  { at, ...enrolment }: DatedEnrolment,
  { version }: SeenNote,
  now: number,
): Replacement {
  const until = at + KEPT.value * DAY_MS;
  return {
    ...newNote(projectId, accountId, { ...enrolment, until }, daysTo(until, now)),
    seen: version,
  };
}

function newNote(projectId: ProjectId, accountId: AccountId, value: unknown, days: number): NewNote {
  const ref = noteRef(projectId, accountId);
  const place = { scope: projectId, sort: ref.id };
  return { ...ref, seen: undefined, value, ttl: { unit: 'DAYS', value: days }, place };
}

function daysTo(until: number, now: number): number {
  return Math.min(KEPT.value, Math.max(1, Math.ceil((until - now) / DAY_MS)));
}

/** What is known of an account whose note cannot be read: a note exists, so no rule applies to it. */
export const UNREADABLE: DatedEnrolment = { organizations: {}, at: 0 };

/** `undefined` where there is none, or it is over. */
export function enrolmentIn(value: unknown, now: number): DatedEnrolment | undefined {
  if (value === undefined) return undefined;
  const stored = storedSchema.safeParse(value).data;
  if (!stored) return UNREADABLE;
  const { until, ...enrolment } = stored;
  return until > now ? { ...enrolment, at: until - KEPT.value * DAY_MS } : undefined;
}

export function noteRef(
  projectId: ProjectId,
  accountId: AccountId,
): RecordRef & { readonly kind: typeof NOTE_KIND } {
  return { kind: NOTE_KIND, id: `${accountId}:${projectId}` };
}

/** @returns `undefined` for a key that names no note. */
export function olderNoteIn(key: string, value: unknown): OlderNote | undefined {
  const [, account, project] = /^enrolment:(.+):(\d+)$/.exec(key) ?? [];
  const accountId = accountIdSchema.safeParse(account).data;
  const projectId = projectIdSchema.safeParse(project).data;
  return accountId !== undefined && projectId !== undefined ? { accountId, projectId, value } : undefined;
}

/** A note as it is written, by this version or by an older one. */
export function noteIn({ key, value }: Pick<Item, 'key' | 'value'>): OlderNote | undefined {
  const beginning = `${NOTE_KIND}:`;
  if (!key.startsWith(beginning)) return olderNoteIn(key, value);
  const stored = recordSchema.safeParse(value).data?.value;
  return olderNoteIn(`${OLDER_NOTES}${key.slice(beginning.length)}`, stored);
}

/** What is stored of a customer, among values of both places: what stands at the new one is newer. */
export function storedNote(
  values: ReadonlyMap<string, unknown>,
  projectId: ProjectId,
  accountId: AccountId,
): unknown {
  const newer = valueIn(values, noteRef(projectId, accountId));
  return newer === undefined ? values.get(olderNoteKey(projectId, accountId)) : newer;
}

/** The same with its version. */
export function seenNote(
  values: ReadonlyMap<string, unknown>,
  projectId: ProjectId,
  accountId: AccountId,
  now: number,
): SeenNote {
  const stored = values.get(recordPlace(noteRef(projectId, accountId)).key);
  return {
    enrolment: enrolmentIn(storedNote(values, projectId, accountId), now),
    version: writtenSchema.safeParse(stored).data?.version,
  };
}

/** What is known of a customer, joined with what was given since. What this app once made stays known as made. */
export function withGiven(known: Enrolment | undefined, given: Enrolment): Enrolment {
  const desk = strongest(known?.desk, given.desk);
  const organizations: Enrolment['organizations'] = { ...known?.organizations };
  for (const [id, place] of Object.entries(given.organizations)) {
    const organization = organizationIdSchema.parse(id);
    organizations[organization] = strongest(organizations[organization], place) ?? place;
  }
  const { endedAt } = known ?? {};
  return { ...(desk && { desk }), organizations, ...(endedAt !== undefined && { endedAt }) };
}

function strongest(one: Enrolment['desk'], other: Enrolment['desk']): Enrolment['desk'] {
  return one === 'made' || other === 'made' ? 'made' : (one ?? other);
}

export function olderNoteKey(projectId: ProjectId, accountId: AccountId): string {
  return `${OLDER_NOTES}${accountId}:${projectId}`;
}
