/** What most names consist of: nothing in it is invisible. */
const ASCII = /^[\x20-\x7e]*$/;
/**
 * What cannot be seen, or changes how what stands around it is seen: control, direction and half characters, and those that
 * are shown as nothing. The last ones show something where a font lacks the character only.
 */
const UNSEEN = '[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Default_Ignorable_Code_Point}\\u2028\\u2029\\uFFFD]';
const ANY_UNSEEN = new RegExp(UNSEEN, 'u');
const ALL_UNSEEN = new RegExp(UNSEEN, 'gu');
/** Blanks that are not the one on the space bar: two names that differ in them look the same. */
const BLANK = /(?! )[\p{Zs}\u2800]/u;

/** Half and lost characters are no blanks: they stand for something. */
const EDGE = /[\s\p{Cc}\p{Cf}\p{Zs}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Whether a name is as it looks. */
export function isPlainText(text: string): boolean {
  return ASCII.test(text) || !(ANY_UNSEEN.test(text) || BLANK.test(text));
}

/** Whether characters were lost on the way: what was read in the wrong encoding has U+FFFD in their place. */
export function isBroken(text: string): boolean {
  return text.includes('\uFFFD');
}

/** A name as it looks: each run of blanks is one space, and what cannot be seen is gone. */
export function plainText(text: string): string {
  const seen = ASCII.test(text) ? text : text.replace(/[\s\p{Zs}\u2800]/gu, ' ').replace(ALL_UNSEEN, '');
  return seen.replace(/ {2,}/g, ' ').trim();
}

/** Removes what cannot be seen at both ends: blanks of all kinds, byte order, zero-width and direction marks. */
export function trimUnseen(text: string): string {
  const trimmed = text.trim();
  // Most texts have nothing else at their ends.
  if (ASCII.test(trimmed.slice(0, 1)) && ASCII.test(trimmed.slice(-1))) return trimmed;
  const characters = Array.from(trimmed);
  const isSeen = (character: string): boolean => !EDGE.test(character);
  const first = characters.findIndex(isSeen);
  return first < 0 ? '' : characters.slice(first, characters.findLastIndex(isSeen) + 1).join('');
}
