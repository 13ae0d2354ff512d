import type { ImportLayout, RowState, RowView } from '../../../../src/contract/import';
import { readCells } from '../../../../src/domain/invitation/cells';
import type { ReasonCode } from '../../../../src/domain/reason';

/** Rows that have one reason. */
export interface ReasonGroup {
  readonly code: ReasonCode | 'not-tried';
  readonly rows: readonly RowView[];
}

/** The address of a row as it stands in the file; empty where its cells are erased. */
export function addressOf({ cells }: RowView, { columns }: ImportLayout): string {
  return cells ? readCells(cells, columns).email : '';
}

/**
 * Rows in a state, with a text in their address.
 *
 * @param state any, where there is none.
 */
export function findRows(
  rows: readonly RowView[],
  layout: ImportLayout,
  { state, text }: { readonly state: RowState | undefined; readonly text: string },
): readonly RowView[] {
  const wanted = text.trim().toLowerCase();
  return rows.filter(
    (row) =>
      (state === undefined || row.state === state) &&
      (wanted === '' || addressOf(row, layout).toLowerCase().includes(wanted)),
  );
}

/** The largest first. */
export function groupsOf(rows: readonly RowView[]): readonly ReasonGroup[] {
  const groups = new Map<ReasonGroup['code'], RowView[]>();
  for (const row of rows) {
    const code = row.reason?.code ?? 'not-tried';
    const group = groups.get(code) ?? [];
    group.push(row);
    groups.set(code, group);
  }
  return [...groups]
    .map(([code, members]) => ({ code, rows: members }))
    .sort((one, other) => other.rows.length - one.rows.length);
}

/** What all rows say alike: where they differ, the words do without. */
export function sameParams(rows: readonly RowView[]): Record<string, string | number> {
  const [first, ...others] = rows;
  return Object.fromEntries(
    Object.entries(first?.reason?.params ?? {}).filter(([name, value]) =>
      others.every(({ reason }) => reason?.params?.[name] === value),
    ),
  );
}
