import type { ImportLayout, RowView } from '../../../../src/contract/import';
import { csvName, reportFile, rowsToFixFile } from './result-files';
import { accountId } from '../../../../test/fakes/ids';
import { WORDS } from '../../../../test/fakes/sheet-words';

const LAYOUT: ImportLayout = {
  header: ['email', 'note'],
  columns: ['email', null],
  organizations: [],
  notify: false,
};
const FAILED: RowView = {
  line: 3,
  state: 'failed',
  cells: ['nobody', '=1+1'],
  reason: { code: 'ends-at-past' },
};
const DONE: RowView = { line: 2, state: 'done', account: 'made', accountId: accountId('qm:1') };
const { message, next } = WORDS.describe({ code: 'ends-at-past' });
const ERROR = `${message} ${String(next)}`;

const linesOf = (file: string): string[] =>
  file
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n');

test('rows to fix have the columns of the file, and what is wrong; nothing in them is run', () => {
  expect(linesOf(rowsToFixFile(LAYOUT, [FAILED], WORDS))).toEqual([
    '"email","note","errors"',
    `"nobody","'=1+1","${ERROR}"`,
  ]);
});

test('a row that nobody came to is to be imported again', () => {
  const untried: RowView = { line: 4, state: 'todo', cells: ['ada@acme.example', ''] };
  expect(linesOf(rowsToFixFile(LAYOUT, [untried], WORDS))[1]).toBe('"ada@acme.example","","Not tried yet."');
});

test('the report has a line for each row, with the account of those that are done', () => {
  expect(linesOf(reportFile(LAYOUT, [DONE, FAILED], WORDS))).toEqual([
    '"email","note","line","state","account id","errors"',
    `"","","2","${WORDS('audit.account.made')}","qm:1",""`,
    `"nobody","'=1+1","3","Failed","","${ERROR}"`,
  ]);
});

test('the report has the cells of those that are done, too, where the file is at hand', () => {
  const own = new Map([
    [2, ['ada@acme.example', '=2']],
    [3, ['other', '']],
  ]);
  expect(linesOf(reportFile(LAYOUT, [DONE, FAILED], WORDS, 'import', own)).slice(1)).toEqual([
    `"ada@acme.example","'=2","2","${WORDS('audit.account.made')}","qm:1",""`,
    `"nobody","'=1+1","3","Failed","","${ERROR}"`,
  ]);
});

test.each([
  ['customers.csv', 'customers-report.csv'],
  ['Kunden 2026.final.CSV', 'Kunden 2026.final-report.csv'],
  ['.csv', 'import-report.csv'],
  ['Pasted rows', 'Pasted rows-report.csv'],
])('the report of %s is saved as %s', (file, saved) => {
  expect(csvName(file, 'report')).toBe(saved);
});
