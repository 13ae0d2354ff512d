import { beginsAt, characterBefore, endsAt, isUnspaced, skipInvisible } from './borders';

/** Longer than any local part, with what may be put around one. */
const RUN_MAX = 80;
const SIGNS = "!#$%&'*+/=?^_`{|}~-";
const isWordCharacter = (character: string): boolean => /^[A-Za-z0-9]$/u.test(character);
const isAtom = (character: string): boolean =>
  character !== '' && (isWordCharacter(character) || SIGNS.includes(character) || character === '.');
/** What closes a quotation that such a mark opens. */
const QUOTES: Readonly<Record<string, string>> = { "'": "'", '`': "`'" };
const CLOSING: Readonly<Record<string, string>> = { '{': '}' };

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Where the local part before an `@` begins at the earliest. */
export function localPartStart(text: string, at: number, from: number): number | undefined {
  let start = at;
  while (start > from && isAtom(text.charAt(start - 1))) {
    start -= 1;
    if (at - start > RUN_MAX) return undefined;
  }
  // `ada@acme.example/bob@acme.example`
  if (start === from && from > 0 && '/|'.includes(text.charAt(start))) start += 1;
  return start < at ? start : undefined;
}

/**
 * An address without what is put around it in pairs: `'bob@acme.example'`, `*bob@acme.example*`, `user='bob@acme.example'`.
 * A mark in the middle of a word stays: `o'brien@acme.example`.
 *
 * @returns `undefined` where it begins or ends inside of something else, or a quotation mark is not closed.
 */
export function unwrap(text: string, { start, end }: Place, at: number, from: number): Place | undefined {
  const open = lastOpening(text, start, at, from);
  const inner = withoutPairs(text, { start: open === undefined ? start : open + 1, end }, at);
  if (inner.start >= at) return undefined;
  if (open === undefined) {
    return beginsAt(text, start, from) && endsAt(text, inner.end) ? inner : undefined;
  }
  const close = closingAt(text, inner.end);
  const closing = QUOTES[text.charAt(open)] ?? '';
  const isClosed = close < text.length && closing.includes(text.charAt(close));
  return isClosed ? { start: inner.start, end: close + 1 } : undefined;
}

/** The last quotation mark before the `@` that stands not behind a letter, as an apostrophe does. */
function lastOpening(text: string, start: number, at: number, from: number): number | undefined {
  for (let index = at - 1; index >= start; index -= 1) {
    if (!(text.charAt(index) in QUOTES)) continue;
    const before = characterBefore(text, index, from);
    if (isUnspaced(before) || !/[\p{L}\p{M}\p{N}]/u.test(before)) return index;
  }
  return undefined;
}

function withoutPairs(text: string, { start, end }: Place, at: number): Place {
  let inner = { start, end };
  while (inner.start < at && SIGNS.includes(text.charAt(inner.start))) {
    const open = text.charAt(inner.start);
    const close = closingAt(text, inner.end);
    if (text.charAt(close) !== (CLOSING[open] ?? open)) break;
    inner = { start: inner.start + 1, end: close + 1 };
  }
  return inner;
}

/** Where a closing mark would stand: behind the end of a sentence, too. */
function closingAt(text: string, end: number): number {
  let index = skipInvisible(text, end);
  for (let count = 0; count < 3 && '.,;:!?'.includes(text.charAt(index) || ' '); count += 1) {
    index = skipInvisible(text, index + 1);
  }
  return index;
}
