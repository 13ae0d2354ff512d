import fc from 'fast-check';
import Papa from 'papaparse';
import { Readable } from 'node:stream';
import { UsageError } from '../../cli/exit';
import { ioOf } from '../../cli/io';
import { readPeople } from '../../cli/people';
import type { People } from '../../cli/people';
import { scratch } from './command';

const folder = scratch();
afterAll(() => folder.remove());

const io = ioOf({
  env: {},
  stdout: { write: () => true },
  stderr: { write: () => true },
  stdin: Readable.from([]),
});
const read = (text: string | Buffer, columns?: string): Promise<People> =>
  readPeople(folder.file('people.csv', text), { columns }, io);

test.each([
  ['email,name,organization', ['email', 'name', 'organizations']],
  ['E-Mail Address;First Name;Last_Name;Company', ['email', 'firstName', 'lastName', 'organizations']],
  ['Mail\tFull name\tPhone\tOrganisations', ['email', 'name', null, 'organizations']],
  ['E-Mail-Adresse;Vorname;Nachname;Firma', ['email', 'firstName', 'lastName', 'organizations']],
  ['email,Company phone', ['email', null]],
])('the header %j tells what the columns hold', async (header, columns) => {
  expect((await read(`${header}\na@b.example`)).columns).toEqual(columns);
});

test('a file from a spreadsheet, with its byte order mark and line ends, is read', async () => {
  const { rows } = await read('\ufeffemail;name\r\na@b.example;"Love; lace"\r\n');
  expect(rows).toMatchObject([{ line: 2, email: 'a@b.example', cells: ['a@b.example', 'Love; lace'] }]);
});

test('rows are named by the lines they begin in, whatever stands between', async () => {
  const { rows } = await read('email,name\n\n"a@b.example","two\nlines"\n , \nc@d.example,x\n');
  expect(rows.map(({ line }) => line)).toEqual([3, 6]);
});

test('bars between organizations do not part columns', async () => {
  expect((await read('email,organizations\na@b.example,A|B|C')).columns).toEqual(['email', 'organizations']);
});

test('columns that nobody reads are told', async () => {
  expect((await read('email,Phone,Fax\na@b.example,1,2')).notes).toEqual(['Columns left alone: Phone, Fax.']);
});

test('--columns says what they hold, with a header or without', async () => {
  const list = 'email,-,organizations';
  expect((await read('Adresse,x,Firma\na@b.example,1,Acme', list)).rows).toHaveLength(1);
  expect((await read('a@b.example,1,Acme\nc@d.example,2,Acme', list)).rows).toHaveLength(2);
});

test.each([
  ['a@b.example,Ada', undefined, 'No column is called email'],
  ['email,mail\na@b.example,c@d.example', undefined, 'Several columns hold email'],
  ['email\na@b.example', 'email,name', 'names 2 columns'],
  ['email\na@b.example', 'mail-ish', '“mail-ish”'],
  ['email,until\na@b.example,x', 'email,ends at', 'end dates are not taken'],
  ['email,Last day of access\na@b.example,x', undefined, 'end dates are not taken'],
  ['email,name', undefined, 'column names but no rows'],
])('%j with --columns %j is refused', async (text, columns, said) => {
  const reading = read(text, columns);
  await expect(reading).rejects.toThrow(UsageError);
  await expect(reading).rejects.toThrow(said);
});

test('two rows have the same key only where they say the same', async () => {
  const keyOf = async (row: string): Promise<string | undefined> =>
    (await read(`email,name,x\n${row}`)).rows[0]?.key;
  const [ada, again, bob] = [
    await keyOf('a@b.example,Ada,1'),
    await keyOf('a@b.example, Ada ,2'),
    await keyOf('a@b.example,Bob,1'),
  ];
  expect(again).toBe(ada);
  expect(bob).not.toBe(ada);
});

test('whatever a spreadsheet writes into cells comes back', async () => {
  const cell = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n]/g, ' '));
  await fc.assert(
    fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 20 }), async (names) => {
      const text = Papa.unparse([
        ['email', 'name'],
        ...names.map((name, index) => [`a${index}@b.example`, name]),
      ]);
      expect((await read(text)).rows.map(({ cells }) => cells[1] ?? '')).toEqual(names);
    }),
  );
});
