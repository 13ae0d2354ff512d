import { closingMarks } from './quotation-marks';
import { decodeEntities } from './html-entities';

/** What stands before the first person of a line: `- `, `1. `, `(2)`, `[x]`. */
const BULLET = /^\s*(?:[-*+•‣◦·▪▫■□●○☐☑✓–—>]|\(?\d{1,4}[.):]\)?|\[[ xX]?\])\s+/u;
/** The name of a header of mails, or of a field, in the languages of the screens. */
const LABEL =
  /^\s*(?:to|cc|bcc|from|reply-to|an|von|kopie|blindkopie|antwort an|de|à|cci|copie|para|cco|copia|宛先|差出人|(?:e-?)?mail(?: ?address)?|courriel|correo|メール(?:アドレス)?)\s*[:：]\s*/iu;
const SEMICOLONS = ';；';
const COMMAS = ',，、';
const CELLS = '\t|';

/** A part of a list that stands for one person. */
export interface Piece {
  readonly text: string;
  /** Its line in the text, from 1. */
  readonly line: number;
  /** Cells of a spreadsheet in one line: the address, and the cells beside it in their order. */
  readonly cells?: { readonly address: string; readonly names: readonly string[] };
}

/** Cuts a list into the texts that stand for one person each; blank ones are left out. */
export function splitList(text: string): Piece[] {
  return text.split(/\r\n?|\n/).flatMap((raw, index) => {
    // Google writes the addresses of one person so.
    const line = decodeEntities(raw).replaceAll(' ::: ', '; ').replace(BULLET, '').replace(LABEL, '');
    return splitLine(line).map((piece) => ({ ...piece, line: index + 1 }));
  });
}

type Part = Omit<Piece, 'line'>;

function splitLine(line: string): Part[] {
  const cells = splitOutside(line, CELLS);
  if (cells.length < 2) return splitText(line);
  const person = personOfCells(cells);
  return person ? [person] : cells.flatMap(splitText);
}

/** At semicolons, then at commas, then after brackets and at blanks between addresses. */
function splitText(text: string): Part[] {
  return splitOutside(text, SEMICOLONS)
    .flatMap((part) => joinSurname(splitOutside(part, COMMAS)))
    .flatMap(splitAfterBrackets)
    .flatMap(splitAtBlanks)
    .map((part) => ({ text: part.trim() }));
}

/**
 * Cells of which one holds an address and the others its name: `Ada Lovelace⇥ada@acme.example`, either way round. Numbers
 * count lines. Where more than two cells stand beside it, or one on either side, the name is ambiguous.
 */
function personOfCells(cells: readonly string[]): Part | undefined {
  const told = cells.map((cell) => cell.trim()).filter((cell) => !/^\d+[.)]?$/.test(cell));
  const at = told.findIndex((cell) => cell.includes('@'));
  const names = told.filter((_, index) => index !== at);
  const isAtAnEnd = at === 0 || at === told.length - 1;
  if (at < 0 || names.length > 2 || !isAtAnEnd) return undefined;
  if (names.some((name) => name.includes('@'))) return undefined;
  const address = told[at] ?? '';
  // Several in one cell are no single person.
  return splitText(address).length === 1 ? { text: told.join(' '), cells: { address, names } } : undefined;
}

/** Cuts at any of these characters that stands outside quotation marks and angle brackets; leaves out what is blank. */
function splitOutside(text: string, separators: string): string[] {
  const pieces: string[] = [];
  const closers = apostropheEnds(text, separators);
  let from = 0;
  let closing = '';
  let angled = false;
  let atStart = true;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (closing !== '') {
      if (character === '\\' && closing === '"') at += 1;
      else if (closing.includes(character) && (closing !== "'" || closers.isEnd(at))) closing = '';
      continue;
    }
    if (angled) angled = character !== '>';
    else if (character === '<') angled = true;
    else if (separators.includes(character)) {
      pieces.push(text.slice(from, at));
      from = at + 1;
      atStart = true;
      continue;
    } else closing = opened(character, atStart, () => closers.hasEndAfter(at));
    if (character.trim() !== '') atStart = false;
  }
  return [...pieces, text.slice(from)].filter((piece) => piece.trim() !== '');
}

/** The marks that end the quotation which begins here; empty where none does. An apostrophe opens one at the start only. */
function opened(character: string, atStart: boolean, hasEnd: () => boolean): string {
  if (character === '"') return '"';
  if (character === "'") return atStart && hasEnd() ? "'" : '';
  return atStart && character !== '’' ? (closingMarks(character) ?? '') : '';
}

/** Where an apostrophe may end a quotation: before a separator, a bracket, a blank or the end. */
function apostropheEnds(
  text: string,
  separators: string,
): { readonly isEnd: (at: number) => boolean; readonly hasEndAfter: (at: number) => boolean } {
  const isEnd = (at: number): boolean => {
    const next = text.charAt(at + 1);
    return text.charAt(at) === "'" && (next.trim() === '' || next === '<' || separators.includes(next));
  };
  let last: number | undefined;
  const lastEnd = (): number => {
    for (last ??= text.length - 1; last >= 0 && !isEnd(last);) last -= 1;
    return last;
  };
  return { isEnd, hasEndAfter: (at) => lastEnd() > at };
}

/**
 * Outlook writes `Lovelace, Ada <ada@acme.example>; Hopper, Grace <grace@acme.example>`. One comma before the
 * only address between two semicolons belongs to the name; anywhere else it separates.
 */
function joinSurname(pieces: string[]): string[] {
  const [surname = '', rest = ''] = pieces;
  const isName = pieces.length === 2 && !/[@<>"]/.test(surname);
  return isName && endsInOneBracket(rest) ? [`${surname.trim()}, ${rest.trim()}`] : pieces;
}

/** `Ada <ada@acme.example>`, with a name before the bracket and no other bracket, address or quotation mark. */
function endsInOneBracket(text: string): boolean {
  const at = text.indexOf('<');
  const name = text.slice(0, at);
  const rest = text.slice(at + 1).trimEnd();
  return at > 0 && name.trim() !== '' && !/[@>"]/.test(name) && rest.indexOf('>') === rest.length - 1;
}

/** `Ada <ada@acme.example> Bob <bob@acme.example>`: each bracket with an address ends a person. */
function splitAfterBrackets(piece: string): string[] {
  const parts = piece.split(/(?<=>)\s+/u);
  return parts.length > 1 && parts.every(endsInAddress) ? parts : [piece];
}

function endsInAddress(part: string): boolean {
  return part.endsWith('>') && part.slice(part.lastIndexOf('<')).includes('@');
}

/** `ada@acme.example bob@acme.example`: blanks separate where every part looks like an address. */
function splitAtBlanks(piece: string): string[] {
  const parts = piece.trim().split(/\s+/u);
  return parts.length > 1 && parts.every((part) => /^[^@<>"()[\]]+@[^@<>"()[\]]+$/.test(part))
    ? parts
    : [piece];
}
