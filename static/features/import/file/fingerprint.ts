import type { DayOrder } from '../../../../src/domain/invitation/days';
import type { Columns } from '../../../../src/domain/invitation/import-row';
import type { People } from '../../../../src/domain/file/people';

/** Characters that are digested at a time. */
const CHUNK = 1_000_000;
/** Of this way to make them: another one must not be taken for the same. */
const VERSION = 'guestlist-import-2';
/** Hexadecimal digits of each half: 128 bits. */
const HALF = 32;

/**
 * Its first half stands for a file as it is read: its people, and what its columns hold, not what is done with its
 * organizations. Its second half stands for who of them is sent: an upload goes on only where both are the same.
 *
 * @returns 64 hexadecimal digits.
 */
export async function fingerprint(
  people: People,
  isSent: (person: number) => boolean,
  columns: Columns,
  dayOrder: DayOrder | undefined,
): Promise<string> {
  const sent = Uint8Array.from({ length: people.count }, (_, person) => (isSent(person) ? 1 : 0));
  const [file, who] = await Promise.all([ofFile(people, columns, dayOrder), sha256(sent)]);
  return `${hex(file).slice(0, HALF)}${hex(who).slice(0, HALF)}`;
}

/** SHA-256 of a text. @returns 64 hexadecimal digits. */
export async function textFingerprint(text: string): Promise<string> {
  return hex(await digest(text));
}

/** Whether two fingerprints are of the same file, read alike. */
export function isSameFile(one: string, other: string): boolean {
  return one.slice(0, HALF) === other.slice(0, HALF);
}

/** SHA-256 over the digests of pieces, as the browser digests nothing bit by bit. */
async function ofFile(people: People, columns: Columns, dayOrder: DayOrder | undefined): Promise<Uint8Array> {
  const read = [VERSION, columns, ...(dayOrder ? [dayOrder] : [])];
  const digests: Uint8Array[] = [await digest(JSON.stringify(read))];
  let piece: string[] = [];
  let length = 0;
  for (let person = 0; person < people.count; person += 1) {
    const text = JSON.stringify(people.sent(person));
    piece.push(text);
    length += text.length;
    if (length >= CHUNK || person === people.count - 1) {
      digests.push(await digest(piece.join('\n')));
      piece = [];
      length = 0;
    }
  }
  const all = new Uint8Array(digests.length * 32);
  digests.forEach((each, index) => all.set(each, index * 32));
  return sha256(all);
}

function digest(text: string): Promise<Uint8Array> {
  return sha256(new TextEncoder().encode(text));
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
