import type { Ideographic } from './language-samples';
import { ASCII_BITS, MIXED_BITS } from './language';
import type { Language } from './language';
import type { Encoding } from './reading';

/** Characters that are neither in names nor in other words of such lists, yet taught. */
const TAUGHT_BITS = 13.5;
const RARE_BITS = 19;

/** Judges characters by how common they are in names; the first of a word as the beginning of a surname. */
export function ideographic(language: Ideographic): Language[] {
  const { locales, encodings, first, common } = language;
  const begins = shares(first);
  const inner = shares(common);
  const taught = charactersOf(encodings.at(-1) ?? 'utf-8', language.taught);
  const others = locales.includes('ja') ? JAPANESE : FOREIGN;
  const bits = (character: string, isFirst: boolean): number => {
    if (character < '\x80') return ASCII_BITS;
    const within = inner.get(character) ?? 0;
    const share = isFirst ? 0.7 * (begins.get(character) ?? 0) + 0.3 * within : within;
    if (share > 0) return -Math.log2(0.85 * share);
    if (taught.has(character)) return TAUGHT_BITS;
    return others.find(([from, to]) => character >= from && character <= to)?.[2] ?? RARE_BITS;
  };
  return encodings.map((encoding) => ({
    locales,
    encodings: [encoding],
    rarity: 0,
    bits: ({ text, shape }) => {
      let sum = shape;
      let before = '';
      for (const character of text) {
        sum += bits(character, before < '\x80') + mixedBits(before, character);
        before = character;
      }
      return sum;
    },
  }));
}

/** Bits of what stands beside ideographs: kana, half-width kana, punctuation, Hangul. */
const FOREIGN: readonly (readonly [from: string, to: string, bits: number])[] = [
  ['\u3041', '\u30ff', 13],
  ['\uff61', '\uff9f', 8],
  ['\u3000', '\u3020', 8],
  ['\uff01', '\uff60', 8],
  ['\uac00', '\ud7a3', 15],
];
const JAPANESE: typeof FOREIGN = [['\u3041', '\u30ff', 6.5], ...FOREIGN];

/** Capitals of companies stand beside ideographs, small letters hardly ever. */
function mixedBits(before: string, character: string): number {
  if (character < '\x80' === before < '\x80') return 0;
  if (/[a-z]/.test(before + character)) return MIXED_BITS;
  return /[A-Z]/.test(before + character) ? MIXED_BITS / 3 : 0;
}

/** Shares of characters that stand in the order of their frequency. */
function shares(characters: string): Map<string, number> {
  const all = [...new Set(characters)];
  const weights = all.map((_, place) => 1 / (place + 15));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return new Map(all.map((character, place) => [character, (weights[place] ?? 0) / total]));
}

function charactersOf(encoding: Encoding, [first, last]: Ideographic['taught']): Set<string> {
  const bytes: number[] = [];
  for (let lead = first; lead <= last; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail >= 0xa1 || (encoding === 'big5' && trail <= 0x7e)) bytes.push(lead, trail);
    }
  }
  return new Set(new TextDecoder(encoding).decode(Uint8Array.from(bytes)));
}
