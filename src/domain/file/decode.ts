import { EightBitGuess } from './eight-bit';
import type { Guess } from './eight-bit';
import { SAMPLE_BYTES, tellEncoding } from './encoding';
import type { Told } from './encoding';
import { FILE_BYTES_MAX } from './reading';
import type { Encoding, FileProblem } from './reading';
import { pieceDecoder } from './text-decoder';

/** Bytes that are decoded at a time. */
const CHUNK_BYTES = 1_000_000;

export interface DecodedText extends Guess {
  readonly ok: true;
  /** The text in pieces, each line ended by `\n`, without a byte order mark; with the part of the file that is read. */
  readonly pieces: AsyncIterable<{ readonly text: string; readonly part: number }>;
}

export interface DecodeOptions {
  /** The encoding that the reader of the preview chose. Without it, the file tells. */
  readonly encoding?: Encoding | undefined;
  /** The language of the site, as `de` or `zh-TW`: it decides where the file could be either. */
  readonly locale?: string | undefined;
  readonly chunkBytes?: number | undefined;
}

/**
 * Tells the encoding of a file, and reads it as text, a piece at a time. Throws what the browser throws on reading.
 *
 * A chosen encoding is certain only if the file tells the same.
 */
export async function decode(
  file: Blob,
  { encoding: chosen, locale, chunkBytes = CHUNK_BYTES }: DecodeOptions = {},
): Promise<DecodedText | { readonly ok: false; readonly problem: FileProblem }> {
  if (file.size === 0) return { ok: false, problem: { problem: 'empty' } };
  if (file.size > FILE_BYTES_MAX) {
    return { ok: false, problem: { problem: 'too-large', bytes: file.size, max: FILE_BYTES_MAX } };
  }
  const told = tellEncoding(await bytesOf(file, 0, SAMPLE_BYTES));
  if ('binary' in told) return { ok: false, problem: { problem: 'binary', kind: told.binary } };
  const guess = choose(chosen, await guessOf(file, told, locale, chunkBytes));
  // Only UTF-8's own decoder knows its mark.
  const begin = 'marked' in told && told.marked === 'utf-8' && guess.encoding !== 'utf-8' ? 3 : 0;
  return { ok: true, ...guess, pieces: withLineFeeds(textOf(file, guess.encoding, { begin, chunkBytes })) };
}

/** A text in pieces, as `decode` gives it. */
export async function* piecesOf(text: string): DecodedText['pieces'] {
  yield* withLineFeeds(
    (async function* whole() {
      yield await Promise.resolve({ text: text.replace(/^\uFEFF/, ''), part: 1 });
    })(),
  );
}

/** The whole file is looked at: the only byte that is not ASCII may stand at its end. */
async function guessOf(
  file: Blob,
  told: Exclude<Told, { readonly binary: unknown }>,
  locale: string | undefined,
  chunkBytes: number,
): Promise<Guess> {
  if ('marked' in told) return { encoding: told.marked, certain: true, others: [] };
  const eightBit = new EightBitGuess();
  for (let at = 0; at < file.size; at += chunkBytes) eightBit.add(await bytesOf(file, at, at + chunkBytes));
  const guess = eightBit.guess(locale);
  if ('text' in told) return guess;
  return { encoding: told.wide, certain: true, others: [guess.encoding, ...guess.others] };
}

function choose(chosen: Encoding | undefined, guess: Guess): Guess {
  if (chosen === undefined || chosen === guess.encoding) return guess;
  const others = [guess.encoding, ...guess.others].filter((each) => each !== chosen);
  return { encoding: chosen, certain: false, others };
}

async function* textOf(
  file: Blob,
  encoding: Encoding,
  { begin, chunkBytes }: { readonly begin: number; readonly chunkBytes: number },
): DecodedText['pieces'] {
  const decoder = pieceDecoder(encoding);
  for (let at = begin; at < file.size; at += chunkBytes) {
    const end = Math.min(at + chunkBytes, file.size);
    const text = decoder.decode(await bytesOf(file, at, end), end < file.size ? 'more' : 'end');
    yield { text, part: end / file.size };
  }
}

/** Makes `\n` of every line end: files that were pasted together have several kinds. */
async function* withLineFeeds(pieces: DecodedText['pieces']): DecodedText['pieces'] {
  let held = '';
  let last = 0;
  for await (const { text, part } of pieces) {
    const all = held + text;
    // Half of a `\r\n`, perhaps.
    held = all.endsWith('\r') ? '\r' : '';
    last = part;
    yield { text: all.slice(0, all.length - held.length).replace(/\r\n?/g, '\n'), part };
  }
  if (held !== '') yield { text: '\n', part: last };
}

async function bytesOf(file: Blob, from: number, to: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(from, to).arrayBuffer());
}
