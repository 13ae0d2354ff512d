import type { ImportedFile, Reader } from './reader';

/**
 * Reads a file that was imported before, as it was read then: in another encoding, or with another first row, where
 * that was chosen by hand.
 *
 * @returns whether it is that file.
 */
export async function openAgain(
  reader: Reader,
  file: Blob,
  imported: ImportedFile,
  locale: string,
): Promise<boolean> {
  const first = await reader.read(file, { locale });
  if (!first.ok) return false;
  if (await isRead(reader, first.reading.headed, imported)) return true;
  for (const encoding of first.reading.encodings) {
    const answer = await reader.read(file, { encoding });
    if (answer.ok && (await isRead(reader, answer.reading.headed, imported))) return true;
  }
  return false;
}

async function isRead(reader: Reader, headed: boolean, imported: ImportedFile): Promise<boolean> {
  if (await reader.recognize(imported)) return true;
  await reader.setHeaded(!headed);
  return reader.recognize(imported);
}
