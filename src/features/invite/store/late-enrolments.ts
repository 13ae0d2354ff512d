import type { Item } from '../../../platform/kvs/kvs';
import { enrolmentIn, noteIn, withGiven } from './enrolment-note';
import type { DatedEnrolment } from './enrolment-note';
import type { NoteChange } from './write-notes';

/**
 * Notes of enrolments that storage had refused, as changes: joined with what was noted since. What ended since is not
 * noted again.
 */
export function lateEnrolments(items: readonly Item[], now: number): readonly NoteChange[] {
  return items.flatMap((item): NoteChange[] => {
    const note = noteIn(item);
    const late = note && enrolmentIn(note.value, now);
    if (!late) return [];
    const { projectId, accountId } = note;
    return [{ projectId, accountId, seen: undefined, change: (known) => join(known, late) }];
  });
}

function join(known: DatedEnrolment | undefined, late: DatedEnrolment): DatedEnrolment {
  if (!known) return late;
  const [older, newer] = known.at <= late.at ? [known, late] : [late, known];
  if (newer.endedAt !== undefined && newer.endedAt >= older.at) return newer;
  return { ...older, ...newer, ...withGiven(older, newer) };
}
