import { parseAddress } from '../address/address';
import { splitOrganizations } from '../invitation/plan-row';
import type { Columns, ColumnUse } from '../invitation/import-row';
import { isHeader, useOfHeader } from './column-names';
import { ownColumns } from './own-columns';

/** Different values of a column, of all: at most so many where it holds organizations rather than people. */
const REPEATS = 0.5;
const REPEATS_FROM = 4;

/**
 * Whether a table's first row holds the names of its columns. Without a name that is known, it does where it has no
 * address, and the rows under it do, or nobody has one.
 */
export function guessHeaded(first: readonly string[], others: readonly (readonly string[])[]): boolean {
  if (first.some((cell) => cell.includes('@'))) return false;
  if (isHeader(first) || ownColumns(first) > 0) return true;
  const cells = others.flat();
  return cells.some((cell) => cell.includes('@')) || !first.some((cell) => /^\W*\d/.test(cell));
}

/**
 * What each column holds, by its name; where no name tells the address or anything at all, by what stands in it.
 *
 * @param header empty texts where the file has none.
 * @param rows some of the rows.
 */
export function guessColumns(header: readonly string[], rows: readonly (readonly string[])[]): Columns {
  const named = onceEach(header.map(useOfHeader), (index) => addressesIn(rows, index));
  const columns = mendName(named, header);
  if (!columns.includes('email')) {
    const email = mostAddresses(columns, rows);
    if (email !== undefined) columns[email] = 'email';
  }
  return named.some((use) => use !== null) ? columns : guessOthers(columns, rows);
}

/** Of several columns of one use the first stays; of those for addresses the one with most. Organizations may be many. */
function onceEach(
  uses: readonly (ColumnUse | null)[],
  addresses: (index: number) => number,
): (ColumnUse | null)[] {
  const best = uses.reduce<number | undefined>(
    (found, use, index) =>
      use === 'email' && (found === undefined || addresses(index) > addresses(found)) ? index : found,
    undefined,
  );
  return uses.map((use, index) => {
    if (use === 'email') return index === best ? use : null;
    return use === null || use === 'organizations' || uses.indexOf(use) === index ? use : null;
  });
}

/** Beside a first name, "Name", "Nom" or "Nome" is the last one; beside a last name, "Nombre" is the first. */
function mendName(columns: readonly (ColumnUse | null)[], header: readonly string[]): Columns {
  const mended = [...columns];
  const name = mended.indexOf('name');
  const isShort = /^\s*(?:name|nom|nome|nombre|naam|namn|名前)\s*$/i.test(header[name] ?? '');
  if (name === -1 || !isShort) return mended;
  const [first, last] = [mended.includes('firstName'), mended.includes('lastName')];
  if (first && !last) mended[name] = 'lastName';
  if (last && !first) mended[name] = 'firstName';
  return mended;
}

function mostAddresses(columns: Columns, rows: readonly (readonly string[])[]): number | undefined {
  const [best] = columns
    .map((use, index) => ({ index, count: use === null ? addressesIn(rows, index) : 0 }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count);
  return best?.index;
}

function addressesIn(rows: readonly (readonly string[])[], index: number): number {
  return rows.filter((cells) => parseAddress(cells[index] ?? '').ok).length;
}

/** Without any names: the first column of text is a name, the first whose values repeat or are lists an organization. */
function guessOthers(columns: Columns, rows: readonly (readonly string[])[]): Columns {
  const guessed = [...columns];
  columns.forEach((use, index) => {
    if (use !== null) return;
    const values = rows.map((cells) => (cells[index] ?? '').trim()).filter((value) => value !== '');
    if (values.length === 0 || !values.some((value) => /^\p{L}[^@]*$/u.test(value))) return;
    const kind = repeats(values) ? 'organizations' : 'name';
    if (!guessed.includes(kind)) guessed[index] = kind;
    else if (kind === 'name' && !guessed.includes('organizations')) guessed[index] = 'organizations';
  });
  return guessed;
}

function repeats(values: readonly string[]): boolean {
  const lists = values.filter((value) => splitOrganizations(value).length > 1).length;
  const few = values.length >= REPEATS_FROM && new Set(values).size <= values.length * REPEATS;
  return few || lists > 0;
}
