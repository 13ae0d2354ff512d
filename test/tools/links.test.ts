import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const PAGES = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.md'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(path.join(ROOT, file)));
/** Files, folders and tests of this repository, as pages name them in backticks. */
const NAMED = /`((?:src|static|local|cli|test|tools|docs)\/[\w./-]*\w)`/g;
const LINKED = /\]\((?!https?:|mailto:|#)([^)#\s]+)/g;

const missing = (page: string, pattern: RegExp, from: string): string[] =>
  [...readFileSync(path.join(ROOT, page), 'utf8').matchAll(pattern)]
    .map(([, target]) => target ?? '')
    .filter(
      (target) =>
        !['', '.ts', '.tsx', '.test.ts'].some((end) => existsSync(path.join(ROOT, from, target + end))),
    );

test('there are pages to look at', () => expect(PAGES).toContain('README.md'));

test.each(PAGES)('%s links to nothing that is not there', (page) => {
  expect(missing(page, LINKED, path.dirname(page))).toEqual([]);
});

test.each(PAGES)('%s names no file that is not there', (page) => {
  expect(missing(page, NAMED, '.')).toEqual([]);
});
