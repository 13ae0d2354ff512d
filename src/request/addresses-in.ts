import { parseAddress } from '../contract/address';
import { parseDisplayName } from '../contract/display-name';

/** Longest text that is searched, in characters: more than Jira lets a field hold. */
const TEXT_MAX = 100_000;

const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
/** Not inside a word, a path or another address; what follows must not go on as one. */
const ADDRESS = new RegExp(
  `(?<![A-Za-z0-9._%+/=@-])${ATOM}(?:\\.${ATOM})*@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+(?![\\p{L}\\p{N}@_-])`,
  'gu',
);
/** With everything up to white space: an address may stand in its user part, path or query. */
const URL_TEXT = /\b(?!mailto:)[a-z][a-z0-9+.-]{1,20}:\/\/[^\s<>"]+/giu;
const WWW = /\bwww\.[^\s<>"]+/giu;
const FENCED = /(```|~~~)[\s\S]*?(?:\1|$)|\{(code|noformat)(?::[^}]*)?\}[\s\S]*?(?:\{\2\}|$)/gu;
const INLINE_CODE = /`[^`\n]*`|\{\{[^}\n]*\}\}/gu;
/** What Outlook puts above the mail that is answered; what is forwarded has another line. */
const ORIGINAL = /^\s*-{2,}\s*original message\s*-{2,}\s*$/iu;
/**
 * A name in front of `<address>`: in quotation marks; behind a mail header's name or another address; or two names in a sentence.
 */
const NAMES_BEFORE = [
  /"([^"<>\n]{1,100})"\s*<$/u,
  /(?:(?:^|\n)\s*[\p{L}-]{1,12}:|[>;],?|@[^\s,;<>]+[,;])\s*([\p{L}\p{M}'’. -]{1,80})<$/u,
  /(?:^|[^\p{L}\p{M}])(\p{Lu}[\p{L}\p{M}'’.-]* \p{Lu}[\p{L}\p{M}'’.-]*)\s*<$/u,
];

export interface Written {
  readonly email: string;
  readonly domain: string;
  /** As it stands before the address: `Ada Lovelace <ada@acme.example>`. */
  readonly displayName?: string;
}

/**
 * The addresses in a text, in its order, each as often as it stands there. Not those in code, in links to pages, and in what
 * is quoted of another mail.
 */
export function addressesIn(text: string): readonly Written[] {
  const said = withoutQuotes(text.slice(0, TEXT_MAX).replace(FENCED, ' '))
    .replace(INLINE_CODE, ' ')
    .replace(URL_TEXT, ' ')
    .replace(WWW, ' ');
  return [...said.matchAll(ADDRESS)].flatMap((match): Written[] => {
    const parsed = parseAddress(match[0]);
    if (!parsed.ok) return [];
    const before = said.slice(Math.max(0, match.index - 120), match.index);
    const displayName = nameBefore(before);
    return [{ ...parsed.address, ...(displayName !== undefined && { displayName }) }];
  });
}

function withoutQuotes(text: string): string {
  const lines = text.split(/\r?\n/u);
  const original = lines.findIndex((line) => ORIGINAL.test(line));
  return lines
    .slice(0, original < 0 ? lines.length : original)
    .filter((line) => !/^\s*>/u.test(line))
    .join('\n');
}

function nameBefore(before: string): string | undefined {
  const [name] = NAMES_BEFORE.flatMap((pattern) => pattern.exec(before)?.[1] ?? []);
  const parsed = parseDisplayName(name);
  return parsed.ok ? parsed.name : undefined;
}
