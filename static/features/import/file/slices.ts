import { SLICES_AT_ONCE_MAX, SLICE_ROWS_MAX } from '../../../../src/contract/import';
import { SLICE_BYTES_MAX } from '../../../../src/domain/limits';
import type { Columns, ImportRow } from '../../../../src/domain/invitation/import-row';
import { Numbers } from '../../../../src/domain/file/numbers';
import { createNames } from './organization-names';
import type { People } from '../../../../src/domain/file/people';
import type { ChunkGroup } from './reading';

export interface Chunks {
  readonly count: number;
  /** Those from this place on that one call carries: three full ones are under its 480,000 bytes. */
  readonly group: (from: number) => ChunkGroup | undefined;
}

/**
 * Cuts the people who are sent into chunks. Those of the same organizations stand together, so that one call enrols many
 * of them. Who is sent, the file and its columns decide alone: an upload that broke off goes on where it was.
 */
export function chunkPeople(people: People, columns: Columns, isSent: (person: number) => boolean): Chunks {
  const order = inOrder(people, columns, isSent);
  return chunkRows(order.length, (place) => people.sent(order.at(place)));
}

/** Cuts rows into chunks, as many into one as the app takes. */
export function chunkRows(count: number, rowAt: (place: number) => ImportRow): Chunks {
  const starts = new Numbers();
  let bytes = SLICE_BYTES_MAX;
  let rows = SLICE_ROWS_MAX;
  for (let place = 0; place < count; place += 1) {
    // With the comma before it; the brackets stand around all.
    const more = jsonBytes(rowAt(place)) + 1;
    if (rows === SLICE_ROWS_MAX || bytes + more > SLICE_BYTES_MAX) {
      starts.push(place);
      bytes = 2;
      rows = 0;
    }
    bytes += more;
    rows += 1;
  }

  const slice = (index: number): readonly ImportRow[] => {
    const end = index + 1 < starts.length ? starts.at(index + 1) : count;
    return range(starts.at(index), end).map(rowAt);
  };
  return {
    count: starts.length,
    group: (from) =>
      from < starts.length
        ? { from, slices: range(from, Math.min(from + SLICES_AT_ONCE_MAX, starts.length)).map(slice) }
        : undefined,
  };
}

/** By the names of their organizations; without any by their domain, whose organization the policy may know. */
function inOrder(people: People, columns: Columns, isSent: (person: number) => boolean): Numbers {
  const groups = new Map<string, Numbers>();
  const namesIn = createNames(columns);
  const email = columns.indexOf('email');
  for (let person = 0; person < people.count; person += 1) {
    if (!isSent(person)) continue;
    const { cells } = people.sent(person);
    const names = namesIn(cells).map((each) => each.key);
    const key = names.length > 0 ? `1${names.sort().join('\n')}` : `0${domainIn(cells[email] ?? '')}`;
    const group = groups.get(key) ?? new Numbers();
    group.push(person);
    groups.set(key, group);
  }
  const order = new Numbers();
  // By code units, as everywhere the same: not by anybody's language.
  for (const key of [...groups.keys()].sort()) {
    const group = groups.get(key);
    for (let place = 0; group && place < group.length; place += 1) order.push(group.at(place));
  }
  return order;
}

function domainIn(address: string): string {
  return address
    .slice(address.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase();
}

function jsonBytes(row: ImportRow): number {
  return new TextEncoder().encode(JSON.stringify(row)).length;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
