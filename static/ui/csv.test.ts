import fc from 'fast-check';
import { csvLine, harmless } from './csv';
import { anyText } from '../../test/fakes/any-text';

/** What a spreadsheet runs: a cell that begins with one of these, whatever is invisible before it. */
const RUNS = /^[\s\p{Cc}\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B]/u;

/** Cells of one record, read as RFC 4180 says. */
function readLine(line: string): string[] {
  expect(line.endsWith('\r\n')).toBe(true);
  return [...line.slice(0, -2).matchAll(/(?:^|,)"((?:[^"]|"")*)"/g)].map(([, cell = '']) =>
    cell.replaceAll('""', '"'),
  );
}

/** Text as a rascal would call themselves. */
const nasty = fc.string({
  unit: fc.constantFrom(
    '=',
    '+',
    '-',
    '@',
    '＝',
    '﹣',
    '\t',
    '\r',
    '\n',
    ' ',
    '\u200B',
    ';',
    ',',
    '"',
    "'",
    'a',
    '1',
  ),
});

describe('harmless', () => {
  test.each([
    ['=HYPERLINK("https://evil.example","Ada")', `'=HYPERLINK("https://evil.example","Ada")`],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['＝1+1', "'＝1+1"],
    ['\t=1', "'\t'=1"],
    ['\rx', "'\rx"],
    [' =1', "' =1"],
    ['a;=1+1', "a;'=1+1"],
  ])('puts an apostrophe before what runs: %j', (text, expected) => {
    expect(harmless(text)).toBe(expected);
  });

  test.each(['Ada Lovelace', 'acme.example', 'qm:local:ada-1', 'O’Hara; Co', ''])(
    'leaves %j as it is',
    (text) => {
      expect(harmless(text)).toBe(text);
    },
  );

  test('leaves nothing that runs, wherever a spreadsheet cuts', () => {
    fc.assert(
      fc.property(fc.oneof(nasty, anyText()), (text) => {
        for (const cell of harmless(text).split(/[;\t\r\n]/)) expect(cell).not.toMatch(RUNS);
        expect(harmless(text)).not.toMatch(/^[\t\r\n]/);
      }),
      { numRuns: 2000 },
    );
  });

  test('only adds apostrophes', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(harmless(text).replaceAll("'", '')).toBe(text.replaceAll("'", ''));
      }),
    );
  });
});

describe('csvLine', () => {
  test('quotes each cell, doubles quotes, and ends the line', () => {
    expect(csvLine(['a', 'say "hi"', ''])).toBe('"a","say ""hi""",""\r\n');
  });

  test('gives back every cell to whoever reads it as RFC 4180 says', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(nasty, anyText()), { minLength: 1 }), (cells) => {
        expect(readLine(csvLine(cells))).toEqual(cells.map(harmless));
      }),
    );
  });
});
