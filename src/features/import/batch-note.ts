import type { BatchNote, ImportRecord, ChunkSummary, StoredRow } from './store/imports';
import { BATCH_ROWS } from './record-rows';
import { isInDoubt, isReady } from './chunk';

export interface Placed {
  readonly place: number;
  readonly row: StoredRow;
}

/** The next rows that are ready, from a place on. */
export function nextBatch(rows: readonly StoredRow[], from: number, now: number): Placed[] {
  const batch: Placed[] = [];
  for (let place = from; place < rows.length && batch.length < BATCH_ROWS; place += 1) {
    const row = rows[place];
    if (row && isReady(row, now)) batch.push({ place, row });
  }
  return batch;
}

/** The rows that a note names, as far as they are still to be tried. */
export function notedBatch(rows: readonly StoredRow[], { places }: BatchNote, now: number): Placed[] {
  return places.flatMap((place) => {
    const row = rows[place];
    return row && isReady(row, now) ? [{ place, row }] : [];
  });
}

/** A chunk with something ready; those that were not begun come before those that are tried again. */
export function nextChunk({ slices }: Pick<ImportRecord, 'slices'>, now: number): number | undefined {
  const index = slices.findIndex((slice) => isNew(slice) || slice.again);
  if (index >= 0) return index;
  const due = slices.findIndex((slice) => slice.waiting > 0 && (slice.dueAt ?? 0) <= now);
  return due < 0 ? undefined : due;
}

function isNew({ left, waiting }: ChunkSummary): boolean {
  return left > waiting;
}

export function noteOf(
  slice: number,
  batch: readonly Placed[],
  { since, counted, policy }: Omit<BatchNote, 'slice' | 'places'>,
): BatchNote {
  return {
    slice,
    places: batch.map(({ place }) => place),
    since,
    ...(counted && { counted }),
    ...(policy !== undefined && { policy }),
  };
}

/**
 * The batch that comes first in the next chunk, where that can be said without its rows: of a chunk that no worker was
 * at. So its note costs no storage operation of its own.
 */
export function foreseenNote(
  record: Pick<ImportRecord, 'slices' | 'policy'>,
  now: number,
): BatchNote | undefined {
  const slice = nextChunk(record, now);
  const summary = slice === undefined ? undefined : record.slices[slice];
  if (slice === undefined || !summary || summary.left < summary.rows || summary.waiting > 0) return undefined;
  const places = Array.from({ length: Math.min(summary.rows, BATCH_ROWS) }, (_, place) => place);
  return { slice, places, since: now, ...(record.policy !== undefined && { policy: record.policy }) };
}

/**
 * The chunk in which rows have no result though Jira may have done something for them. While no worker goes on with the
 * import, Jira is to be asked of them: of those that wait when their time comes, or when all rows are to be erased.
 */
export function unsettledChunk(
  { begun, slices, erased, erasing }: ImportRecord,
  now: number,
): number | undefined {
  if (begun) return begun.slice;
  if (erased && !erasing) return undefined;
  const index = slices.findIndex(
    ({ doubtAt }) => doubtAt !== undefined && (erasing === true || doubtAt <= now),
  );
  return index < 0 ? undefined : index;
}

/** The rows of that chunk that are asked about. */
export function unsettledRows(
  rows: readonly StoredRow[],
  { begun, erasing }: ImportRecord,
  now: number,
): readonly Placed[] {
  if (begun) return notedBatch(rows, begun, Number.MAX_SAFE_INTEGER);
  return rows.flatMap((row, place) =>
    isInDoubt(row) && (erasing || isReady(row, now)) ? [{ place, row }] : [],
  );
}

/** Whether a note names this very batch. */
export function isNoted(note: BatchNote | undefined, slice: number, batch: readonly Placed[]): boolean {
  return (
    note?.slice === slice &&
    note.places.length === batch.length &&
    batch.every(({ place }, index) => note.places[index] === place)
  );
}
