import {
  chmodSync,
  existsSync,
  linkSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openReport } from '../../cli/report';

const about = { site: 'https://acme.atlassian.net', project: 'SUP' };
let folder: string;
const inFolder = (name: string): string => path.join(folder, name);
const modeOf = (file: string): number => statSync(file).mode & 0o777;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'report-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function written(file: string): void {
  openReport(file, about).close();
}

test.each([
  ['empty', ''],
  ['a report of before', `${JSON.stringify({ report: 'guestlist import', ...about })}\n`],
])('a file that all could read and write, and is %s, is the owner’s alone', (_what, text) => {
  const file = inFolder('report.jsonl');
  writeFileSync(file, text);
  chmodSync(file, 0o666);
  written(file);
  expect(modeOf(file)).toBe(0o600);
});

test('the mode is the owner’s alone before the first address is written', () => {
  const file = inFolder('report.jsonl');
  writeFileSync(file, '');
  chmodSync(file, 0o666);
  const report = openReport(file, about);
  expect(modeOf(file)).toBe(0o600);
  report.close();
});

test('a link is never followed, be there a file behind it or none', () => {
  const target = inFolder('target');
  symlinkSync(target, inFolder('link'));
  expect(() => openReport(inFolder('link'), about)).toThrow('is a link');
  expect(existsSync(target)).toBe(false);
  writeFileSync(target, '');
  expect(() => openReport(inFolder('link'), about)).toThrow('is a link');
  expect(readFileSync(target, 'utf8')).toBe('');
});

test('a file with a second name is refused, and stays as it is', () => {
  writeFileSync(inFolder('one'), '');
  linkSync(inFolder('one'), inFolder('other'));
  expect(() => openReport(inFolder('other'), about)).toThrow('second name');
  expect(readFileSync(inFolder('one'), 'utf8')).toBe('');
});

test('a file that is no report keeps its mode and what stands in it', () => {
  const file = inFolder('notes.txt');
  writeFileSync(file, 'notes\n');
  chmodSync(file, 0o644);
  expect(() => openReport(file, about)).toThrow('is no report');
  expect(modeOf(file)).toBe(0o644);
  expect(readFileSync(file, 'utf8')).toBe('notes\n');
});
