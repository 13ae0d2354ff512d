import type { AccountId, ProjectId } from '../../../domain/ids';
import { BATCH_KEYS_MAX, readAll, StorageError, writeAll } from '../../../platform/kvs/kvs';
import type { Item } from '../../../platform/kvs/kvs';
import { writeTogether } from '../../../platform/kvs/records-together';
import type { Replacement } from '../../../platform/kvs/versioned-records';
import { recordPlace } from '../../../platform/kvs/versioned-records';
import { enrolmentItem, noteAfter, noteRef, olderNoteKey, seenNote, withGiven } from './enrolment-note';
import type { DatedEnrolment, Enrolment, SeenNote } from './enrolment-note';

/** Tries to write notes that others change meanwhile. */
const TRIES_MAX = 4;

/** What is to become of a note, whatever others have made of it since it was seen. */
export interface NoteChange {
  readonly projectId: ProjectId;
  readonly accountId: AccountId;
  /** `undefined` where it could not be read: it is read before it is written. */
  readonly seen: SeenNote | undefined;
  /** @returns `undefined` where nothing is to be noted. */
  readonly change: (known: DatedEnrolment | undefined) => DatedEnrolment | undefined;
  /** What the queue of late writes joins with what is noted by then; absent where it never comes to that. */
  readonly late?: Item;
}

/** What is written with items. */
export interface WrittenNotes {
  readonly notes?: readonly NoteChange[];
  /** Written once all else is: it says that it is. */
  readonly last?: Item | undefined;
}

/** Notes that a customer is where this app, or an admin before it, put them. */
export function givenNote(
  projectId: ProjectId,
  accountId: AccountId,
  given: Enrolment,
  seen: SeenNote | undefined,
  now: number,
): NoteChange {
  return {
    projectId,
    accountId,
    seen,
    change: (known) => ({ ...withGiven(known, given), at: now }),
    late: enrolmentItem(projectId, accountId, given, now),
  };
}

/**
 * Writes items and changes notes, 25 keys to a storage operation. An operation with notes is done as a whole, and only
 * where they are as they were seen: where another writer was faster, they are read again and changed as they are now.
 *
 * @throws StorageError where anything was refused; the others may have been written.
 */
export async function writeWithNotes(
  items: readonly Item[],
  { notes = [], last }: WrittenNotes,
  now: number,
): Promise<void> {
  const all = await readUnseen(joined(notes), now);
  const unique = new Map(items.map((item) => [`${item.entityName ?? ''} ${item.key}`, item]));
  const parts = inParts([
    ...all.map((note) => ({ note })),
    ...[...unique.values(), ...(last ? [last] : [])].map((item) => ({ item })),
  ]);
  const before = last ? parts.slice(0, -1) : parts;
  await Promise.all(before.map((part) => writePart(part, 'in-part', now)));
  for (const part of parts.slice(before.length)) await writePart(part, 'whole', now);
}

type SeenChange = NoteChange & { readonly seen: SeenNote };
type Piece = { readonly note: SeenChange } | { readonly item: Item };

function inParts(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  return Array.from({ length: Math.ceil(pieces.length / BATCH_KEYS_MAX) }, (_, index) =>
    pieces.slice(index * BATCH_KEYS_MAX, (index + 1) * BATCH_KEYS_MAX),
  );
}

/** One change for each note: a customer may be among the invited twice. */
function joined(notes: readonly NoteChange[]): readonly NoteChange[] {
  const all = new Map<string, NoteChange>();
  for (const each of notes) {
    const { id } = noteRef(each.projectId, each.accountId);
    const before = all.get(id);
    const change: NoteChange['change'] = (known) => each.change(before ? before.change(known) : known);
    all.set(id, before ? { ...each, change } : each);
  }
  return [...all.values()];
}

/** @param how whether it is done as a whole even where no note is in it. */
async function writePart(part: readonly Piece[], how: 'whole' | 'in-part', now: number): Promise<void> {
  const items = part.flatMap((each) => ('item' in each ? [each.item] : []));
  let notes = part.flatMap((each) => ('note' in each ? [each.note] : []));
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const replacements = notes.flatMap((note): Replacement[] => {
      const after = note.change(note.seen.enrolment);
      return after ? [noteAfter(note.projectId, note.accountId, after, note.seen, now)] : [];
    });
    if (replacements.length === 0 && how === 'in-part') return writeAll(items);
    if ((await writeTogether(replacements, items)) === 'done') return;
    notes = await readAgain(notes, now);
  }
  throw new StorageError('NOTE_CONTENTION');
}

async function readUnseen(notes: readonly NoteChange[], now: number): Promise<readonly SeenChange[]> {
  const unseen = notes.filter(({ seen }) => !seen);
  const read = unseen.length > 0 ? await readAgain(unseen, now) : [];
  const seen = notes.flatMap((each) => (each.seen ? [{ ...each, seen: each.seen }] : []));
  return [...seen, ...read];
}

async function readAgain(notes: readonly NoteChange[], now: number): Promise<SeenChange[]> {
  const values = await readAll(
    notes.flatMap(({ projectId, accountId }) => [
      recordPlace(noteRef(projectId, accountId)),
      olderNoteKey(projectId, accountId),
    ]),
  );
  return notes.map((each) => ({ ...each, seen: seenNote(values, each.projectId, each.accountId, now) }));
}
