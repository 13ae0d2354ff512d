import { SLICE_BYTES_MAX } from '../../../../src/domain/limits';
import fc from 'fast-check';
import { SLICE_ROWS_MAX, SLICES_AT_ONCE_MAX, uploadInputSchema } from '../../../../src/contract/import';
import { isSameFile } from './fingerprint';
import { chunkRows } from './slices';
import { csv, known, planned, planOf, slicesOf } from '../../../../test/fakes/sheets';

const HEADER = ['Email', 'Name', 'Organizations'];
/** What the bridge carries of one call, with room for what stands around the slices. */
const CALL_BYTES_MAX = 480_000;

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

test('rows of leavers are cut by their bytes, too', () => {
  const row = { cells: [`${'a'.repeat(60)}@${'b'.repeat(150)}.example`], accountId: 'qm:x' as never };
  const { count, group } = chunkRows(447, (place) => ({ ...row, line: place + 1 }));
  expect(count).toBeGreaterThan(1);
  const slices = group(0)?.slices ?? [];
  expect(slices.flat()).toHaveLength(447);
  for (const slice of slices) expect(bytesOf(slice)).toBeLessThanOrEqual(SLICE_BYTES_MAX);
});

describe('slices', () => {
  test('hold every person once, within their limits', async () => {
    const notes = ['Ada', '日本'.repeat(900), '"\\'.repeat(900), 'é'.repeat(2000)];
    const organizations = fc.constantFrom('', 'Acme', 'Globex', 'Acme;Globex');
    const rowsOf = (note: fc.Arbitrary<string>, maxLength: number) =>
      fc.array(fc.tuple(note, organizations), { minLength: 1, maxLength, size: 'max' });
    // Long ones fill a slice by their bytes, short ones by their number.
    const file = fc.oneof(rowsOf(fc.constantFrom(...notes), 400), rowsOf(fc.constant('Ada'), 1500));
    await fc.assert(
      fc.asyncProperty(file, async (some) => {
        const rows = some.map(([one, other], index) => [`p${index}@acme.example`, 'N', other, one]);
        const { sheet } = await planned(csv([[...HEADER, 'Note'], ...rows]));
        const slices = await slicesOf(sheet);
        const lines = slices.flat().map(({ line }) => line);
        expect(lines.toSorted((one, other) => one - other)).toEqual(rows.map((_, index) => index + 2));
        for (const slice of slices) {
          expect(slice.length).toBeLessThanOrEqual(SLICE_ROWS_MAX);
          expect(bytesOf(slice)).toBeLessThanOrEqual(SLICE_BYTES_MAX);
        }
        for (let from = 0; from < slices.length; from += SLICES_AT_ONCE_MAX) {
          expect(bytesOf(sheet.sliceGroup(from))).toBeLessThanOrEqual(CALL_BYTES_MAX);
        }
      }),
      { numRuns: 15 },
    );
  });

  test('put neighbours into the same organizations, in the order of their lines', async () => {
    const rows = ['Acme', 'Globex', '', 'acme', 'Globex;Acme', 'Acme ; Globex', ''].map((names, index) => [
      `p${index}@acme.example`,
      '',
      names,
    ]);
    const { sheet } = await planned(csv([HEADER, ...rows]));
    const [slice = []] = await slicesOf(sheet);
    expect(slice.map(({ line }) => line)).toEqual([4, 8, 2, 5, 6, 7, 3]);
  });

  test('put those without organizations by their domains', async () => {
    const { sheet } = await planned('Email\na@x.example\nb@y.example\nc@X.example\n');
    const [slice = []] = await slicesOf(sheet);
    expect(slice.map(({ line }) => line)).toEqual([2, 4, 3]);
  });

  test('are the same wherever the organizations lead, so that an upload can go on', async () => {
    const rows = Array.from({ length: 1000 }, (_, index) => [`p${index}@x.example`, '', `Org ${index % 7}`]);
    const orgs = Array.from({ length: 7 }, (_, index) => known(`${index}`, `Org ${index}`));
    const { sheet, reading } = await planned(csv([HEADER, ...rows]), { known: orgs });
    const before = await slicesOf(sheet);
    expect(before.flat()).toHaveLength(1000);
    sheet.preview(
      planOf(reading.guess, { known: orgs, organizations: [{ name: 'Org 1', to: { leaveOut: true } }] }),
    );
    expect(await slicesOf(sheet)).toEqual(before);
  });

  test('leave out whom the plan refuses, and stay while they are sent', async () => {
    const rows = ['Acme', 'Nowhere', 'Globex'].map((name, index) => [`p${index}@x.example`, '', name]);
    const { sheet, reading } = await planned(csv([HEADER, ...rows]));
    expect((await slicesOf(sheet)).flat().map(({ line }) => line)).toEqual([2, 4]);
    sheet.preview(planOf(reading.guess, { organizations: [{ name: 'Nowhere', to: { leaveOut: true } }] }));
    expect(
      sheet
        .sliceGroup(0)
        ?.slices.flat()
        .map(({ line }) => line),
    ).toEqual([2, 4]);
    expect((await slicesOf(sheet)).flat().map(({ line }) => line)).toEqual([2, 4, 3]);
  });

  test('are what import.upload takes', async () => {
    const rows = Array.from({ length: 2000 }, (_, index) => [`p${index % 1500}@x.example`, 'N', 'Acme']);
    const { sheet } = await planned(csv([HEADER, ...rows]));
    expect(await sheet.slice()).toMatchObject({ people: 1500, slices: 4, header: HEADER });
    const importId = `1.${'0'.repeat(21)}`;
    for (const from of [0, 3]) {
      expect(uploadInputSchema.safeParse({ importId, ...sheet.sliceGroup(from) })).toMatchObject({
        success: true,
      });
    }
    expect(sheet.sliceGroup(4)).toBeUndefined();
  });
});

