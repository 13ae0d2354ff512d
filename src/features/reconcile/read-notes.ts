import type { AccountId, OrganizationId } from '../../domain/ids';
import type { DatedEnrolment } from '../invite/store/enrolments';
import type { SeenNote, ReconcileRound } from './store/reconcile-store';
import { withWork } from './run';
import type { Roster, Run } from './run';

/** Notes of one sheet, 70 to 130 bytes each: Forge storage takes 240 KiB in one value. */
const SHEET_NOTES = 1_000;
const SHEET_BYTES_MAX = 180_000;

/**
 * Reads the project's next notes, 100 to a query, and keeps what a round needs of them: each is read once in a round, and a
 * project with hundreds of thousands goes on where it was.
 */
export async function readNotes(place: Roster, { ports: { store, clock } }: Run): Promise<ReconcileRound> {
  const { policy, work } = place;
  const notes: SeenNote[] = [];
  let after = work.notesTo;
  let unreadable = 0;
  let bytes = 0;
  do {
    const page = await store.enrolments.page(policy.projectId, after, clock.now());
    const seen = page.found.map(([id, enrolment]) => seenNote(id, enrolment));
    notes.push(...seen);
    bytes += JSON.stringify(seen).length;
    unreadable += page.unreadable;
    after = page.next;
  } while (after !== undefined && notes.length < SHEET_NOTES && bytes < SHEET_BYTES_MAX);
  const index = work.noteSheets ?? 0;
  await store.upkeep.saveNotes(policy.projectId, index, notes);
  const { report } = work;
  return withWork(place, {
    noteSheets: index + 1,
    notesTo: after,
    ...(after === undefined && { phase: 'rules' as const }),
    report: { ...report, skipped: (report.skipped ?? 0) + unreadable },
  });
}

function seenNote(id: AccountId, { at, desk, used, organizations }: DatedEnrolment): SeenNote {
  const made = Object.entries(organizations).flatMap(([organizationId, known]) =>
    known === 'made' ? [organizationId as OrganizationId] : [],
  );
  return {
    id,
    at,
    ...(desk === 'made' && { desk: true }),
    ...(used && { used }),
    ...(made.length > 0 && { made }),
  };
}
