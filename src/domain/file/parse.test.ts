import fc from 'fast-check';
import { parse } from './parse';
import { encodeText } from '../../../test/fakes/encoded-text';
import { csv } from '../../../test/fakes/sheets';

/** The rows of a file with their lines. */
async function rowsOf(source: Blob | string, chunkBytes?: number) {
  const parsed = await parse(source, () => undefined, { chunkBytes });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
  const { rows } = parsed;
  return Array.from({ length: rows.count }, (_, row) => ({ line: rows.line(row), cells: rows.cells(row) }));
}

async function problemOf(source: Blob | string) {
  const parsed = await parse(source, () => undefined);
  return parsed.ok ? undefined : parsed.problem;
}

describe('parse', () => {
  test('counts blank lines, and leaves them out', async () => {
    expect(await rowsOf('Email,Name\n\nada@acme.example,Ada\n , \n;\nbob@acme.example,Bob')).toEqual([
      { line: 1, cells: ['Email', 'Name'] },
      { line: 3, cells: ['ada@acme.example', 'Ada'] },
      { line: 5, cells: [';'] },
      { line: 6, cells: ['bob@acme.example', 'Bob'] },
    ]);
  });

  test('tells the line where a record begins whose cells go over several', async () => {
    const rows = await rowsOf(
      'Email,Organizations\r\nada@acme.example,"Acme\r\nGlobex"\rbob@acme.example,Acme\n',
    );
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 4]);
    expect(rows[1]?.cells).toEqual(['ada@acme.example', 'Acme\nGlobex']);
  });

  test('gives back every cell, in pieces of any size and with any line ends', async () => {
    const cell = fc
      .string({ unit: fc.constantFrom('a', 'é', '日', ' ', ',', ';', '\t', '"', "'", '\n', '=', '\u200F') })
      .map((text) => `x${text}`);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 12 }),
        fc.constantFrom('\n', '\r', '\r\n'),
        fc.integer({ min: 1, max: 50 }),
        async (rows, lineEnd, size) => {
          const file = new Blob([csv([['Email', 'Name'], ...rows], lineEnd)]);
          const read = await rowsOf(file, size);
          expect(read.slice(1).map(({ cells }) => cells)).toEqual(rows);
        },
      ),
    );
  });

  test('tells the physical line of every record', async () => {
    const rows = fc.array(fc.array(fc.constantFrom('', '\n', 'a\nb', '\n\n"'), { maxLength: 3 }), {
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(rows, async (some) => {
        // Each record says in its first cell where it stands.
        let text = '"Email",Name\n';
        const lines: number[] = [];
        for (const cells of some) {
          const line = text.split('\n').length;
          lines.push(line);
          text += csv([[`at ${line}`, ...cells]], '\n');
        }
        const read = await rowsOf(new Blob([text]), 7);
        expect(read.slice(1).map(({ line }) => line)).toEqual(lines);
        expect(read.slice(1).map(({ cells }) => cells[0])).toEqual(lines.map((line) => `at ${line}`));
      }),
    );
  });

  test('leaves empty cells away that spreadsheets put after the last column', async () => {
    const [, row] = await rowsOf(`Email,Name\nada@acme.example,Ada${','.repeat(16_000)}\n`);
    expect(row?.cells).toEqual(['ada@acme.example', 'Ada']);
  });

  test('follows the line by which Excel says the delimiter', async () => {
    expect(await rowsOf('sep=;\nEmail;Name\nada@acme.example;"A;B"\n')).toEqual([
      { line: 2, cells: ['Email', 'Name'] },
      { line: 3, cells: ['ada@acme.example', 'A;B'] },
    ]);
  });

  test.each([
    [',', 'Email,Company\nada@acme.example,"Acme; Globex"\nbob@acme.example,"Acme; Initech; Globex"\n'],
    [';', 'Firma;E-Mail\nAcme, Inc.;ada@acme.example\nGlobex, Inc.;bob@acme.example\n'],
    ['\t', 'Email\tCompany\nada@acme.example\tAcme; Globex, Inc.\n'],
    [';', 'ada@acme.example;Ada;Acme, Inc.\nbob@acme.example;Bob;Globex, Inc.\n'],
    // Nobody here has an address in a cell of its own, and the commas are even: the names of the columns decide.
    [';', 'Firma, Ort;Name;E-Mail\nAcme, Inc.;Ada;-\nGlobex, Inc.;Bob;-\n'],
    [',', 'Email\nada@acme.example\n'],
  ])('tells that %j separates', async (delimiter, text) => {
    expect(await parse(text, () => undefined)).toMatchObject({ ok: true, form: 'table', delimiter });
  });

  test.each([
    ['one a line', 'ada@acme.example\nbob@acme.example\n'],
    ['with names', 'Ada Lovelace <ada@acme.example>\n"Hopper, Bob" <bob@acme.example>'],
    ['as Outlook writes them', 'Lovelace, Ada <ada@acme.example>; Hopper, Bob <bob@acme.example>'],
    ['in one line', 'ada@acme.example, bob@acme.example'],
  ])('takes addresses %s for a list', async (_name, text) => {
    expect(await parse(text, () => undefined)).toMatchObject({ ok: true, form: 'list' });
    expect((await rowsOf(text)).map(({ cells }) => cells[0])).toEqual([
      'ada@acme.example',
      'bob@acme.example',
    ]);
  });

  test('leaves the name over a list away', async () => {
    expect(await rowsOf('E-mail\nAda <ada@acme.example>\nBob <bob@acme.example>\n')).toEqual([
      { line: 2, cells: ['ada@acme.example', 'Ada'] },
      { line: 3, cells: ['bob@acme.example', 'Bob'] },
    ]);
  });

  test('keeps the lines and the names of a list, and what is no address in it', async () => {
    expect(await rowsOf('Ada "The First" <ada@acme.example>\n\nbob at acme\ncy@acme.example')).toEqual([
      { line: 1, cells: ['ada@acme.example', 'Ada "The First"'] },
      { line: 3, cells: ['bob at acme', ''] },
      { line: 4, cells: ['cy@acme.example', ''] },
    ]);
  });

  test('says the encoding of a file, and the others that could be meant', async () => {
    const file = new Blob([encodeText('name,email\nИван Петров,ivan@acme.example\n', 'windows-1251')]);
    const parsed = await parse(file, () => undefined);
    expect(parsed).toMatchObject({ encoding: 'windows-1251', encodingCertain: false });
    expect(parsed.ok && parsed.encodings).toEqual(expect.arrayContaining(['windows-1252', 'windows-1250']));
    expect(await parse(file, () => undefined, { encoding: 'windows-1252' })).toMatchObject({
      encoding: 'windows-1252',
    });
  });

  test('takes what was pasted as it is, whatever encoding is chosen', async () => {
    const pasted = parse('name,email\nИван,ivan@acme.example\n', () => undefined, {
      encoding: 'windows-1252',
    });
    expect(await pasted).toMatchObject({ encoding: 'utf-8', encodingCertain: true, encodings: [] });
  });

  test('keeps formulas, null bytes and direction marks as they are', async () => {
    const cells = ['=1+1@acme.example', 'a\0da@acme.example', '\u202Eada@acme.example', '@SUM(A1)'];
    expect((await rowsOf(csv([['Email', 'b', 'c', 'd'], cells])))[1]?.cells).toEqual(cells);
  });
});

