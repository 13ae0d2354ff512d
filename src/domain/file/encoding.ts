import type { BinaryKind, Encoding } from './reading';

/** Bytes that are looked at to tell text from anything else. */
export const SAMPLE_BYTES = 65_536;

/** Control characters that a few pasted words may have. */
const STRAY_CONTROLS = 8;

export type Told =
  /** By a byte order mark. */
  | { readonly marked: Encoding }
  /** UTF-16 without a mark. */
  | { readonly wide: Encoding }
  /** Any of the others, which the whole file tells. */
  | { readonly text: 'eight-bit' }
  | { readonly binary: BinaryKind };

/** What the beginning of a file tells about its encoding. */
export function tellEncoding(sample: Uint8Array): Told {
  const begins = (bytes: readonly number[]) => bytes.every((byte, index) => sample[index] === byte);
  const kind = MAGIC.find(([bytes]) => begins(bytes))?.[1];
  if (kind) return { binary: kind };
  const mark = MARKS.find(([bytes]) => begins(bytes))?.[1];
  if (mark) return { marked: mark };
  return wide(sample) ?? (isText(sample) ? { text: 'eight-bit' } : { binary: 'other' });
}

/** Byte order marks. */
const MARKS: readonly (readonly [readonly number[], Encoding])[] = [
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0x84, 0x31, 0x95, 0x33], 'gb18030'],
];

/** How files begin that people take for CSV. An .xlsx is a ZIP, an .xls an OLE container. */
const MAGIC: readonly (readonly [readonly number[], BinaryKind])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'spreadsheet'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'spreadsheet'],
  [[0x25, 0x50, 0x44, 0x46, 0x2d], 'pdf'],
  [[0x89, 0x50, 0x4e, 0x47], 'image'],
  [[0xff, 0xd8, 0xff], 'image'],
  [[0x47, 0x49, 0x46, 0x38], 'image'],
  [[0x1f, 0x8b], 'other'],
];

/**
 * UTF-16 without a mark: addresses, separators and line ends have a null in each pair of bytes, always on the same
 * side. A fifth of the pairs is enough: the rest may be in any script.
 */
function wide(sample: Uint8Array): Told | undefined {
  const pairs = Math.floor(sample.length / 2);
  let high = 0;
  let low = 0;
  for (let at = 0; at < pairs * 2; at += 2) {
    if (sample[at] === 0) high += 1;
    if (sample[at + 1] === 0) low += 1;
  }
  if (low > pairs * 0.2 && high <= pairs * 0.02) return { wide: 'utf-16le' };
  if (high > pairs * 0.2 && low <= pairs * 0.02) return { wide: 'utf-16be' };
  return undefined;
}

/** Stray nulls in cells are still text, and refused in their rows; a tenth of control characters is something else. */
function isText(sample: Uint8Array): boolean {
  const controls = sample.reduce((sum, byte) => sum + (isControl(byte) ? 1 : 0), 0);
  return isUtf8(sample)
    ? controls <= Math.max(sample.length * 0.1, STRAY_CONTROLS)
    : controls <= sample.length * 0.02;
}

/** Tab, line feed, form feed and their like stand in texts. */
function isControl(byte: number): boolean {
  return byte < 0x09 || (byte > 0x0d && byte < 0x20) || byte === 0x7f;
}

function isUtf8(sample: Uint8Array): boolean {
  try {
    // The last character of the sample may be cut.
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
}
