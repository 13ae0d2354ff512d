import { organizationKey } from '../organization/find-organization';
import { parse } from './parse';
import { readPeople } from './read-people';
import { openTable } from './table';

async function opened(source: string | Uint8Array<ArrayBuffer>) {
  const parsed = await parse(new Blob([source]), () => undefined);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
  const table = openTable(parsed);
  return { ...table, people: readPeople(table.rows, table.reading.guess) };
}

async function problemOf(source: string) {
  const parsed = await parse(new Blob([source]), () => undefined);
  return parsed.ok ? undefined : parsed.problem;
}

test('half a character at the end of a file is lost alone', async () => {
  const bytes = new TextEncoder().encode('Email,Name\nzoe@acme.example,Zoë\nada@acme.example,Adaë');
  expect(await opened(bytes.slice(0, -1))).toMatchObject({
    reading: { encoding: 'utf-8', encodingCertain: false },
    people: [{ displayName: 'Zoë' }, { displayName: 'Ada\uFFFD' }],
  });
});

test('two encodings in one file: what is not of the first one is lost', async () => {
  const utf8 = new TextEncoder().encode(
    'Email,Name\na@x.example,Zoë\nb@x.example,Jürgen\nc@x.example,Łukasz\n',
  );
  const latin = Uint8Array.from(Buffer.from('d@x.example,Andr\xe9\n', 'latin1'));
  const { people } = await opened(Uint8Array.from([...utf8, ...latin]));
  expect(people.map(({ displayName }) => displayName)).toEqual(['Zoë', 'Jürgen', 'Łukasz', 'Andr\uFFFD']);
});

test('500 columns of one name are too many', async () => {
  expect(await problemOf(`${Array(500).fill('Email').join(',')}\n`)).toEqual({
    problem: 'too-many-columns',
    line: 1,
    columns: 500,
    max: 100,
  });
});

test('100 columns of one name are one column with addresses', async () => {
  const { reading } = await opened(`${Array(100).fill('Email').join(',')}\na@x.example,b@x.example\n`);
  expect(reading.guess.filter((use) => use !== null)).toEqual(['email']);
});

test('a header of formulas names nothing', async () => {
  const { reading } = await opened('=Email,"=HYPERLINK(""x"")",@SUM(A1)\na@x.example,A,B\n');
  expect(reading.guess.includes('organizations')).toBe(false);
});

test.each([
  ['bare', `Email,Name\na@x.example,${'x'.repeat(5_000_000)}\n`, { problem: 'row-too-long', line: 2 }],
  [
    'in quotes',
    `Email,Name\na@x.example,"${'x'.repeat(5_000_000)}"\n`,
    { problem: 'unclosed-quote', line: 2 },
  ],
])('a cell of 5 MB, %s, is told with its line', async (_, text, problem) => {
  expect(await problemOf(text)).toEqual(problem);
});

test('1,000 spellings of one organization are one', async () => {
  const blanks = [' ', '  ', '\u00A0', '\u3000', '\u2009', ' \u00A0 ', '\u2002', '\u205F', ' \u2003', '\t '];
  const words = [
    'Smith',
    'SMITH',
    'smith',
    'Ｓｍｉｔｈ',
    'sMITH',
    'SmiTh',
    'ＳＭＩＴＨ',
    'smitH',
    'SMith',
    'smITH',
  ];
  const names = blanks.flatMap((blank) =>
    words.flatMap((word) => words.map((other) => `${word}${blank}&amp;${blank}${other}`)),
  );
  const { people } = await opened(
    `Email,Company\n${names.map((name, index) => `p${index}@x.example,"${name}"`).join('\n')}\n`,
  );
  expect(names).toHaveLength(1000);
  const keys = people.flatMap(({ organizations }) => organizations.map(organizationKey));
  expect(keys).toHaveLength(1000);
  expect(new Set(keys).size).toBe(1);
});

test('text from right to left is read as it stands', async () => {
  const { people } = await opened('Email,Name,Company\nnoa@x.example,נועה כהן,חברה בע"מ\n');
  expect(people).toMatchObject([
    { email: 'noa@x.example', displayName: 'נועה כהן', organizations: ['חברה בע"מ'] },
  ]);
});

test('a day that does not exist stays as it is written, for its line to be refused', async () => {
  const { people } = await opened('Email,End date\na@x.example,28/02/2027\nb@x.example,30/02/2027\n');
  expect(people).toMatchObject([
    { line: 2, endsAt: '2027-02-28' },
    { line: 3, endsAt: '30/02/2027' },
  ]);
});
