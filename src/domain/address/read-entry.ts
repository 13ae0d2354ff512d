import { addressKey, parseAddress } from './address';
import type { Address, AddressProblem } from './address';
import { parseDisplayName } from './display-name';
import type { NameProblem } from './display-name';
import { trimUnseen } from './plain-text';
import { unquote } from './quotation-marks';
import type { Piece } from './split-list';
import { fail, ok } from '../result';
import type { Result } from '../result';

/** `entry-unclear`: which part is the address and which the name cannot be told. */
export type EntryProblem = AddressProblem | NameProblem | 'entry-unclear';

export interface Entry {
  readonly address: Address;
  readonly displayName: string | undefined;
}

interface Parts {
  readonly address: string;
  readonly name: string;
}

/** Reads a part of a list. */
export function readPiece({ text, cells }: Piece): Result<Entry, EntryProblem> {
  return cells ? readEntryCells(cells.address, cells.names) : readEntry(text);
}

/**
 * Reads one person as people and mail programs write them: `ada@acme.example`, `Ada <ada@acme.example>`,
 * `Ada (ada@acme.example)`, `Ada - ada@acme.example`, `ada@acme.example Ada Lovelace`, `[Ada](mailto:ada@acme.example)`.
 */
function readEntry(text: string): Result<Entry, EntryProblem> {
  const entry = trimPunctuation(text);
  const parts =
    inMarkdown(entry) ?? inBrackets(entry) ?? inParentheses(entry) ?? amongWords(entry) ?? wholeEntry(entry);
  return entryOf(parts);
}

/** An address with the cells beside it, which hold its name. */
function readEntryCells(address: string, names: readonly string[]): Result<Entry, EntryProblem> {
  const read = readEntry(address);
  const name = names.map(unquote).join(' ');
  if (!read.ok || name === '') return read;
  return entryOf({ address: read.data.address.email, name });
}

function entryOf({ address, name }: Parts): Result<Entry, EntryProblem> {
  const parsed = parseAddress(withoutScheme(address));
  if (!parsed.ok) return parsed;
  if (name === '') return ok({ address: parsed.data, displayName: undefined });
  const called = isSameAddress(name, parsed.data) ? '' : name;
  // Another address in the place of the name: which of them is meant is ambiguous.
  if (parseAddress(withoutScheme(called)).ok) return fail('entry-unclear');
  const displayName = parseDisplayName(called);
  if (!displayName.ok) return displayName;
  return ok({ address: parsed.data, displayName: displayName.data });
}

function isSameAddress(name: string, { email }: Address): boolean {
  const parsed = parseAddress(withoutScheme(name));
  return parsed.ok && addressKey(parsed.data.email) === addressKey(email);
}

const SEPARATORS = ',;:.，；、。';

/** Without what cannot be seen at its ends, and without a separator that was left at its end. */
function trimPunctuation(text: string): string {
  const entry = trimUnseen(text);
  let end = entry.length;
  while (end > 0 && (SEPARATORS.includes(entry.charAt(end - 1)) || entry.charAt(end - 1).trim() === ''))
    end -= 1;
  return unquote(trimUnseen(entry.slice(0, end)));
}

/** The link that Teams and many editors copy: `[Ada](mailto:ada@acme.example)`. */
function inMarkdown(entry: string): Parts | undefined {
  const middle = entry.indexOf('](');
  if (!entry.startsWith('[') || !entry.endsWith(')') || middle < 0) return undefined;
  return { name: entry.slice(1, middle), address: entry.slice(middle + 2, -1) };
}

/** `Ada <ada@acme.example>`, or `<ada@acme.example> Ada`; Slack writes `<mailto:ada@acme.example|ada@acme.example>`. */
function inBrackets(entry: string): Parts | undefined {
  const from = entry.lastIndexOf('<');
  const to = entry.indexOf('>', from + 1);
  if (from < 0 || to < 0) return undefined;
  const inside = entry.slice(from + 1, to).split('|', 1)[0] ?? '';
  const [before, after] = [entry.slice(0, from).trim(), entry.slice(to + 1).trim()];
  if (before !== '' && after !== '') return undefined;
  return { name: nameIn(before || after), address: inside };
}

/** `Ada (ada@acme.example)` and `ada@acme.example (Ada)`; square brackets are taken, too. */
function inParentheses(entry: string): Parts | undefined {
  const open = { ')': '(', ']': '[', '）': '（' }[entry.slice(-1)];
  const at = open === undefined ? -1 : entry.lastIndexOf(open);
  if (at < 0) return undefined;
  const [before, inside] = [entry.slice(0, at).trim(), entry.slice(at + 1, -1).trim()];
  if (hasAt(inside) && !hasAt(before)) return { name: nameIn(before), address: inside };
  return hasAt(before) && !hasAt(inside) && !/\s/.test(before)
    ? { name: nameIn(inside), address: before }
    : undefined;
}

/** `Ada Lovelace ada@acme.example`, or the other way round; a dash or a colon may stand between. */
function amongWords(entry: string): Parts | undefined {
  const words = entry.split(/\s+/u);
  const at = words.findIndex(hasAt);
  const isAtAnEnd = at === 0 || at === words.length - 1;
  if (words.length < 2 || !isAtAnEnd || words.filter(hasAt).length !== 1) return undefined;
  const address = words[at] ?? '';
  const others = words.filter((_, index) => index !== at);
  const name = nameIn(others.join(' '));
  const isMarked = name !== others.join(' ');
  return isMarked || looksLikeName(name, others, address) ? { name, address } : undefined;
}

/** A single word may be the first half of an address with a blank in it: `ada lovelace@acme.example`. */
function looksLikeName(name: string, words: readonly string[], address: string): boolean {
  if (!parseAddress(withoutScheme(unquote(address))).ok || !/^\p{L}/u.test(unquote(name))) return false;
  return words.length > 1 || (!/^\p{Ll}/u.test(name) && !/^\p{Lu}/u.test(address));
}

function wholeEntry(entry: string): Parts {
  return { name: '', address: entry };
}

/** A name without the mark between it and the address, and without quotation marks. */
function nameIn(text: string): string {
  const marks = /^[-–—:=/→,]+(?=\s)|(?<=\s)[-–—=/→]+$|[:,]$/gu;
  return unquote(text.trim().replace(marks, '').trim());
}

/** `mailto:` and what mail servers write before an address; a link may carry a subject, and encoded characters. */
function withoutScheme(text: string): string {
  const address = unquote(trimUnseen(text));
  const scheme = /^(?:mailto|smtp|e-?mail):(?:\/\/)?/iu.exec(address)?.[0];
  if (scheme === undefined) return address;
  const link = (address.slice(scheme.length).split('?', 1)[0] ?? '').trim();
  try {
    return /^mailto/iu.test(scheme) ? decodeURIComponent(link) : link;
  } catch {
    return link;
  }
}

function hasAt(text: string): boolean {
  return /[@＠]/u.test(text);
}
