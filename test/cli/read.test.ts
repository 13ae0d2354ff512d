import { Readable } from 'node:stream';
import fc from 'fast-check';
import { ioOf } from '../../cli/io';
import { readPeople } from '../../cli/people';
import { planOf } from '../fakes/sheets';
import { Sheet } from '../../static/features/import/file/sheet';
import { run, scratch } from './command';

const folder = scratch();
afterAll(() => folder.remove());

interface Shown {
  readonly encoding: string;
  readonly encodingCertain: boolean;
  readonly encodings: readonly string[];
  readonly delimiter: string | null;
  readonly header: boolean;
  readonly columns: readonly { readonly name: string; readonly use: string | null }[];
  readonly people: readonly {
    readonly line: number;
    readonly email: string;
    readonly name: string | null;
    readonly organizations: readonly string[];
    readonly endsAt: string | null;
    readonly problem: {
      readonly code: string;
      readonly message: string;
      readonly next: string | null;
    } | null;
  }[];
  readonly notes: readonly string[];
}

/** What `read --json` prints for a file of this text, with its exit code. */
async function shown(
  text: string | Buffer,
  ...args: string[]
): Promise<Shown & { readonly code: number | null }> {
  const { code, stdout } = await run(['read', folder.file('people.csv', text), '--json', ...args]);
  return { code, ...(JSON.parse(stdout) as Shown) };
}

test('a file is shown as the import page reads it', async () => {
  const { code, encodings, ...file } = await shown('E-Mail;Firma;Telefon\nAda <ada@acme.example>;Acme;1\n');
  expect(code).toBe(0);
  expect(file).toEqual({
    encoding: 'utf-8',
    encodingCertain: true,
    delimiter: ';',
    header: true,
    columns: [
      { name: 'E-Mail', use: 'email' },
      { name: 'Firma', use: 'organizations' },
      { name: 'Telefon', use: null },
    ],
    people: [
      {
        line: 2,
        email: 'ada@acme.example',
        name: 'Ada',
        organizations: ['Acme'],
        endsAt: null,
        problem: null,
      },
    ],
    notes: [],
  });
  expect(encodings).not.toContain('utf-8');
});

test('what is wrong with a person has a code, a message and what to do', async () => {
  const { code, people } = await shown('Email,Name\nnobody,N\nada@acme.example,Ada\nbob@acme.example,B,x\n');
  expect(code).toBe(1);
  expect(people.map(({ line, problem }) => [line, problem?.code])).toEqual([
    [2, 'address-no-at'],
    [3, undefined],
    [4, 'too-many-cells'],
  ]);
  for (const { problem } of people) {
    if (problem)
      expect(problem).toMatchObject({
        message: expect.any(String) as string,
        next: expect.any(String) as string,
      });
  }
});

test('lines that are no rows, and days that can be read in two ways, are noted', async () => {
  const { people, notes } = await shown(
    'Customers\n\nEmail,End date\nada@acme.example,05/06/2027\n\nTotal: 1\n',
  );
  expect(people).toMatchObject([{ line: 4, endsAt: '05/06/2027', problem: { code: 'ends-at-format' } }]);
  expect(notes).toEqual([
    'Line 1 is no row of the table, and is left out: Customers',
    'Line 6 is no row of the table, and is left out: Total: 1',
    expect.stringContaining('05/06/2027'),
  ]);
});

test('an encoding is told, and another one can be named', async () => {
  const bytes = Buffer.from('Email,Name\nzoe@acme.example,Zo\xeb\n', 'latin1');
  expect(await shown(bytes)).toMatchObject({
    encoding: 'windows-1252',
    encodingCertain: false,
    people: [{ name: 'Zoë' }],
  });
  expect(await shown(bytes, '--encoding', 'windows-1251')).toMatchObject({
    encoding: 'windows-1251',
    people: [{ name: 'Zoл' }],
  });
});

test('--columns says what they hold', async () => {
  const { people } = await shown('a,b\nada@acme.example,Acme\n', '--columns', 'email,organizations');
  expect(people).toMatchObject([{ organizations: ['Acme'] }]);
});

