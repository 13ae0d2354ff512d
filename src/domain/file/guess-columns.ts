import type { Columns, ColumnUse } from '../invitation/import-row';
import { readAddressCell, splitOrganizations } from '../invitation/cells';
import { isHeader, knownColumn } from './column-names';
import type { Surety } from './column-names';
import { ownColumns } from './own-columns';

/** Different values of a column, of all: at most so many where it holds organizations rather than people. */
const REPEATS = 0.5;
const REPEATS_FROM = 4;

/** Why a column is taken for what it is: by its name, by words of the name, or by what stands in its cells. */
export type GuessedBy = Surety | 'content';

export interface Guess {
  readonly columns: Columns;
  /** For each column that has a use: why. */
  readonly by: readonly (GuessedBy | null)[];
}

/**
 * Whether a table's first row holds the names of its columns. Without a name that is known, it does where it has no
 * address, and the rows under it do, or no row has one.
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
export function guessColumns(header: readonly string[], rows: readonly (readonly string[])[]): Guess {
  const known = header.map(knownColumn);
  const addresses = header.map((_, index) => addressesIn(rows, index));
  const chosen = choose(known, addresses);
  const columns = mendName(chosen, header);
  if (!columns.includes('email')) {
    const email = mostAddresses(columns, addresses);
    if (email !== undefined) columns[email] = 'email';
  }
  const all = known.some((each) => each !== undefined) ? columns : guessOthers(columns, rows);
  return {
    columns: all,
    by: all.map((use, index) => {
      if (use === null) return null;
      return chosen[index] === null ? 'content' : (known[index]?.by ?? 'content');
    }),
  };
}

/**
 * One column for each use, organizations apart: what is known as a whole goes before what has a known word. Of columns for
 * addresses, one without any stands behind all that have some.
 */
function choose(
  known: readonly ({ readonly use: ColumnUse; readonly by: Surety } | undefined)[],
  addresses: readonly number[],
): Columns {
  const rank = (index: number): number => {
    const each = known[index];
    const surety = each?.by === 'exact' ? 1 : 0;
    if (each?.use !== 'email') return surety;
    const count = addresses[index] ?? 0;
    return (count > 0 ? 2 : 0) + surety + count / (count + 1) / 2;
  };
  const best = (use: ColumnUse): number =>
    known.reduce<number>(
      (found, each, index) => (each?.use === use && (found < 0 || rank(index) > rank(found)) ? index : found),
      -1,
    );
  return known.map((each, index) => {
    if (!each) return null;
    if (each.use !== 'organizations') return index === best(each.use) ? each.use : null;
    return each.by === 'exact' || known[best('organizations')]?.by === 'words' ? each.use : null;
  });
}

/**
 * Beside a first name, "Name", "Nom" or "Nome" is the last one; beside a last name, "Nombre" is the first. Beside both,
 * a "user name" is a login.
 */
function mendName(columns: Columns, header: readonly string[]): Columns {
  const mended = [...columns];
  const name = mended.indexOf('name');
  const title = (header[name] ?? '').trim();
  const isShort = /^(?:name|nom|nome|nombre|naam|namn|名前)$/i.test(title);
  const [first, last] = [mended.includes('firstName'), mended.includes('lastName')];
  if (name === -1) return mended;
  if (first && last && /^user[ _-]?name$/i.test(title)) mended[name] = null;
  if (isShort && first && !last) mended[name] = 'lastName';
  if (isShort && last && !first) mended[name] = 'firstName';
  return mended;
}

function mostAddresses(columns: Columns, addresses: readonly number[]): number | undefined {
  const [best] = columns
    .map((use, index) => ({ index, count: use === null ? (addresses[index] ?? 0) : 0 }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count);
  return best?.index;
}

function addressesIn(rows: readonly (readonly string[])[], index: number): number {
  return rows.filter((cells) => readAddressCell(cells[index] ?? '').ok).length;
}

/**
 * Without any names: two columns of single words that do not repeat are a first and a last name; else the first column of
 * text is a name, and the first whose values repeat or are lists holds organizations.
 */
function guessOthers(columns: Columns, rows: readonly (readonly string[])[]): Columns {
  const guessed = [...columns];
  const texts = columns.flatMap((use, index) => {
    const values = rows.map((cells) => (cells[index] ?? '').trim()).filter((value) => value !== '');
    const isText = use === null && values.some((value) => /^\p{L}[^@]*$/u.test(value));
    return isText ? [{ index, values, kind: repeats(values) ? 'organizations' : 'name' } as const] : [];
  });
  const names = texts.filter(({ kind }) => kind === 'name');
  const [first, last] = names;
  if (first && last && names.length === 2 && [...first.values, ...last.values].every(isWord)) {
    guessed[first.index] = 'firstName';
    guessed[last.index] = 'lastName';
  } else if (first && names.length === 1) guessed[first.index] = 'name';
  const organizations = texts.find(({ kind }) => kind === 'organizations');
  if (organizations) guessed[organizations.index] = 'organizations';
  return guessed;
}

function isWord(value: string): boolean {
  return !/\s/u.test(value);
}

function repeats(values: readonly string[]): boolean {
  const lists = values.filter((value) => splitOrganizations(value).length > 1).length;
  const few = values.length >= REPEATS_FROM && new Set(values).size <= values.length * REPEATS;
  return few || lists > 0;
}
