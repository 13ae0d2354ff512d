import type { DayOrder } from '../../../../src/domain/invitation/days';
import type { Columns } from '../../../../src/domain/invitation/import-row';
import type { People } from '../../../../src/domain/file/people';

/** Characters that are digested at a time. */
const CHUNK = 1_000_000;
/** Of this way to make them: another one must not be taken for the same. */
const VERSION = 'guestlist-import-1';

/**
 * Stands for a file as it is read: its people, and what its columns hold. Not for what is done with its organizations.
 *
 * @returns 64 hexadecimal digits: SHA-256 over the digests of pieces, as the browser digests nothing bit by bit.
 */
export async function fingerprint(
  people: People,
  columns: Columns,
  dayOrder: DayOrder | undefined,
): Promise<string> {
  // Without an order as it was before there was one: such an upload goes on after an upgrade.
  const read = dayOrder ? [VERSION, columns, dayOrder] : [VERSION, columns];
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
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', all));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}
