import type { SavedLayout } from '../../../../src/contract/import-layouts';
import type { Columns } from '../../../../src/domain/invitation/import-row';
import { applyLayout, headerFingerprint, layoutFor, savedColumns } from './apply-layout';

const LAYOUT: SavedLayout = {
  id: 'aaaaaaaaaaaa',
  name: 'Monthly CRM',
  header: 'a'.repeat(64),
  columns: [
    { name: 'Contact', use: 'email' },
    { name: 'Account', use: 'organizations' },
  ],
};
const apply = (header: readonly string[], guess: Columns) => {
  const { columns, applied } = applyLayout(LAYOUT, { header, guess });
  return [columns, applied.missing];
};

test('a layout says what its columns hold, wherever they stand, and ignores the others', () => {
  expect(apply(['Account', 'Name', ' Contact '], [null, 'name', null])).toEqual([
    ['organizations', null, 'email'],
    [],
  ]);
});

test('a column that is not there any more is told, and what it held is guessed', () => {
  expect(apply(['E-mail', 'Account', 'Name'], ['email', null, 'name'])).toEqual([
    ['email', 'organizations', null],
    ['Contact'],
  ]);
  expect(apply(['x'], ['email'])).toEqual([['email'], ['Contact', 'Account']]);
});

test('only a table with names of columns is recognized, by all of them in their order', async () => {
  const print = (header: readonly string[], headed = true) =>
    headerFingerprint({ form: 'table', headed, header });
  expect(await print(['a', 'b'])).toMatch(/^[0-9a-f]{64}$/);
  expect(await print(['a ', 'b'])).toBe(await print(['a', 'b']));
  expect(await print(['b', 'a'])).not.toBe(await print(['a', 'b']));
  expect(await print(['a', 'b'], false)).toBeUndefined();
  expect(layoutFor([LAYOUT], LAYOUT.header)).toBe(LAYOUT);
  expect(layoutFor([LAYOUT], await print(['a']))).toBeUndefined();
  expect(layoutFor([LAYOUT], undefined)).toBeUndefined();
});

test('what a layout could not know again, or must not hold, is not saved', () => {
  const columns: Columns = ['email', null];
  expect(savedColumns({ header: ['Mail', 'x'] }, columns)).toEqual([{ name: 'Mail', use: 'email' }]);
  expect(savedColumns({ header: ['', 'x'] }, columns)).toBeUndefined();
  expect(savedColumns({ header: ['ada@acme.example', 'x'] }, columns)).toBeUndefined();
  expect(savedColumns({ header: ['Mail', 'Mail'] }, ['email', 'name'])).toBeUndefined();
  expect(savedColumns({ header: ['Mail'] }, [null])).toBeUndefined();
});
