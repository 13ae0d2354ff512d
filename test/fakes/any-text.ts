import fc from 'fast-check';

/** Code points that stand for no character: halves of pairs. */
const SURROGATES = { first: 0xd8_00, count: 0x8_00 };
const CODE_POINTS = 0x11_00_00;

/**
 * Any Unicode text: what the unit `binary` of fast-check makes. That one writes all the million characters down before
 * the first text, in a second of each test file.
 */
export function anyText(constraints: Omit<fc.StringConstraints, 'unit'> = {}): fc.Arbitrary<string> {
  return fc.string({ ...constraints, unit: anyCharacter });
}

const anyCharacter = fc.nat({ max: CODE_POINTS - SURROGATES.count - 1 }).map(
  (index) => String.fromCodePoint(index < SURROGATES.first ? index : index + SURROGATES.count),
  (character) => {
    const codePoint = typeof character === 'string' ? (character.codePointAt(0) ?? -1) : -1;
    if (codePoint < 0 || String.fromCodePoint(codePoint) !== character)
      throw new Error('no single character');
    return codePoint < SURROGATES.first ? codePoint : codePoint - SURROGATES.count;
  },
);
