import { kvs, WhereConditions } from '@forge/kvs';
import { deleteAll, readAll } from '../../../platform/kvs/kvs';
import { enrolmentIn, movedNote, noteRef, OLDER_NOTES, olderNoteIn } from './enrolment-note';
import type { OlderNote } from './enrolment-note';
import { recordPlace } from '../../../platform/kvs/versioned-records';
import { replaceEach } from '../../../platform/kvs/records-each';

/** Forge storage: entries of one query. */
const PAGE_MAX = 100;
/** Keys in one batch operation. */
const BATCH_MAX = 25;

/**
 * Moves notes of an older version to where they can be listed by project, as many pages of 100 as it may.
 *
 * @returns whether none is left.
 */
export async function moveOlderNotes(pagesMax: number, now: number): Promise<boolean> {
  let cursor: string | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const query = kvs.query().where('key', WhereConditions.beginsWith(OLDER_NOTES)).limit(PAGE_MAX);
    const { results, nextCursor } = await (cursor ? query.cursor(cursor) : query).getMany<unknown>();
    const notes = results.flatMap(({ key, value }) => {
      const note = olderNoteIn(key, value);
      return note ? [{ ...note, key }] : [];
    });
    for (let from = 0; from < notes.length; from += BATCH_MAX)
      await move(notes.slice(from, from + BATCH_MAX), now);
    if (nextCursor === undefined) return true;
    cursor = nextCursor;
  }
  return false;
}

interface Moving extends OlderNote {
  readonly key: string;
}

/**
 * Moves 25 notes. Where one is at the new place already, it is newer. An account may be erased meanwhile: what is gone
 * from the old place by then goes from the new one, too.
 */
async function move(notes: readonly Moving[], now: number): Promise<void> {
  const alive = notes.filter(({ value }) => enrolmentIn(value, now));
  const became = await replaceEach(alive.map((note) => movedNote(note, now)));
  if (became.includes('refused')) throw new Error('storage refused notes of an older version');
  const moved = alive.filter((_, index) => became[index] === 'done');
  const left = moved.length > 0 ? await readAll(moved.map(({ key }) => key)) : new Map<string, unknown>();
  const erased = moved.filter(({ key }) => !left.has(key));
  await deleteAll(erased.map(({ projectId, accountId }) => recordPlace(noteRef(projectId, accountId))));
  await deleteAll(notes.map(({ key }) => ({ key })));
}
