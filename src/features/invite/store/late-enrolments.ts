import { organizationIdSchema } from '../../../domain/ids';
import { readAll } from '../../../platform/kvs/kvs';
import type { Item } from '../../../platform/kvs/kvs';
import { enrolmentIn, noteIn, noteRef, olderNoteKey, sameDayItem, storedNote } from './enrolment-note';
import type { DatedEnrolment, Enrolment } from './enrolment-note';
import { recordPlace } from '../../../platform/kvs/versioned-records';

/**
 * Notes of enrolments that storage had refused, as they are to be written now: joined with what was noted since. What
 * ended since is not noted again.
 */
export async function lateEnrolments(items: readonly Item[], now: number): Promise<readonly Item[]> {
  if (items.length === 0) return [];
  const notes = items.flatMap((item) => noteIn(item) ?? []);
  const stored = await readAll(
    notes.flatMap(({ projectId, accountId }) => [
      recordPlace(noteRef(projectId, accountId)),
      olderNoteKey(projectId, accountId),
    ]),
  );
  return notes.flatMap(({ projectId, accountId, value }): Item[] => {
    const late = enrolmentIn(value, now);
    if (!late) return [];
    const known = enrolmentIn(storedNote(stored, projectId, accountId), now);
    return [sameDayItem(projectId, accountId, known ? join(known, late) : late, now)];
  });
}

function join(known: DatedEnrolment, late: DatedEnrolment): DatedEnrolment {
  const [older, newer] = known.at <= late.at ? [known, late] : [late, known];
  if (newer.endedAt !== undefined && newer.endedAt >= older.at) return newer;
  const desk = strongest(older.desk, newer.desk);
  const organizations: Enrolment['organizations'] = { ...newer.organizations };
  for (const [id, place] of Object.entries(older.organizations)) {
    const organization = organizationIdSchema.parse(id);
    organizations[organization] = strongest(place, organizations[organization]) ?? place;
  }
  return { ...older, ...newer, ...(desk && { desk }), organizations };
}

/** What this app once made stays known as made. */
function strongest(one: Enrolment['desk'], other: Enrolment['desk']): Enrolment['desk'] {
  return one === 'made' || other === 'made' ? 'made' : (one ?? other);
}
