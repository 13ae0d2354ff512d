import fc from 'fast-check';
import Papa from 'papaparse';
import { UsageError } from '../../cli/exit';
import { readPeople } from '../../cli/people';
import type { People } from '../../cli/people';
import { scratch } from './command';

const folder = scratch();
afterAll(() => folder.remove());

const read = (text: string | Buffer, columns?: string): People =>
  readPeople(folder.file('people.csv', text), columns);

test.each([
  ['email,name,organization', ['email', 'name', 'organizations']],
  ['E-Mail Address;First Name;Last_Name;Company', ['email', 'firstName', 'lastName', 'organizations']],
  ['Mail\tFull name\tPhone\tOrganisations', ['email', 'name', null, 'organizations']],
  ['E-Mail-Adresse;Vorname;Nachname;Firma', ['email', 'firstName', 'lastName', 'organizations']],
  // The page would guess, and show what; here nobody looks.
  ['email,Company phone', ['email', null]],
])('the header %j tells what the columns hold', (header, columns) => {
  expect(read(`${header}\na@b.example`).columns).toEqual(columns);
});

test('a file from a spreadsheet, with its byte order mark and line ends, is read', () => {
  const { rows } = read('\ufeffemail;name\r\na@b.example;"Love; lace"\r\n');
  expect(rows).toMatchObject([{ line: 2, email: 'a@b.example', cells: ['a@b.example', 'Love; lace'] }]);
});

test('rows are named by the lines they begin in, whatever stands between', () => {
  const { rows } = read('email,name\n\n"a@b.example","two\nlines"\n , \nc@d.example,x\n');
  expect(rows.map(({ line }) => line)).toEqual([3, 6]);
});

test('bars between organizations do not part columns', () => {
  expect(read('email,organizations\na@b.example,A|B|C').columns).toEqual(['email', 'organizations']);
});

test('columns that nobody reads are told', () => {
  expect(read('email,Phone,Fax\na@b.example,1,2').leftAlone).toEqual(['Phone', 'Fax']);
});

test('--columns says what they hold, with a header or without', () => {
  const list = 'email,-,organizations';
  expect(read('Adresse,x,Firma\na@b.example,1,Acme', list).rows).toHaveLength(1);
  expect(read('a@b.example,1,Acme\nc@d.example,2,Acme', list).rows).toHaveLength(2);
});

test.each([
  ['a@b.example,Ada', undefined, 'no header'],
  ['email,mail\na@b.example,c@d.example', undefined, 'Several columns hold email'],
  ['email\na@b.example', 'email,name', 'names 2 columns'],
  ['email\na@b.example', 'mail-ish', '“mail-ish”'],
  ['email,until\na@b.example,x', 'email,ends at', 'end dates are not taken'],
  ['email,Last day of access\na@b.example,x', undefined, 'end dates are not taken'],
  ['email,name', undefined, 'holds nobody'],
])('%j with --columns %j is refused', (text, columns, said) => {
  const reading = (): unknown => read(text, columns);
  expect(reading).toThrow(UsageError);
  expect(reading).toThrow(said);
});

test('two rows have the same key only where they say the same', () => {
  const [ada, again, bob] = read(
    'email,name,x\na@b.example,Ada,1\na@b.example, Ada ,2\na@b.example,Bob,1',
  ).rows;
  expect(again?.key).toBe(ada?.key);
  expect(bob?.key).not.toBe(ada?.key);
});

test('whatever a spreadsheet writes into cells comes back', () => {
  const cell = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n]/g, ' '));
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 20 }), (names) => {
      const text = Papa.unparse([['email', 'name'], ...names.map((name) => ['a@b.example', name])]);
      expect(read(text).rows.map(({ cells }) => cells[1])).toEqual(names);
    }),
  );
});
