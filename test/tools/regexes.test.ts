import path from 'node:path';
import { superLinearRegexes } from '../../tools/regexes/check';
import { regexesIn } from '../../tools/regexes/find';
import { readSource } from '../../tools/regexes/read';
import { Source } from '../../tools/trust/source';

const violationsIn = (...lines: string[]) =>
  superLinearRegexes(new Source(new Map([['src/a.ts', lines.join('\n')]])));

/** That none of the app is, `npm run check:regexes` says: it takes longer than a test may. */
test('every regular expression of the app is looked at, and can be read', () => {
  const found = [...regexesIn(readSource(path.resolve(__dirname, '../..')))];
  expect(found.filter(({ pattern }) => pattern === undefined)).toEqual([]);
  const files = new Set(found.map(({ place }) => place.split(':')[0]));
  expect([...files]).toEqual(
    expect.arrayContaining(['src/features/work-item/borders.ts', 'static/ui/csv.ts', 'cli/words.ts']),
  );
});

test.each([
  ['exponential', '/(a+)+$/', 'src/a.ts:1 /(a+)+$/ is exponential for '],
  ['quadratic after its beginning', '/^a.*b.*c$/', 'src/a.ts:1 /^a.*b.*c$/ is polynomial for '],
  ['quadratic for it is begun everywhere', '/\\s+$/', 'src/a.ts:1 /\\s+$/ is polynomial for '],
  ['quadratic inside what is looked ahead', '/(?=\\{[^}]*\\})x/u', 'is polynomial for '],
])('one that is %s is found', async (_what, regex, told) => {
  expect(await violationsIn(`export const FOUND = ${regex};`)).toEqual([expect.stringContaining(told)]);
});

test('one that is put together from constants is found', async () => {
  expect(
    await violationsIn(
      "const SOME = '(?:a+' + ')+';",
      "export const isIt = (text: string) => new RegExp(`^${SOME}$`, 'u').test(text);",
    ),
  ).toEqual([expect.stringMatching(/^src\/a\.ts:2 .* is exponential for /)]);
});

test('one that is put together at run time is found', async () => {
  expect(await violationsIn('export const of = (text: string) => new RegExp(text);')).toEqual([
    'src/a.ts:1 is put together at run time',
  ]);
});

test('one that is linear is not found', async () => {
  expect(await violationsIn('export const FOUND = /^a+b+$/;')).toEqual([]);
});
