import { addressKey } from './address';
import type { Address } from './address';
import { readPiece } from './read-entry';
import type { EntryProblem } from './read-entry';
import { splitList } from './split-list';
import type { Piece } from './split-list';

interface Place {
  readonly text: string;
  /** Its line in the text, from 1. */
  readonly line: number;
}

type ListEntry = Place &
  (
    | {
        readonly ok: true;
        readonly address: Address;
        readonly displayName: string | undefined;
      }
    | { readonly ok: false; readonly problem: EntryProblem }
  );

export interface AddressList {
  /** In the order typed; a repeated address stands once, at its first place. */
  readonly entries: readonly ListEntry[];
  /** How many entries were left out because their address stood before. */
  readonly repeated: number;
}

/**
 * Reads one or several addresses as they are typed or pasted: separated by commas, semicolons, bars, tabs or line ends,
 * each with or without a name (`read-entry.ts` has the forms); or cells of a spreadsheet, a person on each line.
 */
export function parseAddressList(text: string): AddressList {
  const entries: ListEntry[] = [];
  const seen = new Set<string>();
  let repeated = 0;
  for (const piece of splitList(text)) {
    const entry = parseEntry(piece);
    if (entry.ok) {
      const key = addressKey(entry.address.email);
      if (seen.has(key)) {
        repeated += 1;
        continue;
      }
      seen.add(key);
    }
    entries.push(entry);
  }
  return { entries, repeated };
}

function parseEntry(piece: Piece): ListEntry {
  const read = readPiece(piece);
  const { text, line } = piece;
  return read.ok ? { text, line, ok: true, ...read.data } : { text, line, ok: false, problem: read.reason };
}
