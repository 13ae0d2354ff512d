import { SAMPLE_BYTES, tellEncoding } from './encoding';
import { FILE_BYTES_MAX } from './reading';
import type { Encoding, FileProblem } from './reading';

/** Bytes that are decoded at a time. */
const CHUNK_BYTES = 1_000_000;

export interface DecodedText {
  readonly ok: true;
  readonly encoding: Encoding;
  /** The text in pieces, each line ended by `\n`, without a byte order mark; with the part of the file that is read. */
  readonly pieces: AsyncIterable<{ readonly text: string; readonly part: number }>;
}

/** Tells the encoding of a file, and reads it as text, a piece at a time. Throws what the browser throws on reading. */
export async function decode(
  file: Blob,
  chunkBytes: number = CHUNK_BYTES,
): Promise<DecodedText | { readonly ok: false; readonly problem: FileProblem }> {
  if (file.size === 0) return { ok: false, problem: { problem: 'empty' } };
  if (file.size > FILE_BYTES_MAX) {
    return { ok: false, problem: { problem: 'too-large', bytes: file.size, max: FILE_BYTES_MAX } };
  }
  const told = tellEncoding(await bytesOf(file, 0, SAMPLE_BYTES));
  if ('binary' in told) return { ok: false, problem: { problem: 'binary', kind: told.binary } };
  const encoding = told.encoding === 'eight-bit' ? await eightBit(file, chunkBytes) : told.encoding;
  return { ok: true, encoding, pieces: withLineFeeds(textOf(file, encoding, chunkBytes)) };
}

/** A text in pieces, as `decode` gives it. */
export async function* piecesOf(text: string): DecodedText['pieces'] {
  yield* withLineFeeds(
    (async function* whole() {
      yield await Promise.resolve({ text: text.replace(/^\uFEFF/, ''), part: 1 });
    })(),
  );
}

/** The whole file is tried: a byte that is no UTF-8 may stand at its end. */
async function eightBit(file: Blob, chunkBytes: number): Promise<Encoding> {
  const strict = new TextDecoder('utf-8', { fatal: true });
  for (let at = 0; at < file.size; at += chunkBytes) {
    const bytes = await bytesOf(file, at, at + chunkBytes);
    try {
      strict.decode(bytes, { stream: at + chunkBytes < file.size });
    } catch {
      return 'windows-1252';
    }
  }
  return 'utf-8';
}

async function* textOf(file: Blob, encoding: Encoding, chunkBytes: number): DecodedText['pieces'] {
  const decoder = new TextDecoder(encoding);
  for (let at = 0; at < file.size; at += chunkBytes) {
    const end = Math.min(at + chunkBytes, file.size);
    const text = decoder.decode(await bytesOf(file, at, end), { stream: end < file.size });
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
