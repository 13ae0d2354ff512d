import type { ImportLayout, RowView } from '../../../../src/contract/import';
import { findRows, groupsOf, sameParams } from './find-rows';

const LAYOUT: ImportLayout = {
  header: ['email', 'name'],
  columns: ['email', 'name'],
  organizations: [],
  notify: false,
};
const DENIED: RowView = {
  line: 2,
  state: 'failed',
  cells: ['Eve@denied.example', 'Eve'],
  reason: { code: 'domain-denied', params: { domain: 'denied.example' } },
};
const ALSO_DENIED: RowView = {
  line: 4,
  state: 'failed',
  cells: ['mallory@evil.example', ''],
  reason: { code: 'domain-denied', params: { domain: 'evil.example' } },
};
const UNTRIED: RowView = { line: 3, state: 'todo', cells: ['bob@acme.example', 'Bob'] };
const ROWS = [DENIED, UNTRIED, ALSO_DENIED];
const lines = (rows: readonly RowView[]): number[] => rows.map(({ line }) => line);

test('without a filter, all rows are found', () => {
  expect(findRows(ROWS, LAYOUT, { state: undefined, text: ' ' })).toEqual(ROWS);
});

test('rows are found by their state', () => {
  expect(lines(findRows(ROWS, LAYOUT, { state: 'failed', text: '' }))).toEqual([2, 4]);
});

test('rows are found by a part of their address, in any case', () => {
  expect(lines(findRows(ROWS, LAYOUT, { state: undefined, text: ' eve@DENIED ' }))).toEqual([2]);
});

test('a name is no address', () => {
  expect(
    findRows([DENIED, { ...UNTRIED, cells: ['bob@acme.example', 'Eve'] }], LAYOUT, {
      state: 'todo',
      text: 'eve',
    }),
  ).toEqual([]);
});

test('a row whose cells are erased has no address to be found by', () => {
  const { cells: _erased, ...rest } = DENIED;
  expect(findRows([rest], LAYOUT, { state: undefined, text: 'eve' })).toEqual([]);
});

test('rows are grouped by their reason, the largest group first', () => {
  expect(groupsOf(ROWS).map(({ code, rows }) => [code, lines(rows)])).toEqual([
    ['domain-denied', [2, 4]],
    ['not-tried', [3]],
  ]);
});

test('what differs within a group is left open', () => {
  expect(sameParams([DENIED, ALSO_DENIED])).toEqual({});
  expect(sameParams([DENIED, DENIED])).toEqual({ domain: 'denied.example' });
});
