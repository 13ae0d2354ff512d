import { accountIdSchema, organizationIdSchema } from '../../../../src/domain/ids';
import type { AccountLookup } from '../../../../src/contract/import';
import type { RowKind } from './reading';
import { csv, known, planned, planOf } from '../../../../test/fakes/sheets';

const HEADER = ['Email', 'Name', 'Organizations', 'Phone'];

describe('what Jira told', () => {
  const FILE = csv([
    HEADER,
    ['ada@acme.example', 'Ada', 'Acme', ''],
    ['bob@acme.example', 'Bob', 'Acme', ''],
    ['cy@acme.example', 'Cy', '', ''],
    ['nobody', '', '', ''],
  ]);
  const one = (
    organizations: readonly string[],
    changes: { readonly desk?: boolean } = {},
  ): AccountLookup => ({
    account: 'one',
    accountId: accountIdSchema.parse('qm:1'),
    desk: true,
    organizations: organizations.map((id) => organizationIdSchema.parse(id)),
    ...changes,
  });

  test('is asked about those who may be invited, each once', async () => {
    const { sheet } = await planned(FILE);
    expect(sheet.toLookUp(2)).toEqual(['ada@acme.example', 'bob@acme.example']);
    const preview = sheet.lookedUp([{ email: 'ada@acme.example', look: { account: 'none' } }]);
    expect(preview).toMatchObject({ notLookedUp: 2, counts: { create: 1, unchecked: 2 } });
    expect(sheet.toLookUp(9)).toEqual(['bob@acme.example', 'cy@acme.example']);
  });

  test.each<[string, AccountLookup, string]>([
    ['is everywhere already', one(['1']), 'exists'],
    ['is not in the organization', one(['2']), 'enrol'],
    ['is not on the desk', one(['1'], { desk: false }), 'enrol'],
    ['has no account', { account: 'none' }, 'create'],
    ['is unclear', { account: 'unclear' }, 'unchecked'],
    ['is one of whom Jira did not tell', { account: 'unknown' }, 'unchecked'],
  ])('decides of somebody who %s', async (_name, look, kind) => {
    const { sheet } = await planned(FILE);
    sheet.rows(0, 1, 'unchecked');
    const { counts } = sheet.lookedUp([{ email: 'ADA@acme.example', look }]);
    expect(sheet.rows(0, 1, undefined)).toMatchObject([{ kind, look: look.account }]);
    expect(counts).toEqual({
      ...{ create: 0, unchecked: 2, exists: 0, enrol: 0, skip: 0, error: 1 },
      [kind]: kind === 'unchecked' ? 3 : 1,
    });
  });

  test('moves somebody from one kind to the other', async () => {
    const { sheet } = await planned(FILE);
    const linesOf = (kind: RowKind) => sheet.rows(0, 9, kind).map(({ line }) => line);
    expect([linesOf('unchecked'), linesOf('exists')]).toEqual([[2, 3, 4], []]);
    sheet.lookedUp([{ email: 'bob@acme.example', look: one(['1']) }]);
    expect([linesOf('unchecked'), linesOf('exists')]).toEqual([[2, 4], [3]]);
  });

  test('counts two calls for an account that exists', async () => {
    const { sheet, preview } = await planned(FILE);
    const after = sheet.lookedUp([{ email: 'ada@acme.example', look: one(['1']) }]);
    expect(after.estimate.calls).toBe(preview.estimate.calls + 1);
  });

  test('is kept when the columns change, and forgotten with the file', async () => {
    const { sheet, reading } = await planned(FILE);
    sheet.lookedUp([{ email: 'ada@acme.example', look: one(['1']) }]);
    expect(sheet.preview(planOf(['email', null, null, 'name'])).counts.exists).toBe(1);
    await sheet.read(FILE, {}, () => undefined);
    expect(sheet.preview(planOf(reading.guess)).counts.exists).toBe(0);
  });

  test('makes nobody of an address that the file does not have', async () => {
    const { sheet } = await planned(FILE, { known: [known('1', 'Acme')] });
    const { counts } = sheet.lookedUp([{ email: 'zoe@acme.example', look: one([]) }]);
    expect(counts).toMatchObject({ create: 0, unchecked: 3, exists: 0, enrol: 0 });
  });
});
