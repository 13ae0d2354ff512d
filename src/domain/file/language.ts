import type { Encoding } from './reading';
import { isLetter, shapeBits } from './word-shape';

/**
 * How unlikely words are in a language, in bits: the sums of the same bytes in two encodings compare. What is ASCII
 * costs about the same in each.
 */
export interface Language {
  readonly locales: readonly string[];
  readonly encodings: readonly Encoding[];
  /** How rare files in it are, in bits. */
  readonly rarity: number;
  readonly bits: (word: Word) => number;
}

/** A word as one encoding reads it. */
export interface Word {
  readonly text: string;
  /** Its characters in lower case; 0 for what is no letter. */
  readonly letters: readonly number[];
  /** Of each letter and of the end: whether the two before are vowels. 0 stands for two that are no letters. */
  readonly rhythm: readonly number[];
  /** What it costs in any language: symbols beside letters, capitals after small letters. */
  readonly shape: number;
}

/** A letter, digit or sign of ASCII where it is not judged by its neighbours. */
export const ASCII_BITS = 5;
/** From one script to another within a word. */
export const MIXED_BITS = 12;

export function wordOf(text: string): Word {
  const characters = Array.from(text);
  const letters = characters.map((character) =>
    isLetter(character) ? (character.toLowerCase().codePointAt(0) ?? 0) : 0,
  );
  return { text, letters, rhythm: rhythmOf(letters), shape: shapeBits(characters) };
}

function rhythmOf(letters: readonly number[]): number[] {
  const rhythm = [0];
  let two = 0;
  for (const letter of letters) {
    two = letter === 0 ? 0 : (two % 3) * 3 + (isVowel(letter) ? 1 : 2);
    rhythm.push(two);
  }
  return rhythm;
}

const VOWELS: ReadonlySet<string> = new Set('aeiouyæøœıаеёиоуыэюяіїєъ');

function isVowel(letter: number): boolean {
  const character = String.fromCodePoint(letter);
  return VOWELS.has(character) || (letter >= 0x80 && VOWELS.has(character.normalize('NFD').charAt(0)));
}
