import { reason } from '../../../../src/domain/reason';
import type { FileProblem, PreviewRow } from '../file/reader';
import { fileProblemWords } from '../../../../src/i18n/file-problem-words';
import { whyWords } from './problem-words';
import { WORDS } from '../../../../test/fakes/sheet-words';

const ROW: PreviewRow = {
  row: 0,
  line: 2,
  also: [],
  joined: 0,
  kind: 'create',
  email: 'ada@acme.example',
  name: 'Ada',
  organizations: [],
  creates: [],
  endsAt: '',
  look: 'none',
};

test.each<[FileProblem, string]>([
  [{ problem: 'too-large', bytes: 200_000_000, max: 50_000_000 }, '200 MB'],
  [{ problem: 'too-many-columns', line: 1, columns: 10_000, max: 100 }, 'Line 1 has 10,000 columns'],
  [{ problem: 'too-many-rows', line: 1_000_002, max: 1_000_000 }, 'line 1,000,002'],
  [{ problem: 'unclosed-quote', line: 7 }, 'line 7'],
  [{ problem: 'stray-quote', line: 8 }, 'line 8'],
  [{ problem: 'binary', kind: 'spreadsheet' }, 'CSV (UTF-8)'],
  [{ problem: 'binary', kind: 'other' }, 'CSV'],
])('%j says what is wrong, and where', (problem, words) => {
  expect(fileProblemWords(problem, WORDS)).toContain(words);
});

test('a person who is new for sure needs no words', () => {
  expect(whyWords(ROW, WORDS)).toBe('');
});

test('a person of whom Jira was not asked may exist already', () => {
  const { look: _asked, ...unasked } = ROW;
  expect(whyWords({ ...unasked, kind: 'unchecked' }, WORDS)).toBe('Not checked in Jira.');
});

test('a row that was joined says into which line', () => {
  expect(whyWords({ ...ROW, kind: 'skip', into: 5 }, WORDS)).toContain('line 5');
});

test('a refused row says why, and what to do', () => {
  const words = whyWords({ ...ROW, kind: 'error', reason: reason('ends-at-past') }, WORDS);
  const { message, next } = WORDS.describe(reason('ends-at-past'));
  expect(words).toBe(`${message} ${String(next)}`);
});

test('organizations that would be created are named', () => {
  expect(whyWords({ ...ROW, creates: ['Nowhere', 'Gone'] }, WORDS)).toBe('Creates Nowhere, Gone.');
});