test('text on standard input is read, too', async () => {
  const { code, stdout } = await run(
    ['read', '-'],
    {},
    undefined,
    'Ada <ada@acme.example>; bob@acme.example',
  );
  expect(code).toBe(0);
  expect(stdout).toContain('line 1: ada@acme.example | Ada\nline 1: bob@acme.example\n');
  expect(stdout).toContain('2 people, 0 with a problem.');
});

test.each([
  ['that is not there', undefined, 2, 'cannot be read'],
  ['that is empty', '', 2, 'It is empty'],
  ['that is a spreadsheet', Buffer.from('PK\x03\x04'), 2, 'spreadsheet'],
  ['whose quotes do not fit', 'Email,Name\na@b.example,"Ada\n', 2, 'line 2'],
])('a file %s cannot be read', async (name, content, code, said) => {
  const ended = await run(['read', folder.file(`${name}.csv`, content)]);
  expect(ended).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(said) as string });
});

test.each([
  [['read'], 'Name one file'],
  [['read', 'a', 'b'], 'Name one file'],
  [['read', 'a', '--encoding', 'morse'], '--encoding takes one of utf-8'],
])('%j is a slip', async (args, said) => {
  expect(await run(args)).toMatchObject({
    code: 64,
    stdout: '',
    stderr: expect.stringContaining(said) as string,
  });
});

test('the page, the command line and read make the same people of the same file', async () => {
  const word = fc.constantFrom(
    'Ada',
    'Lovelace',
    'Jörg',
    'O’Hara',
    '山田',
    'n/a',
    '-',
    '',
    ' Bo ',
    'A; B',
    'x|y',
    'AT&amp;T',
  );
  const address = fc.constantFrom(
    'ada@acme.example',
    'ADA@acme.example',
    'Bob <bob@acme.example>',
    'mailto:cy@acme.example',
    '"Dee, D." <dee@acme.example>',
    'two@acme.example; three@acme.example',
    'nobody',
    '',
  );
  const header = fc.constantFrom(
    ['Email', 'Name', 'Company'],
    ['E-Mail', 'Vorname', 'Firma'],
    ['Customer e-mail', 'Phone', 'Organization'],
    ['メールアドレス', '氏名', '会社名'],
  );
  const row = fc.tuple(address, word, word, fc.constantFrom([], [], [], ['one too many']));
  const delimiter = fc.constantFrom(',', ';', '\t', '|');
  const io = ioOf({
    env: {},
    stdout: { write: () => true },
    stderr: { write: () => true },
    stdin: Readable.from([]),
  });
  await fc.assert(
    fc.asyncProperty(
      header,
      fc.array(row, { minLength: 1, maxLength: 12 }),
      delimiter,
      async (names, rows, between) => {
        const text = [
          names,
          ...rows.map(([email, name, organization, more]) => [email, name, organization, ...more]),
        ]
          .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(between))
          .join('\r\n');
        const file = folder.file('same.csv', text);

        const { stdout } = await run(['read', file, '--json']);
        const sheet = new Sheet();
        const answer = await sheet.read(new Blob([text]), {}, () => undefined);
        // One row of nothing but "-" is the line that tables of text draw: both say that there are no rows.
        if (stdout === '') {
          expect(answer).toMatchObject({ ok: false, problem: { problem: 'header-only' } });
          return;
        }
        if (!answer.ok) throw new Error(answer.problem.problem);
        const read = (JSON.parse(stdout) as Shown).people;
        sheet.preview(planOf(answer.reading.guess));
        const page = sheet.rows(0, 100, undefined).filter(({ kind }) => kind !== 'skip');
        expect(read.map(({ line, email }) => [line, email])).toEqual(
          page.map(({ line, email }) => [line, email]),
        );
        const wrong = page.map(
          ({ problem, reason }) =>
            problem ?? (reason && /^(address|name|text)/.test(reason.code) ? reason.code : undefined),
        );
        expect(read.map(({ problem }) => problem?.code)).toEqual(wrong);

        const { rows: imported } = await readPeople(file, {}, io);
        expect(imported.map(({ line, email }) => [line, email])).toEqual(
          read.map(({ line, email }) => [line, email]),
        );
      },
    ),
    { numRuns: 200, examples: [[['Email', 'Name', 'Company'], [['', '-', '', []]], ',']] },
  );
});
