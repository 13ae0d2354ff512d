import { ByteSequences, isMultiByte } from './byte-sequences';
import type { Validity } from './byte-sequences';
import { rankEncodings } from './rank-encodings';
import type { RankedEncoding } from './rank-encodings';
import type { Encoding } from './reading';

export interface Guess {
  readonly encoding: Encoding;
  /** Not guessed by words. */
  readonly certain: boolean;
  /** The other encodings that read the file without an error, likeliest first. */
  readonly others: readonly Encoding[];
}

/** Bytes of words that are judged. */
const WORDS_BYTES = 2048;
const WORD_BYTES = 512;
/** More characters of valid UTF-8 than these are never a chance. */
const CHANCE_CHARACTERS = 4;
/** By so much another encoding must be likelier than UTF-8 that may be a chance, in bits. */
const CHANCE_BITS = 8;
/** By so much UTF-8 must be likelier if all that is not ASCII is half a character at the end: or a letter of another. */
const CUT_BITS = 6;
/** As many characters of UTF-8 as errors, and at least these: UTF-8 that something was pasted into. */
const MIXED_CHARACTERS = 8;

/** Guesses the encoding of a text that is not UTF-16, from all of its bytes, in pieces of any size. */
export class EightBitGuess {
  private readonly sequences = new ByteSequences();
  private readonly words = new ForeignWords();

  add(bytes: Uint8Array): void {
    this.sequences.add(bytes);
    this.words.add(bytes);
  }

  /** To be asked once, after the last piece. */
  guess(locale: string | undefined): Guess {
    const validity = this.sequences.validity();
    const isValid = (encoding: Encoding) => !isMultiByte(encoding) || validity[encoding].isValid;
    const isPossible = (encoding: Encoding) => !isMultiByte(encoding) || !validity[encoding].isHopeless;
    const ranking = rankEncodings(this.words.end(), { locale, isPossible });
    const encoding = bestOf(ranking, validity['utf-8']);
    return {
      encoding,
      certain: encoding === 'utf-8' && isValid('utf-8'),
      others: ranking
        .filter((each) => each.encoding !== encoding && !each.isBroken && isValid(each.encoding))
        .map((each) => each.encoding),
    };
  }
}

function bestOf(ranking: readonly RankedEncoding[], { characters, errors, isValid }: Validity): Encoding {
  if (isValid && (characters === 0 || characters > CHANCE_CHARACTERS)) return 'utf-8';
  if (characters >= MIXED_CHARACTERS && errors <= characters) return 'utf-8';
  const best = ranking.find(({ encoding }) => encoding !== 'utf-8');
  const utf8 = ranking.find(({ encoding }) => encoding === 'utf-8');
  const lead = isValid ? CHANCE_BITS : characters === 0 ? -CUT_BITS : 0;
  if (utf8 && (!best || utf8.bits - lead <= best.bits)) return 'utf-8';
  return best?.encoding ?? 'windows-1252';
}

/** The first words of a text that are not ASCII alone. */
class ForeignWords {
  private readonly bytes = new Uint8Array(WORDS_BYTES + WORD_BYTES + 1);
  private start = 0;
  private length = 0;
  private isForeign = false;

  add(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length && this.start < WORDS_BYTES; at += 1) {
      const byte = bytes[at] ?? 0;
      if (isSeparator(byte)) {
        this.endWord();
      } else if (this.length < WORD_BYTES) {
        this.bytes[this.start + this.length] = byte;
        this.length += 1;
        this.isForeign ||= byte >= 0x80;
      }
    }
  }

  /** Each is ended by a line feed. */
  end(): Uint8Array {
    this.endWord();
    return this.bytes.subarray(0, this.start);
  }

  private endWord(): void {
    if (this.isForeign) {
      this.bytes[this.start + this.length] = 0x0a;
      this.start += this.length + 1;
    }
    this.length = 0;
    this.isForeign = false;
  }
}

/** Neither a part of a word, nor the second byte of a character in any encoding. */
function isSeparator(byte: number): boolean {
  return byte < 0x30 || (byte > 0x39 && byte < 0x40);
}
