/** What is written without spaces between words, so that an address may stand in the middle of it. */
export const UNSPACED =
  '(?=[\\p{L}\\p{M}\\p{N}])[\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Hangul}\\p{scx=Bopomofo}]';
const ANY_UNSPACED = new RegExp(UNSPACED, 'u');
const WORD = /[\p{L}\p{M}\p{N}]/u;
const ASCII_WORD = /[A-Za-z0-9]/u;
/** Zero-width characters, soft hyphens, direction marks, variation selectors. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;
/** Apostrophes, hyphens and accents that join two halves of a word: `o’brien`, `anna‑maria`. */
const JOINER = /[\u2018\u2019\u02B9-\u02BD\u2032\u00B7\u2010-\u2013\u2212\uFE58\uFE63\uFF0D\p{Pc}\p{Sk}]/u;
/** Signs of a local part. */
const SIGN = /[!#$%&'*+/=?^_`{|}~.-]/u;
/** More in a row are no part of a word. */
const JOINERS_MAX = 8;
/** What a Japanese keyboard types for a joiner: only after a Latin letter, elsewhere they belong to Japanese words. */
const JAPANESE_JOINER = /[\u30FB\u30FC\uFF65\uFF70]/u;
const HYPHEN = /[\u2010-\u2013\u2212\uFE58\uFE63\uFF0D]/u;
/** What was there is not known. */
const LOST = /[\uFFFD\p{Cs}]/u;

export const isUnspaced = (character: string): boolean => ANY_UNSPACED.test(character);
const isWord = (character: string): boolean => WORD.test(character);
const isInvisible = (character: string): boolean => character !== '' && INVISIBLE.test(character);

/** The character that ends at an index; empty at the beginning of what is looked at. */
export function characterBefore(text: string, index: number, from: number): string {
  if (index <= from) return '';
  const half = text.codePointAt(index - 2) ?? 0;
  return index - 2 >= from && half > 0xffff ? text.slice(index - 2, index) : text.charAt(index - 1);
}

function characterAt(text: string, index: number): string {
  const point = text.codePointAt(index);
  return point === undefined ? '' : String.fromCodePoint(point);
}

/** The first index from here on that holds something to be seen. */
export function skipInvisible(text: string, index: number): number {
  let at = index;
  for (let next = characterAt(text, at); isInvisible(next); next = characterAt(text, at)) at += next.length;
  return at;
}

/** The last one before which something to be seen stands. */
export function skipInvisibleBefore(text: string, index: number, from: number): number {
  let at = index;
  for (
    let last = characterBefore(text, at, from);
    isInvisible(last);
    last = characterBefore(text, at, from)
  ) {
    at -= last.length;
  }
  return at;
}

/**
 * Whether an address may begin here: not inside a word, where its beginning would be lost.
 *
 * @param from where the address before this one ends.
 */
export function beginsAt(text: string, index: number, from: number): boolean {
  const seen = skipInvisibleBefore(text, index, from);
  const last = characterBefore(text, seen, from);
  if (last === '') return true;
  if (LOST.test(last) || last === '@' || last === '\\') return false;
  const before = characterBefore(text, seen - last.length, from);
  if (JAPANESE_JOINER.test(last) && ASCII_WORD.test(before)) return false;
  // A sign that stands directly behind such a word may belong to either.
  if (isUnspaced(last)) return ASCII_WORD.test(text.charAt(index));
  if (isWord(last)) return false;
  // Behind what cannot be seen a local part may go on.
  return JOINER.test(last) || seen < index ? !joinsWord(text, seen, from) : true;
}

/** Whether marks of which a word may have some stand here, and a letter before them. */
function joinsWord(text: string, index: number, from: number): boolean {
  let at = index;
  let last = characterBefore(text, at, from);
  for (let count = 0; count < JOINERS_MAX && (JOINER.test(last) || SIGN.test(last)); count += 1) {
    at = skipInvisibleBefore(text, at - last.length, from);
    last = characterBefore(text, at, from);
  }
  return at < index && isWord(last);
}

/** Whether an address may end here: not where its domain goes on in another way. */
export function endsAt(text: string, index: number): boolean {
  const seen = skipInvisible(text, index);
  const next = characterAt(text, seen);
  if (next === '') return true;
  if (LOST.test(next) || next === '@' || next === '_' || next === '=') return false;
  const after = characterAt(text, seen + next.length);
  if (/[。｡]/u.test(next)) return !ASCII_WORD.test(after);
  if (HYPHEN.test(next)) return !isWord(after);
  if (seen === index) return true;
  if (/[.-]/u.test(next)) return !isWord(after);
  return !isWord(next) || (isUnspaced(next) && ASCII_WORD.test(text.charAt(index - 1)));
}
