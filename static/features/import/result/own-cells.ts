import { WINDOW_MAX } from '../file/reader';
import type { Reader } from '../file/reader';

/** The cells of every person of a file that was recognized, by their line. */
export async function cellsByLine(reader: Reader): Promise<ReadonlyMap<number, readonly string[]>> {
  const all = new Map<number, readonly string[]>();
  for (let from = 0; ; from += WINDOW_MAX) {
    const rows = await reader.recognized(from, from + WINDOW_MAX);
    for (const { line, cells } of rows) all.set(line, cells);
    if (rows.length < WINDOW_MAX) return all;
  }
}
