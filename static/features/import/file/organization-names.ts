import { organizationKey } from '../../../../src/domain/organization/find-organization';
import type { Columns } from '../../../../src/domain/invitation/import-row';
import { readCells } from '../../../../src/domain/invitation/cells';

export interface NamedOrganization {
  readonly name: string;
  /** The form in which two spellings are equal. */
  readonly key: string;
}

/** Tells the organizations that a row names. Thousands of rows hold the same few texts: each is read once. */
export function createNames(columns: Columns): (cells: readonly string[]) => readonly NamedOrganization[] {
  const places = columns.flatMap((use, index) => (use === 'organizations' ? [index] : []));
  const only = columns.map((use) => (use === 'organizations' ? use : null));
  const read = new Map<string, readonly NamedOrganization[]>();
  return (cells) => {
    // What stands between cells also stands between the names in one.
    const text = places.map((place) => cells[place] ?? '').join('\n');
    const known = read.get(text);
    if (known) return known;
    const names = readCells(cells, only).organizations.map((name) => ({ name, key: organizationKey(name) }));
    read.set(text, names);
    return names;
  };
}
