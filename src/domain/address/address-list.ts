import { addressKey, parseAddress } from './address';
import type { Address, AddressProblem } from './address';
import { parseDisplayName } from './display-name';
import type { NameProblem } from './display-name';

type ListEntry =
  | {
      readonly text: string;
      readonly ok: true;
      readonly address: Address;
      readonly displayName: string | undefined;
    }
  | { readonly text: string; readonly ok: false; readonly problem: AddressProblem | NameProblem };

export interface AddressList {
  /** In the order typed; a repeated address stands once, at its first place. */
  readonly entries: readonly ListEntry[];
  /** How many entries were left out because their address stood before. */
  readonly repeated: number;
}

/**
 * Reads one or several addresses as they are typed or pasted: `ada@acme.example, bob@acme.example`, one a
 * line, `Ada Lovelace <ada@acme.example>; "Hopper, Grace" <grace@acme.example>`, or cells of a spreadsheet.
 */
export function parseAddressList(text: string): AddressList {
  const entries: ListEntry[] = [];
  const seen = new Set<string>();
  let repeated = 0;
  for (const piece of split(text)) {
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

/** Cuts at line ends and semicolons, then at commas; none of them inside quotes and angle brackets. */
function split(text: string): string[] {
  return text
    .split(/[\r\n]/)
    .flatMap((line) => splitOutside(line, ';'))
    .flatMap((part) => joinSurname(splitOutside(part, ',')))
    .flatMap(splitAtSpaces);
}

/** Cuts at a separator that stands outside quotes and angle brackets; leaves out what is blank. */
function splitOutside(text: string, separator: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  let quoted = false;
  let angled = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (quoted && character === '\\') at += 1;
    else if (character === '"' && !angled) quoted = !quoted;
    else if (character === '<' && !quoted) angled = true;
    else if (character === '>' && !quoted) angled = false;
    else if (character === separator && !quoted && !angled) {
      pieces.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...pieces, text.slice(from)].filter((piece) => piece.trim() !== '');
}

/**
 * Outlook writes `Lovelace, Ada <ada@acme.example>; Hopper, Grace <grace@acme.example>`. One comma before the
 * only address between two semicolons belongs to the name; anywhere else it separates.
 */
function joinSurname(pieces: string[]): string[] {
  const [surname = '', rest = ''] = pieces;
  const oneName = pieces.length === 2 && !/[@<>"]/.test(surname) && /^[^@<>"]+<[^<>]*>\s*$/.test(rest);
  return oneName ? [`${surname.trim()}, ${rest.trim()}`] : pieces;
}

/** `ada@acme.example bob@acme.example`: white space separates when every part looks like an address. */
function splitAtSpaces(piece: string): string[] {
  const parts = piece.trim().split(/\s+/u);
  return parts.length > 1 && parts.every((part) => /^[^@<>"]+@[^@<>"]+$/.test(part)) ? parts : [piece];
}

function parseEntry(piece: string): ListEntry {
  const text = piece.trim();
  // The second form is two cells of a spreadsheet.
  const named = /^(.*)<([^<>]*)>$/su.exec(text) ?? /^([^@<>\t]+)\t+([^\t]+)$/.exec(text);
  const address = parseAddress((named?.[2] ?? text).trim().replace(/^mailto:/i, ''));
  if (!address.ok) return { text, ok: false, problem: address.reason };
  const name = parseDisplayName(named ? unquote(named[1] ?? '') : undefined);
  if (!name.ok) return { text, ok: false, problem: name.reason };
  return { text, ok: true, address: address.data, displayName: name.data };
}

function unquote(text: string): string {
  const trimmed = text.trim();
  return /^".*"$/su.test(trimmed) ? trimmed.slice(1, -1).replace(/\\(.)/gsu, '$1') : trimmed;
}
