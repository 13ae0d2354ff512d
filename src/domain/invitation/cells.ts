import { addressKey, parseAddress } from '../address/address';
import type { Address } from '../address/address';
import { decodeEntities } from '../address/html-entities';
import { trimUnseen } from '../address/plain-text';
import { unquote } from '../address/quotation-marks';
import { readPiece } from '../address/read-entry';
import type { Entry, EntryProblem } from '../address/read-entry';
import { splitList } from '../address/split-list';
import { organizationKey } from '../organization/find-organization';
import { fail, ok } from '../result';
import type { Result } from '../result';
import { normalizeDay } from './days';
import type { DayOrder } from './days';
import { COLUMN_USES } from './import-row';
import type { ColumnUse, Columns } from './import-row';
import { isNamePlaceholder, isPlaceholder } from './placeholders';

export interface ReadCells {
  /** The address alone, where the cell holds one; else what stands in the cell. */
  readonly email: string;
  readonly displayName: string;
  readonly organizations: readonly string[];
  readonly endsAt: string;
}

/**
 * What a row says, before it is checked.
 *
 * @param dayOrder decides days that can be read in two ways; without it such a day stays as it is written.
 */
export function readCells(cells: readonly string[], columns: Columns, dayOrder?: DayOrder): ReadCells {
  const places = placesIn(columns);
  const at = (place: number): string => (cells[place] ?? '').trim();
  const one = (use: ColumnUse): string => {
    for (const place of places[use]) if (at(place) !== '') return at(place);
    return '';
  };
  const { email, name } = personIn(one('email'));
  const names = [halfName(one('firstName')), halfName(one('lastName'))];
  return {
    email,
    displayName: fullName(one('name')) || names.filter((text) => text !== '').join(' ') || name,
    organizations: distinct(places.organizations.flatMap((place) => splitOrganizations(at(place)))),
    endsAt: normalizeDay(blankIfPlaceholder(one('endsAt')), dayOrder),
  };
}

type Places = Readonly<Record<ColumnUse, readonly number[]>>;
/** Told once for all rows of a file. */
const known = new WeakMap<Columns, Places>();

/** Which columns hold what. */
function placesIn(columns: Columns): Places {
  const before = known.get(columns);
  if (before) return before;
  const of = (use: ColumnUse): readonly number[] =>
    columns.flatMap((each, index) => (each === use ? [index] : []));
  const places = Object.fromEntries(COLUMN_USES.map((use) => [use, of(use)])) as Record<
    ColumnUse,
    readonly number[]
  >;
  known.set(columns, places);
  return places;
}

/** The address of a cell, and the name beside it; what holds no single address as it stands. */
function personIn(cell: string): { readonly email: string; readonly name: string } {
  // The check of the row parses it: once is enough.
  if (PLAIN.test(cell)) return { email: cell, name: '' };
  const read = readAddressCell(cell);
  return read.ok
    ? { email: read.data.address.email, name: read.data.displayName ?? '' }
    : { email: blankIfPlaceholder(cell), name: '' };
}

/** What almost every cell holds: needs none of the list's rules. */
const PLAIN = /^[A-Za-z0-9._+-]+@[A-Za-z0-9.-]*[A-Za-z0-9]$/;
/** And what almost every name is: neither entities nor blanks or quotation marks to fold. */
const PLAIN_NAME = /^[\w.,()+-]+(?: [\w.,()+-]+)*$/;

/**
 * Reads the one address in a cell, as mail programs write it (`readPiece`). A cell with several is refused, unless they
 * are the same.
 */
export function readAddressCell(cell: string): Result<Entry, EntryProblem> {
  const text = cell.trim();
  const plain = PLAIN.test(text) ? parseAddress(text) : undefined;
  if (plain?.ok) return ok({ address: plain.data, displayName: undefined });
  const read = splitList(decodeFormula(text)).map(readPiece);
  const [first, ...others] = read;
  if (!first) return fail('address-empty');
  if (others.length === 0) return first;
  const addresses = read.flatMap((each) => (each.ok ? [each.data.address] : []));
  if (addresses.length > 1) return isSame(addresses) ? first : fail('address-two-ats');
  return fail('entry-unclear');
}

function isSame([first, ...others]: readonly Address[]): boolean {
  return others.every(({ email }) => first && addressKey(email) === addressKey(first.email));
}

/** A link as spreadsheets make one: `=HYPERLINK("mailto:ada@acme.example"; "Ada")`. */
function decodeFormula(cell: string): string {
  return /^=HYPERLINK\(\s*"([^"]*)"/iu.exec(cell)?.[1] ?? cell;
}

/** A whole name; one with its address behind it is the name alone. */
function fullName(cell: string): string {
  const name = seen(cell);
  if (isPlaceholder(name)) return '';
  if (!name.includes('@')) return name;
  const entry = readAddressCell(name);
  return entry.ok ? (entry.data.displayName ?? '') : name;
}

function halfName(cell: string): string {
  const name = seen(cell);
  return isNamePlaceholder(name) ? '' : name;
}

/**
 * Several organizations in one cell stand apart by semicolons, vertical bars or line ends: commas are part of names.
 * Placeholders name none.
 */
export function splitOrganizations(cell: string): string[] {
  return decodeEntities(cell)
    .split(/[;；|｜\r\n]/)
    .map(seen)
    .filter((name) => name !== '' && !isPlaceholder(name));
}

/** As it is seen: entities decoded, quotation marks around it removed, each run of blanks one space. */
function seen(cell: string): string {
  if (PLAIN_NAME.test(cell)) return cell;
  return unquote(trimUnseen(decodeEntities(cell)).replace(/[\s\p{Zs}\u2800]+/gu, ' '));
}

function blankIfPlaceholder(text: string): string {
  return isPlaceholder(text) ? '' : text;
}

function distinct(names: readonly string[]): string[] {
  const kept = new Map<string, string>();
  for (const name of names) {
    const key = organizationKey(name);
    if (!kept.has(key)) kept.set(key, name);
  }
  return [...kept.values()];
}