describe('a file that cannot be read', () => {
  test.each([
    ['is empty', '', { problem: 'empty' }],
    ['is blank', ' \n\n,,\n', { problem: 'empty' }],
    [
      'opens a quote and never closes it',
      'Email,Name\nada@acme.example,Ada\nbob@acme.example,"Bob\ncy@acme.example,Cy\n',
      { problem: 'unclosed-quote', line: 3 },
    ],
    [
      'opens one in a record of several lines',
      'Email,Organizations,Name\nada@acme.example,"Acme\nGlobex","Ada\n',
      { problem: 'unclosed-quote', line: 3 },
    ],
    [
      'opens one that a quote far below closes',
      `Email,Name\nada@acme.example,"Ada\n${'bob@acme.example,Bob\n'.repeat(300)}cy@acme.example,Cy"\n`,
      { problem: 'unclosed-quote', line: 2 },
    ],
    [
      'goes on after a closing quote',
      'Email,Name\nada@acme.example,Ada\nbob@acme.example,"Bob" Hope\n',
      { problem: 'stray-quote', line: 3 },
    ],
    [
      'goes on after one in a record of several lines',
      'Email,Name,Organizations\n"ada@acme.example","say ""hi""\nAda","Acme" Inc\n',
      { problem: 'stray-quote', line: 3 },
    ],
    [
      'has 10,000 columns',
      `Email,Name\nada@acme.example,Ada\n${Array(10_000).fill('x').join(',')}\n`,
      { problem: 'too-many-columns', line: 3, columns: 10_000, max: 100 },
    ],
  ])('because it %s', async (_name, text, problem) => {
    expect(await problemOf(new Blob([text]))).toEqual(problem);
  });

  test('because it has more than a million rows', async () => {
    const file = new Blob(['Email\n', 'a\n'.repeat(1_000_002)]);
    expect(await problemOf(file)).toEqual({ problem: 'too-many-rows', line: 1_000_002, max: 1_000_000 });
  });

  test('because it is one record without an end', async () => {
    const file = new Blob(['Email,Name\nada@acme.example,"', 'x'.repeat(6_000_000)]);
    expect(await problemOf(file)).toEqual({ problem: 'unclosed-quote', line: 2 });
  });

  test('because the browser lost it', async () => {
    const file = new Blob(['Email']);
    Object.defineProperty(file, 'slice', {
      value: () => {
        throw new DOMException('gone', 'NotReadableError');
      },
    });
    expect(await problemOf(file)).toEqual({ problem: 'unreadable' });
  });
});
