import type { LayoutInput, SavedLayout } from '../../../../src/contract/import-layouts';
import { LAYOUT_COLUMNS_MAX } from '../../../../src/contract/import-layouts';
import { isPlainText, plainText } from '../../../../src/domain/address/plain-text';
import type { DayOrder } from '../../../../src/domain/invitation/days';
import type { Columns, ColumnUse } from '../../../../src/domain/invitation/import-row';
import type { Reading } from '../file/reader';
import { textFingerprint } from '../file/fingerprint';

/** Characters of a column's name that a layout knows it by. */
const NAME_MAX = 200;

/** What a layout makes of a file. */
export interface AppliedLayout {
  readonly layout: SavedLayout;
  /** Columns of the layout that the file has not. */
  readonly missing: readonly string[];
}

/**
 * The columns of a file as a layout says. A column that the layout names and the file has not is told; what it would have
 * held is guessed, as is everything where the file has none of them.
 */
export function applyLayout(
  layout: SavedLayout,
  { header, guess }: Pick<Reading, 'header' | 'guess'>,
): { readonly columns: Columns; readonly applied: AppliedLayout } {
  const names = header.map(columnName);
  const places = layout.columns.map(({ name, use }) => ({ name, use, place: names.indexOf(name) }));
  const missing = places.filter(({ place }) => place < 0);
  const uses = new Map(places.map(({ place, use }) => [place, use]));
  const isGuessed = (use: ColumnUse): boolean => missing.some((each) => each.use === use);
  const columns = guess.map((guessed, place) => {
    const said = uses.get(place);
    if (said) return said;
    return guessed && isGuessed(guessed) ? guessed : null;
  });
  return { columns, applied: { layout, missing: missing.map(({ name }) => name) } };
}

/** The newest layout that was saved for a file of the same columns. */
export function layoutFor(
  layouts: readonly SavedLayout[],
  header: string | undefined,
): SavedLayout | undefined {
  return header === undefined ? undefined : layouts.find((each) => each.header === header);
}

/** SHA-256 of the names of all columns, in hexadecimal digits; `undefined` where the file has no names of columns. */
export async function headerFingerprint({
  form,
  headed,
  header,
}: Pick<Reading, 'form' | 'headed' | 'header'>): Promise<string | undefined> {
  if (form !== 'table' || !headed) return undefined;
  return textFingerprint(JSON.stringify(header.map(columnName)));
}

/** What can be saved of columns: those of a file with names. `undefined`: nothing that a layout could know again. */
export function savedColumns(
  { header }: Pick<Reading, 'header'>,
  columns: Columns,
): LayoutInput['columns'] | undefined {
  const used = columns.flatMap((use, place) => (use ? [{ name: columnName(header[place] ?? ''), use }] : []));
  const isTold = used.every(({ name }) => name !== '' && isPlainText(name) && !name.includes('@'));
  const isOnce = new Set(used.map(({ name }) => name)).size === used.length;
  const fits = used.length > 0 && used.length <= LAYOUT_COLUMNS_MAX;
  return isTold && isOnce && fits ? used : undefined;
}

export interface Understood {
  readonly columns: Columns;
  readonly dayOrder?: DayOrder;
  readonly applied?: AppliedLayout;
}

function columnName(name: string): string {
  return plainText(name).slice(0, NAME_MAX).trim();
}
