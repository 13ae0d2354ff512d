/** Bits of what cannot be text: half a character, a control character, a place for private use. */
const BROKEN_BITS = 25;
/** A character that the end of the file cuts. */
const CUT_BITS = 22;
/** A sign in an unusual place, as beside a letter. */
const ODD_BITS = 20;

type Kind = 'capital' | 'small' | 'letter' | 'symbol' | 'end';

/** What a character is. Marks that stand alone and ordinals are no letters here. */
function kindOf(character: string): Kind {
  if (character === '') return 'end';
  if (character >= 'a' && character <= 'z') return 'small';
  if (character >= 'A' && character <= 'Z') return 'capital';
  if (character < '\x80' || /[ªº]/.test(character)) return 'symbol';
  if (/\p{Lu}/u.test(character)) return 'capital';
  if (/\p{Ll}/u.test(character)) return 'small';
  return /\p{Lo}/u.test(character) ? 'letter' : 'symbol';
}

/** What a word costs in any language, in bits. Characters of ASCII among themselves cost nothing. */
export function shapeBits(characters: readonly string[]): number {
  let sum = 0;
  let capitals = 0;
  for (const [at, character] of characters.entries()) {
    const before = characters[at - 1] ?? '';
    const kind = kindOf(character);
    if (character >= '\x80' || before >= '\x80') {
      if (kind === 'capital' && kindOf(before) === 'small') sum += 8;
      if (kind === 'small' && capitals >= 2) sum += 5;
      if (kind === 'small' && at === 0 && characters.length > 1) sum += 4;
    }
    capitals = kind === 'capital' ? capitals + 1 : 0;
    if (character >= '\x80' && kind === 'symbol') sum += symbolBits(characters, at);
  }
  // A half-width kana alone is any letter elsewhere.
  return characters.length === 1 && /[\uff61-\uff9f]/.test(characters.join('')) ? sum + 6 : sum;
}

function symbolBits(characters: readonly string[], at: number): number {
  const character = characters[at] ?? '';
  const follows = isLetter(characters[at - 1] ?? '');
  const leads = isLetter(characters[at + 1] ?? '');
  // East Asian punctuation is judged with the characters of its language.
  if (/[\u3000-\u33ff\uff00-\uffdf]/.test(character)) return 0;
  if (character === '\ufffd') return at === characters.length - 1 ? CUT_BITS : BROKEN_BITS;
  if (/[\x80-\x9f\ue000-\uf8ff]/.test(character)) return BROKEN_BITS;
  if (character === '’' && follows && leads) return apostropheBits(characters, at);
  if (/[‘‚“„«‹¿¡]/.test(character)) return follows ? ODD_BITS : 11;
  if (/[’”»›]/.test(character)) return leads ? ODD_BITS : 11;
  if (/[–—…]/.test(character)) return follows && leads ? 18 : leads ? 14 : 7;
  if (/[©®™§ª°º№\u00a0]/.test(character)) return leads ? 16 : 8;
  if (/[€£•·]/.test(character)) return follows || leads ? 16 : 8;
  return follows || leads ? ODD_BITS : 14;
}

/** O’Brien, d’Angelo, people’s, dell’Arte. */
function apostropheBits(characters: readonly string[], at: number): number {
  const [first = ''] = characters;
  const next = characters[at + 1] ?? '';
  if (ENGLISH_ENDS.has(characters.slice(at + 1).join(''))) return 6;
  if (kindOf(next) === 'capital') return at === 1 ? 5 : 8;
  if (at === 1 && kindOf(first) === 'small' && /[aeiouhyéèêâîàœ]/.test(next)) return 6;
  // Ukrainian: in the midst of words.
  if (next >= '\u0400' && next < '\u0500') return 8;
  return at === 1 ? 12 : 16;
}

const ENGLISH_ENDS: ReadonlySet<string> = new Set(['s', 't', 'm', 'd', 're', 've', 'll']);

export function isLetter(character: string): boolean {
  const kind = kindOf(character);
  return kind === 'small' || kind === 'capital' || kind === 'letter';
}
