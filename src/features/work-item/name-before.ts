import { parseDisplayName } from '../../domain/address/display-name';

/** Characters before an address among which its name is looked for. */
const WINDOW = 120;
const NAME_MAX = 80;

const NAME_CHARACTER = /[\p{L}\p{M}'’. -]/u;
const WORD_CHARACTER = /[\p{L}\p{M}'’.-]/u;

/**
 * The name in front of `<address>`: in quotation marks; behind a mail header's name or another address; or two names in a
 * sentence.
 *
 * @param at where the address begins.
 */
export function nameBefore(text: string, at: number): string | undefined {
  if (text[at - 1] !== '<') return undefined;
  const before = text.slice(Math.max(0, at - WINDOW), at - 1);
  const parsed = parseDisplayName(quoted(before) ?? behindMark(before) ?? twoNames(before));
  return parsed.ok ? parsed.data : undefined;
}

function quoted(before: string): string | undefined {
  return /"([^"<>\n]{1,100})"$/u.exec(before.trimEnd())?.[1];
}

/** `From: Ada`, or `bob@acme.example, Ada`. */
function behindMark(before: string): string | undefined {
  const name = endOf(before, NAME_CHARACTER);
  const mark = before.slice(0, before.length - name.length).trimEnd();
  const line = mark.slice(mark.lastIndexOf('\n') + 1).trimStart();
  const isMark = /^[\p{L}-]{1,12}:$|[>;],?$|@[^\s,;<>@]+,$/u.test(line);
  return isMark && name.length <= NAME_MAX ? name : undefined;
}

/** `Please ask Ada Lovelace`. */
function twoNames(before: string): string | undefined {
  const words = before.trimEnd();
  const last = endOf(words, WORD_CHARACTER);
  const rest = words.slice(0, words.length - last.length);
  if (!/^\p{Lu}/u.test(last) || !rest.endsWith(' ')) return undefined;
  const word = endOf(rest.slice(0, -1), WORD_CHARACTER);
  const from = word.search(/(?<=^|['’.-])\p{Lu}/u);
  return from < 0 ? undefined : `${word.slice(from)} ${last}`;
}

/** The longest end of a text that consists of such characters. */
function endOf(text: string, character: RegExp): string {
  const all = Array.from(text);
  const before = all.findLastIndex((each) => !character.test(each));
  return all.slice(before + 1).join('');
}
