import type { Alphabetic } from './language-samples';
import { ASCII_BITS, MIXED_BITS, wordOf } from './language';
import type { Language, Word } from './language';

/** A letter that the words of the language do not have. */
const FOREIGN_BITS = 14;
/** A letter alone is as likely in any language: it tells nothing. */
const ALONE_BITS = 10;
/** Names of other countries stand in every file: so much a letter of ASCII costs at most. */
const ASCII_BITS_MAX = 6;
/** How many letters a context must have before it counts more than a wider one. */
const TRUST = 3;

/** Judges letters by the one before, and by whether the two before are vowels. */
export function alphabetic({ locales, encodings, rarity, words }: Alphabetic): Language {
  const counts = countLetters(words);
  const isLatin = !/[\u0400-\u04ff]/.test(words);
  const bits: Visit = (letter, before, rhythm) => {
    const isAscii = letter < 0x80;
    if (!isLatin && isAscii && letter !== 0) return ASCII_BITS + (before >= 0x80 ? MIXED_BITS : 0);
    if (!isAscii && !counts.singles.has(letter)) return FOREIGN_BITS;
    const common = -Math.log2(counts.share(letter, before, rhythm));
    if (isAscii && before < 0x80) return Math.min(common, ASCII_BITS_MAX);
    return !isLatin && !isAscii && before !== 0 && before < 0x80 ? common + MIXED_BITS : common;
  };
  return {
    locales,
    encodings,
    rarity: rarity ?? 0,
    bits: (word) => {
      const [first = 0] = word.letters;
      if (word.letters.length === 1 && first >= 0x80) return word.shape + ALONE_BITS;
      let sum = word.shape;
      eachLetter(word, (letter, before, rhythm) => {
        sum += bits(letter, before, rhythm);
      });
      return sum;
    },
  };
}

type Visit<T = number> = (letter: number, before: number, rhythm: number) => T;

/** The letters of a word and its end, which is 0. */
function eachLetter({ letters, rhythm }: Word, visit: Visit<void>): void {
  for (let at = 0; at <= letters.length; at += 1) {
    const letter = letters[at] ?? 0;
    const before = letters[at - 1] ?? 0;
    if (letter !== 0 || before !== 0) visit(letter, before, rhythm[at] ?? 0);
  }
}

function countLetters(words: string) {
  const singles = new Map<number, number>();
  const pairs = new Map<number, number>();
  const befores = new Map<number, number>();
  const byRhythm = new Map<number, number>();
  const rhythms = new Map<number, number>();
  let total = 0;
  for (const word of words.split(' ')) {
    eachLetter(wordOf(word), (letter, before, rhythm) => {
      count(singles, letter);
      count(pairs, keyOf(before, letter));
      count(befores, before);
      count(byRhythm, keyOf(rhythm, letter));
      count(rhythms, rhythm);
      total += 1;
    });
  }
  const share: Visit = (letter, before, rhythm) => {
    const single = (of(singles, letter) + 0.3) / (total + 12);
    const near = (of(byRhythm, keyOf(rhythm, letter)) + TRUST * single) / (of(rhythms, rhythm) + TRUST);
    return (of(pairs, keyOf(before, letter)) + TRUST * near) / (of(befores, before) + TRUST);
  };
  return { singles, share };
}

function keyOf(context: number, letter: number): number {
  return context * 0x11_0000 + letter;
}

function count(counts: Map<number, number>, key: number): void {
  counts.set(key, of(counts, key) + 1);
}

function of(counts: ReadonlyMap<number, number>, key: number): number {
  return counts.get(key) ?? 0;
}
