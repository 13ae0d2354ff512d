import fc from 'fast-check';
import { organizationIdSchema } from '../../../../src/domain/ids';
import { createPlanner } from '../../../../src/domain/invitation/plan-row';
import { csv, planned, planOf, rulesWith } from '../../../../test/fakes/sheets';

const HEADER = ['Email', 'Name', 'Organizations', 'Phone'];

describe('a preview', () => {
  test('says of each row what becomes of it', async () => {
    const { sheet, preview } = await planned(
      csv([
        HEADER,
        ['ada@acme.example', 'Ada', 'Acme', '1'],
        ['nobody', 'N', '', ''],
        ['ADA@acme.example', '', 'Globex', '2'],
        ['eve@rival.example', 'Eve', '', ''],
      ]),
    );
    expect(preview).toMatchObject({
      counts: { create: 0, unchecked: 1, exists: 0, enrol: 0, skip: 1, error: 2 },
      rows: 4,
      people: 1,
    });
    expect(sheet.rows(0, 10, undefined)).toEqual([
      {
        ...{
          row: 0,
          line: 2,
          also: [4],
          joined: 1,
          kind: 'unchecked',
          email: 'ada@acme.example',
          name: 'Ada',
        },
        ...{ organizations: ['Acme', 'Globex'], creates: [], endsAt: '' },
      },
      {
        ...{ row: 1, line: 3, also: [], joined: 0, kind: 'error', email: 'nobody', name: 'N' },
        ...{ organizations: [], creates: [], endsAt: '', reason: { code: 'address-no-at' } },
      },
      {
        ...{
          row: 2,
          line: 4,
          also: [],
          joined: 0,
          into: 2,
          kind: 'skip',
          email: 'ADA@acme.example',
          name: '',
        },
        ...{ organizations: ['Globex'], creates: [], endsAt: '' },
      },
      {
        ...{ row: 3, line: 5, also: [], joined: 0, kind: 'error', email: 'eve@rival.example', name: 'Eve' },
        ...{ organizations: [], creates: [], endsAt: '' },
        reason: { code: 'domain-denied', params: { domain: 'rival.example' } },
      },
    ]);
  });

  test('gives windows of one kind', async () => {
    const rows = Array.from({ length: 50 }, (_, index) => [
      index % 2 ? `p${index}@acme.example` : 'nobody',
      'N',
      '',
      '',
    ]);
    const { sheet } = await planned(csv([HEADER, ...rows]));
    expect(sheet.rows(3, 6, 'error').map(({ line }) => line)).toEqual([8, 10, 12]);
    expect(sheet.rows(24, 100, 'unchecked').map(({ line }) => line)).toEqual([51]);
    expect(sheet.rows(0, 9, 'skip')).toEqual([]);
  });

  test('keeps exactly those rows back that the planner of the run refuses, and sends all others', async () => {
    const email = fc.constantFrom(
      'ada@acme.example',
      'bob@rival.example',
      'x',
      '',
      'a\0@b.example',
      'cy@b.example',
    );
    const organization = fc.constantFrom('', 'Acme', 'acme; Globex', 'Initech', 'a|b|c');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(email, organization), { minLength: 1 }), async (pairs) => {
        const rows = pairs.map(([one, other]) => [one, 'N', other, 'p']);
        const { sheet, reading, preview } = await planned(csv([HEADER, ...rows]));
        const plan = planOf(reading.guess);
        const planner = createPlanner(plan, plan.rules, plan.known, plan.now);
        await sheet.slice();
        const sent = sheet.sliceGroup(0)?.slices.flat() ?? [];
        const kept = sheet.keptBack(0, 500);
        expect(sent.every(({ cells }) => planner(cells).ok)).toBe(true);
        expect(kept.some(({ cells }) => planner(cells).ok)).toBe(false);
        expect([sent.length, kept.length]).toEqual([preview.people, preview.counts.error]);
      }),
      { numRuns: 50 },
    );
  });

  test('keeps a row back whose cell is too long, and no other', async () => {
    const { sheet, preview } = await planned(
      csv([HEADER, ['ada@acme.example', 'A'.repeat(5000), '', ''], ['ada@acme.example', 'Ada', '', '']]),
    );
    expect(preview).toMatchObject({ counts: { unchecked: 1, error: 1, skip: 0 }, people: 1 });
    expect(sheet.rows(0, 1, 'error')).toMatchObject([{ line: 2, problem: 'cell-too-long' }]);
    expect(sheet.keptBack(0, 10)).toMatchObject([{ line: 2, problem: 'cell-too-long' }]);
  });

  test('gives those kept back in windows', async () => {
    const long = 'A'.repeat(5000);
    const rows = Array.from({ length: 6 }, (_, at) => [`p${at}@acme.example`, at % 2 ? long : 'A', '', '']);
    const { sheet } = await planned(csv([HEADER, ...rows]));
    expect(sheet.keptBack(1, 2).map(({ line }) => line)).toEqual([5]);
    expect(sheet.keptBack(1, 9).map(({ line }) => line)).toEqual([5, 7]);
  });

  test('keeps a row back that is larger than a slice', async () => {
    const header = ['Email', ...Array<string>(80).fill('x')];
    const { preview, sheet } = await planned(
      csv([header, ['ada@acme.example', ...Array<string>(80).fill('x'.repeat(1990))]]),
    );
    expect(preview).toMatchObject({ people: 0, counts: { error: 1 } });
    expect(sheet.rows(0, 1, undefined)).toMatchObject([{ kind: 'error', problem: 'row-too-large' }]);
    expect(await sheet.slice()).toMatchObject({ people: 0, slices: 0 });
  });

  test('lists each organization that nobody can be enrolled in once, with those who name it', async () => {
    const { preview, sheet, reading } = await planned(
      csv([
        HEADER,
        ['ada@acme.example', 'Ada', 'Initech; Acme', ''],
        ['bob@acme.example', 'Bob', 'INITECH', ''],
        ['cy@acme.example', 'Cy', 'Umbrella', ''],
      ]),
    );
    const unknown = [
      { name: 'Initech', people: 2, reason: { code: 'organization-unknown', params: { name: 'Initech' } } },
      { name: 'Umbrella', people: 1, reason: { code: 'organization-unknown', params: { name: 'Umbrella' } } },
    ];
    expect(preview).toMatchObject({ unknownOrganizations: unknown, organizationNames: 3 });

    const mapped = sheet.preview(
      planOf(reading.guess, {
        organizations: [
          { name: 'initech', to: { id: organizationIdSchema.parse('2') } },
          { name: 'Umbrella', to: { leaveOut: true } },
        ],
      }),
    );
    expect(mapped).toMatchObject({ counts: { unchecked: 3, error: 0 }, unknownOrganizations: unknown });
    expect(sheet.rows(0, 3, undefined).map((row) => row.organizations)).toEqual([
      ['Globex', 'Acme'],
      ['Globex'],
      [],
    ]);
  });

  test('tells which organizations would be created', async () => {
    const { sheet } = await planned(csv([HEADER, ['ada@acme.example', 'Ada', 'Acme;Initech', '']]), {
      rules: rulesWith({ createOrganizations: true }),
    });
    expect(sheet.rows(0, 1, undefined)).toMatchObject([
      { organizations: ['Acme', 'Initech'], creates: ['Initech'] },
    ]);
  });

  test('counts the calls of a run', async () => {
    const rows = Array.from({ length: 120 }, (_, index) => [`p${index}@acme.example`, '', 'Acme', '']);
    const { preview } = await planned(csv([HEADER, ...rows]));
    // An account each, three batches for the desk and three for Acme, and one slice.
    expect(preview.estimate.calls).toBe(120 + 3 + 3 + 3);
  });
});
