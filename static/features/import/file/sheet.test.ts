import fc from 'fast-check';
import { Sheet } from './sheet';
import { csv, opened, planOf, slicesOf } from '../../../../test/fakes/sheets';
import { anyText } from '../../../../test/fakes/any-text';

const HEADER = ['Email', 'Name', 'Organizations', 'Phone'];

describe('reading a file', () => {
  test('tells what it found', async () => {
    const { reading } = await opened(
      new Blob([csv([HEADER, ['ada@acme.example', 'Ada', 'Acme', '1']], '\n', ';')]),
    );
    expect(reading).toEqual({
      form: 'table',
      encoding: 'utf-8',
      encodingCertain: true,
      encodings: expect.any(Array) as string[],
      delimiter: ';',
      headed: true,
      header: HEADER,
      guess: ['email', 'name', 'organizations', null],
      guessedBy: ['exact', 'exact', 'exact', null],
      leftOut: [],
      rows: 1,
      sample: [{ line: 2, cells: ['ada@acme.example', 'Ada', 'Acme', '1'] }],
    });
  });

  test('refuses one that has nothing but a header', async () => {
    const answer = await new Sheet().read('Email,Name\n\n', {}, () => undefined);
    expect(answer).toEqual({ ok: false, problem: { problem: 'header-only' } });
  });

  test('takes the first row for a person where it is told so', async () => {
    const { sheet } = await opened('Email,Name\nada@acme.example,Ada\n');
    expect(sheet.setHeaded(false)).toMatchObject({ headed: false, rows: 2, header: ['', ''] });
    expect(sheet.setHeaded(true)).toMatchObject({ headed: true, rows: 1, header: ['Email', 'Name'] });
  });

  test('has a column for each name, and refuses a row with more cells', async () => {
    const { sheet, reading } = await opened('Email,Name\nada@acme.example,Ada,Acme\nbob@acme.example,Bob\n');
    expect(reading.header).toEqual(['Email', 'Name']);
    expect(sheet.preview(planOf(reading.guess)).counts).toMatchObject({ unchecked: 1, error: 1 });
    expect(sheet.rows(0, 1, undefined)).toMatchObject([{ line: 2, problem: 'too-many-cells' }]);
  });
});

describe('any text at all', () => {
  test('is refused, or every row of it is told and sent once', async () => {
    const text = fc.string({
      unit: fc.constantFrom(
        'ada@acme.example',
        'Email',
        'x',
        '@',
        '<',
        '>',
        ',',
        ';',
        '\t',
        '"',
        '\n',
        '\r',
        '\0',
        ' ',
      ),
      maxLength: 80,
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(text, anyText()), async (some) => {
        const sheet = new Sheet();
        const answer = await sheet.read(new Blob([some]), {}, () => undefined);
        if (!answer.ok) return;
        const { guess, rows } = answer.reading;
        const preview = sheet.preview(planOf(guess));
        expect(Object.values(preview.counts).reduce((sum, count) => sum + count)).toBe(rows);
        expect(sheet.rows(0, 500, undefined)).toHaveLength(rows);
        const sent = await slicesOf(sheet);
        expect(sent.flat()).toHaveLength(rows - preview.counts.skip - preview.counts.error);
      }),
      { numRuns: 500 },
    );
  });
});
