/** Colours that initials stand on; as in `person.css`. */
export const PERSON_COLORS = 6;

const HAN = /^\p{sc=Han}$/u;

/**
 * The initials of a name, as Jira draws them for a person without a picture: of its first and its last word; of a name
 * that is written without spaces, its first letter.
 */
export function initialsOf(name: string): string {
  const words = name
    .split(/[\s.@_-]+/u)
    .map((word) => firstLetter(word))
    .filter((letter) => letter !== '');
  const [first = '', ...others] = words;
  const last = HAN.test(first) ? undefined : others.at(-1);
  return `${first}${last ?? ''}`.toUpperCase();
}

/** The same colour for the same account, wherever it is shown: 0 to `PERSON_COLORS` - 1. */
export function personColor(id: string): number {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % PERSON_COLORS;
}

/** The first letter or digit with the marks that belong to it; empty where a word has none. */
function firstLetter(word: string): string {
  return /[\p{L}\p{N}]\p{M}*/u.exec(word.normalize('NFC'))?.[0] ?? '';
}