describe('the fingerprint', () => {
  const FILE = csv([HEADER, ['ada@acme.example', 'Ada', 'Initech'], ['bob@acme.example', 'Bob', '']]);
  const fingerprintOf = async (file: string, columns?: Parameters<typeof planOf>[0]) => {
    const { sheet, reading } = await planned(file);
    sheet.preview(
      planOf(columns ?? reading.guess, { organizations: [{ name: 'Initech', to: { leaveOut: true } }] }),
    );
    return (await sheet.slice()).fingerprint;
  };

  test('is the same for the same file and columns', async () => {
    const { sheet } = await planned(FILE);
    const { fingerprint } = await sheet.slice();
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
    // Neither the mapping of organizations nor the form of the file is part of it.
    expect(isSameFile(await fingerprintOf(FILE), fingerprint)).toBe(true);
    const plain = FILE.replaceAll('\r\n', '\n').replaceAll('"', '');
    expect(isSameFile(await fingerprintOf(plain), fingerprint)).toBe(true);
  });

  test('differs as a whole where others of the same file are sent', async () => {
    const { sheet } = await planned(FILE);
    // Initech is unknown, and left out in the other one.
    expect(await fingerprintOf(FILE)).not.toBe((await sheet.slice()).fingerprint);
  });

  test('differs with any cell, any line and any column', async () => {
    const all = await Promise.all([
      fingerprintOf(FILE),
      fingerprintOf(FILE.replace('Bob', 'Rob')),
      fingerprintOf(FILE.replace('"bob', '\r\n"bob')),
      fingerprintOf(FILE, ['email', null, 'organizations']),
    ]);
    expect(new Set(all.map((each) => each.slice(0, 32))).size).toBe(4);
  });

  test('differs with any one of many rows', async () => {
    // More than are digested at a time.
    const rows = (changed: number) =>
      Array.from({ length: 6000 }, (_, index) => [
        `p${index}@x.example`,
        `${'N'.repeat(200)}${index === changed ? 'x' : ''}`,
        'Acme',
      ]);
    const { sheet } = await planned(csv([HEADER, ...rows(-1)]));
    expect(bytesOf(await slicesOf(sheet))).toBeGreaterThan(1_300_000);
    const all = await Promise.all(
      [-1, 0, 3000, 5999].map((changed) => fingerprintOf(csv([HEADER, ...rows(changed)]))),
    );
    expect(new Set(all).size).toBe(4);
  });
});
