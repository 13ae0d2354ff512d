import fc from 'fast-check';
import { reportHead, reportLine, rowsToFixHead, rowsToFixLine } from './own-file';
import { opened, planned, slicesOf } from '../../../../test/fakes/sheets';

const HEADER = ['Email', 'Name', 'Organizations'];

/** As a rascal fills in a form; no `\r`, which is read as `\n`. */
const nasty = fc.string({
  unit: fc.constantFrom('=', '+', '-', '@', '＝', "'", ';', '\t', '\n', ' ', ',', '"', 'a', '1', '\u200B'),
});

describe('rows to fix', () => {
  test('have the columns of the file, and what is wrong', () => {
    expect(rowsToFixHead(HEADER)).toBe('\uFEFF"Email","Name","Organizations","errors"\r\n');
    expect(rowsToFixLine(HEADER, { cells: ['x', '=1+1'], error: 'No @.' })).toBe(
      '"x","\'=1+1","","No @."\r\n',
    );
  });

  test('are read again as they were, without their errors', async () => {
    const row = fc.tuple(nasty, nasty).map(([name, organizations]) => [`x${name}`, name, organizations]);
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 10 }), async (rows) => {
        const text = [
          rowsToFixHead(HEADER),
          ...rows.map((cells) => rowsToFixLine(HEADER, { cells, error: "'=" })),
        ];
        const { sheet, reading } = await planned(new Blob(text));
        expect(reading.header).toEqual(HEADER);
        const slices = await slicesOf(sheet);
        const people = [...slices.flat(), ...sheet.keptBack(0, 10)].toSorted(
          (one, other) => one.line - other.line,
        );
        expect(people.map(({ cells }) => cells)).toEqual(rows);
      }),
    );
  });

  test('of the widest file are read again', async () => {
    const header = ['Email', ...Array.from({ length: 99 }, (_, index) => `Column ${index}`)];
    const cells = ['ada@acme.example', ...Array<string>(99).fill('x')];
    const { reading } = await opened(rowsToFixHead(header) + rowsToFixLine(header, { cells, error: 'x' }));
    expect(reading).toMatchObject({ header, sample: [{ cells }] });
  });

  test('are recognised after a spreadsheet saved them with semicolons', async () => {
    const { reading } = await opened(`Email;Name;errors\nada@acme.example;'=1;"wrong, here"\n`);
    expect(reading).toMatchObject({
      header: ['Email', 'Name'],
      guess: ['email', 'name'],
      sample: [{ cells: ['ada@acme.example', '=1'] }],
    });
  });

  test('of a list of addresses are read again', async () => {
    const { reading: list } = await opened('ada@acme.example\nbob at acme\n');
    const { reading } = await opened(
      rowsToFixHead(list.header) + rowsToFixLine(list.header, { cells: ['bob at acme', ''], error: 'x' }),
    );
    expect(reading).toMatchObject({ guess: ['email', 'name'], rows: 1 });
  });

  test('leave the apostrophes of somebody else’s file alone', async () => {
    const { reading } = await opened("Email,Name\nada@acme.example,'Ada\n");
    expect(reading.sample[0]?.cells[1]).toBe("'Ada");
  });
});

describe('the full report', () => {
  test('tells the line, the state, the account and the error beside the cells', () => {
    expect(reportHead(['Email'])).toBe('\uFEFF"Email","line","state","account id","errors"\r\n');
    expect(reportLine(['Email'], { line: 7, cells: ['ada@acme.example'], state: 'Failed', error: '-' })).toBe(
      '"ada@acme.example","7","Failed","","\'-"\r\n',
    );
    expect(reportLine(['Email'], { line: 8, state: 'Done', accountId: 'qm:1', error: '' })).toBe(
      '"","8","Done","qm:1",""\r\n',
    );
  });

  test('is read again without what was added', async () => {
    const line = reportLine(['Email'], { line: 7, cells: ['ada@acme.example'], state: 'Failed', error: 'x' });
    const { reading } = await opened(reportHead(['Email']) + line);
    expect(reading).toMatchObject({ header: ['Email'], sample: [{ cells: ['ada@acme.example'] }] });
  });
});
