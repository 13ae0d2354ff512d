import { addressKey, parseAddress } from './address';
import type { Address, AddressProblem } from './address';
import { parseDisplayName } from './display-name';
import type { NameProblem } from './display-name';

export type ListEntry =
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
 * line, `Ada Lovelace <ada@acme.example>; "Hopper, Grace" <grace@acme.example>`.
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

/** Cuts at commas, semicolons and line ends that stand outside quotes and angle brackets. */
function split(text: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  let quoted = false;
  let angled = false;
  for (const character of text) {
    const lineEnd = character === '\n' || character === '\r';
    if (character === '"' && !angled) quoted = !quoted;
    if (character === '<' && !quoted) angled = true;
    if (character === '>' && !quoted) angled = false;
    if (lineEnd || (!quoted && !angled && (character === ',' || character === ';'))) {
      pieces.push(piece);
      piece = '';
      quoted = false;
      angled = false;
    } else {
      piece += character;
    }
  }
  pieces.push(piece);
  return pieces.flatMap(splitAtSpaces).filter((each) => each.trim() !== '');
}

/** `ada@acme.example bob@acme.example`: white space separates when every part looks like an address. */
function splitAtSpaces(piece: string): string[] {
  const parts = piece.trim().split(/\s+/u);
  return parts.length > 1 && parts.every((part) => /^[^@<>"]+@[^@<>"]+$/.test(part)) ? parts : [piece];
}

function parseEntry(piece: string): ListEntry {
  const text = piece.trim();
  const named = /^(.*)<([^<>]*)>$/su.exec(text);
  const spelled = named ? (named[2] ?? '') : text.replace(/^mailto:/i, '');
  const address = parseAddress(spelled);
  if (!address.ok) return { text, ok: false, problem: address.problem };
  const name = parseDisplayName(named ? unquote(named[1] ?? '') : undefined);
  if (!name.ok) return { text, ok: false, problem: name.problem };
  return { text, ok: true, address: address.address, displayName: name.name };
}

function unquote(text: string): string {
  const trimmed = text.trim();
  return /^".*"$/su.test(trimmed) ? trimmed.slice(1, -1).replace(/\\(.)/gsu, '$1') : trimmed;
}
