import fc from 'fast-check';
import { organizationKey } from '../organization/find-organization';
import { importRowSchema } from '../invitation/import-row';
import type { Columns } from '../invitation/import-row';
import { readCells } from '../invitation/cells';
import type { Rows } from './file-rows';
import { joinRows } from './people';
import { planned } from '../../../test/fakes/sheets';

const COLUMNS: Columns = ['email', 'name', 'organizations', 'organizations', null];

function rowsOf(cells: readonly (readonly string[])[]): Rows {
  return {
    count: cells.length,
    width: COLUMNS.length,
    line: (row) => row + 2,
    cells: (row) => cells[row] ?? [],
  };
}

function joined(cells: readonly (readonly string[])[]) {
  const people = joinRows(rowsOf(cells), COLUMNS);
  return Array.from({ length: people.count }, (_, person) => people.sent(person));
}

describe('joinRows', () => {
  test('makes one person of one address, however it is written', () => {
    expect(
      joined([
        ['Ada@Acme.example', '', 'Acme', '', 'phone 1'],
        ['bob@acme.example', 'Bob', '', '', ''],
        [' ada@ACME.example ', 'Ada', 'acme; Globex', 'Initech', 'phone 2'],
      ]),
    ).toEqual([
      { line: 2, also: [4], cells: ['Ada@Acme.example', 'Ada', 'Acme; Globex; Initech', '', 'phone 1'] },
      { line: 3, cells: ['bob@acme.example', 'Bob', '', '', ''] },
    ]);
  });

  test('never joins what is no address', () => {
    expect(joined([['nobody'], ['nobody'], [''], ['']])).toHaveLength(4);
  });

  test('puts what later rows have at its place in a short one', () => {
    expect(joined([['ada@acme.example'], ['ada@acme.example', '', 'Acme']])).toEqual([
      { line: 2, also: [3], cells: ['ada@acme.example', '', 'Acme'] },
    ]);
  });

  test('keeps a row apart, and back, whose organizations would not fit', () => {
    const long = (letter: string) =>
      Array.from({ length: 8 }, (_, at) => `${letter.repeat(190)}${at}`).join(';');
    const people = joinRows(
      rowsOf([
        ['ada@acme.example', '', long('a')],
        ['ada@acme.example', '', long('b')],
        ['ada@acme.example', '', 'Acme'],
      ]),
      COLUMNS,
    );
    expect(people.count).toBe(2);
    expect(people.problem(0)).toBeUndefined();
    expect(people.problem(1)).toBe('joined-too-long');
    expect(people.sent(0).also).toEqual([4]);
  });

  test('tells the first twenty lines, and counts all', () => {
    const people = joinRows(rowsOf(Array.from({ length: 100 }, () => ['ada@acme.example'])), COLUMNS);
    expect(people.sent(0).also).toEqual(Array.from({ length: 20 }, (_, index) => index + 3));
    expect(people.joined(0)).toBe(99);
  });

  test('loses no row, no organization and no address', () => {
    const email = fc.constantFrom('a@x.example', 'A@X.example', 'b@x.example', 'c@x.example', 'no', '');
    const names = fc.constantFrom('', 'Acme', 'ACME', 'Globex;Acme', 'Initech|Hooli');
    const row = fc.tuple(email, fc.constantFrom('', 'Ada'), names, names, fc.constantFrom('', 'p'));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (cells) => {
        const people = joinRows(rowsOf(cells), COLUMNS);
        const all = Array.from({ length: people.count }, (_, person) => person);
        const rows = all.reduce((sum, person) => sum + 1 + people.joined(person), 0);
        expect(rows).toBe(cells.length);
        const wanted = new Map<string, Set<string>>();
        cells.forEach((each, index) => {
          const person = people.sent(people.ofRow(index));
          expect(importRowSchema.safeParse(person).success).toBe(true);
          expect([person.line, ...(person.also ?? [])]).toContain(index + 2);
          const has = organizationsOf(person.cells);
          for (const name of organizationsOf(each)) expect(has).toContain(name);
          const key = `${people.ofRow(index)}`;
          wanted.set(key, new Set([...(wanted.get(key) ?? []), ...organizationsOf(each)]));
        });
        for (const person of all) {
          expect(new Set(organizationsOf(people.sent(person).cells))).toEqual(wanted.get(`${person}`));
        }
        const addresses = cells
          .map(([address]) => address.toLowerCase())
          .filter((text) => text.includes('@'));
        const kept = all.map((person) => (people.sent(person).cells[0] ?? '').toLowerCase());
        expect(kept.filter((text) => text.includes('@')).sort()).toEqual([...new Set(addresses)].sort());
      }),
    );
  });

  test('makes one person of a million equal rows', async () => {
    const file = new Blob(['Email,Name,Company\n', 'ada@acme.example,Ada,Acme\n'.repeat(1_000_000)]);
    const { preview, sheet } = await planned(file);
    expect(preview).toMatchObject({ counts: { unchecked: 1, skip: 999_999 }, people: 1 });
    expect(sheet.rows(999_999, 1_000_000, undefined)).toMatchObject([{ line: 1_000_001, into: 2 }]);
  });
});

function organizationsOf(cells: readonly string[]): string[] {
  return readCells(cells, COLUMNS).organizations.map(organizationKey);
}
