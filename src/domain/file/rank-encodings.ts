import { wordOf } from './language';
import type { Language, Word } from './language';
import { languages } from './languages';
import type { Encoding } from './reading';
import { pieceDecoder } from './text-decoder';

export interface RankedEncoding {
  readonly encoding: Encoding;
  /** How unlikely the words are in it, in bits. */
  readonly bits: number;
  /** It has no character for some of the bytes. */
  readonly isBroken: boolean;
}

/** How rare each encoding is, in bits. */
const RARITY: readonly (readonly [Encoding, number])[] = [
  ['utf-8', -4],
  ['windows-1252', 0],
  ['windows-1250', 2],
  ['windows-1251', 2],
  ['shift_jis', 2],
  ['gb18030', 2],
  ['euc-kr', 2],
  ['big5', 2],
  ['euc-jp', 4],
  ['macintosh', 4],
];
/** What a word costs that is in another language than most. */
const SWITCH_BITS = 4;
/** By so much what the site's language makes likely is preferred. */
const LOCALE_BITS = 4;
/** By so much an error in UTF-8 is likelier than in others: something else was pasted into it. */
const PASTED_BITS = 7;
/** Words of fewer characters were not cut, so that a broken character is one of the file. */
const WHOLE_CHARACTERS = 128;

/** The encodings, likeliest first, by words that have bytes beyond ASCII; each word is ended by a line feed. */
export function rankEncodings(
  words: Uint8Array,
  {
    locale,
    isPossible,
  }: { readonly locale: string | undefined; readonly isPossible: (encoding: Encoding) => boolean },
): RankedEncoding[] {
  const language = locale === undefined ? undefined : languageOf(locale);
  return RARITY.filter(([encoding]) => isPossible(encoding))
    .map(([encoding, rarity]) => {
      const read = pieceDecoder(encoding).decode(words, 'end').split('\n').slice(0, -1);
      const spoken = languages().filter((each) => encoding === 'utf-8' || each.encodings.includes(encoding));
      const pasted = encoding === 'utf-8' ? PASTED_BITS * sum(read.map(errorsIn)) : 0;
      return {
        encoding,
        bits: rarity - pasted + bitsOf(read.map(wordOf), spoken, language),
        isBroken: read.some((word) => word.length < WHOLE_CHARACTERS && errorsIn(word) > 0),
      };
    })
    .sort((one, other) => one.bits - other.bits);
}

/** `de` of `de-AT`; of Chinese its script. */
function languageOf(locale: string): string {
  const [language = '', ...parts] = locale.toLowerCase().split(/[-_]/);
  if (language !== 'zh') return language;
  return parts.some((part) => ['tw', 'hk', 'mo', 'hant'].includes(part)) ? 'zh-hant' : 'zh-hans';
}

/** Most words are in one language, yet names come from everywhere. */
function bitsOf(words: readonly Word[], spoken: readonly Language[], language: string | undefined): number {
  const costs = spoken.map(({ bits }) => words.map(bits));
  const least = words.map((_, word) => Math.min(...costs.map((each) => each[word] ?? 0)));
  const sums = spoken.map(({ rarity, locales }, index) => {
    const isLocal = language !== undefined && locales.includes(language);
    return (costs[index] ?? []).reduce(
      (sum, bits, word) => sum + Math.min(bits, (least[word] ?? 0) + SWITCH_BITS),
      rarity - (isLocal ? LOCALE_BITS : 0),
    );
  });
  return Math.min(...sums);
}

function errorsIn(word: string): number {
  return word.split('\uFFFD').length - 1;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
