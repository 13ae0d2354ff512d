import { COLUMN_NAMES, MODIFIERS, OF_ACCESS, OF_NAMES } from './column-name-lists';
import { COLUMN_USES } from '../invitation/import-row';
import type { ColumnUse } from '../invitation/import-row';

/** How surely a name tells what a column holds: it is known as a whole, or some of its words are. */
export type Surety = 'exact' | 'words';

export interface KnownColumn {
  readonly use: ColumnUse;
  readonly by: Surety;
}

/** What a column of this name holds: by the whole name, else by its words; `undefined` where the name tells nothing. */
export function knownColumn(name: string): KnownColumn | undefined {
  const exact = EXACT.get(keyOf(name));
  if (exact) return { use: exact, by: 'exact' };
  const use = useOfWords(wordsOf(name));
  return use && { use, by: 'words' };
}

/** What a column of exactly this name holds, or nothing known. */
export function useOfExactHeader(name: string): ColumnUse | null {
  return EXACT.get(keyOf(name)) ?? null;
}

/** What a column of this name holds, or nothing known. */
export function useOfHeader(name: string): ColumnUse | null {
  return knownColumn(name)?.use ?? null;
}

/** Whether a first row holds the names of columns: never one with an address in it. */
export function isHeader(cells: readonly string[]): boolean {
  return !cells.some((cell) => cell.includes('@')) && cells.some((cell) => useOfHeader(cell) !== null);
}

/**
 * The use whose name stands among the words, where all others only say whose it is: "Customer e-mail (work)" holds
 * addresses, "Company phone" no company. The longest name decides; where two of one length differ, neither does.
 */
function useOfWords(words: readonly string[]): ColumnUse | undefined {
  if (words.length < 2 || words.length > WORDS_MAX) return undefined;
  for (let length = words.length - 1; length > 0; length -= 1) {
    const uses = new Set<ColumnUse>();
    for (let from = 0; from + length <= words.length; from += 1) {
      const use = EXACT.get(words.slice(from, from + length).join(''));
      const rest = [...words.slice(0, from), ...words.slice(from + length)];
      const beside = use === undefined ? modifiers : wordsBeside(use);
      if (use && rest.every((word) => beside.has(word))) uses.add(use);
    }
    const [use, ...others] = uses;
    if (use) return others.length === 0 ? use : undefined;
  }
  return undefined;
}

function wordsBeside(use: ColumnUse): ReadonlySet<string> {
  if (use === 'endsAt') return ofAccess;
  return use === 'organizations' ? ofOrganizations : modifiers;
}

/** Words of a name: cut at blanks, at punctuation and inside `companyName`; `e-mail` is one. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/\be[-_ ]mail/giu, 'email')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map(keyOf)
    .filter((word) => word !== '');
}

/** Without case, accents, spaces and punctuation. */
function keyOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l');
}

/** Words of a column's name; a longer one is a sentence: "Can see all tickets from this company". */
const WORDS_MAX = 5;

const EXACT: ReadonlyMap<string, ColumnUse> = new Map(
  COLUMN_USES.toReversed().flatMap((use) => COLUMN_NAMES[use].map((name) => [keyOf(name), use] as const)),
);

const modifiers: ReadonlySet<string> = new Set(MODIFIERS.map(keyOf));
const ofOrganizations: ReadonlySet<string> = new Set([...MODIFIERS, ...OF_NAMES].map(keyOf));
const ofAccess: ReadonlySet<string> = new Set(OF_ACCESS.map(keyOf));
