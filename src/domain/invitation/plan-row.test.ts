import type { KnownOrganization } from '../organization/find-organization';
import type { Columns, OrganizationMapping, ReadingPlan } from './import-row';
import { readCells, splitOrganizations } from './cells';
import { createPlanner } from './plan-row';
import type { PlannedRow } from './plan-row';
import type { Rules } from '../policy/rules';
import { organizationId } from '../../../test/fakes/ids';
import { ACME, GLOBEX, organization } from '../../../test/fakes/invitations';
import { rules } from '../../../test/fakes/policy';

const SCIM = organization('13', 'Umbrella', { scimManaged: true });
const TWINS = [organization('14', 'Twin'), organization('15', 'twin ')];
const KNOWN = [ACME, GLOBEX, SCIM, ...TWINS];
const NOW = Date.UTC(2026, 10, 26);
const COLUMNS: Columns = ['email', 'name', 'organizations'];

function plan(
  cells: readonly string[],
  {
    policy = {},
    known = KNOWN,
    ...reading
  }: Partial<ReadingPlan> & {
    readonly policy?: Partial<Rules>;
    readonly known?: readonly KnownOrganization[];
  } = {},
): PlannedRow {
  const whole = { columns: COLUMNS, organizations: [], notify: false, ...reading };
  return createPlanner(whole, rules({ createOrganizations: false, ...policy }), known, NOW)(cells);
}

/** The reason's code, or where the customer goes and what is created for it. */
function verdict(...args: Parameters<typeof plan>): string {
  const planned = plan(...args);
  if (!planned.ok) return planned.reason.code;
  return [
    ...planned.organizations.map(({ name }) => name),
    ...planned.creates.map((name) => `+${name}`),
  ].join(', ');
}

describe('the cells of a row', () => {
  const read = (cells: string[], columns: Columns) => readCells(cells, columns);

  test('are read by what their columns hold, in any order, without what is around them', () => {
    expect(
      read(['x', ' Acme ', ' ada@acme.example', 'Ada '], [null, 'organizations', 'email', 'name']),
    ).toEqual({
      email: 'ada@acme.example',
      displayName: 'Ada',
      organizations: ['Acme'],
      endsAt: '',
    });
  });

  test('that are missing are empty', () => {
    expect(read([], ['email', 'name', 'organizations', 'endsAt'])).toEqual({
      email: '',
      displayName: '',
      organizations: [],
      endsAt: '',
    });
  });

  test.each<[string, string[], string]>([
    ['first and last name', ['', 'Ada', 'Lovelace'], 'Ada Lovelace'],
    ['a first name alone', ['', 'Ada', ''], 'Ada'],
    ['a whole name before its parts', ['Countess Lovelace', 'Ada', 'Lovelace'], 'Countess Lovelace'],
  ])('give a name from %s', (_what, cells, name) => {
    expect(read(cells, ['name', 'firstName', 'lastName']).displayName).toBe(name);
  });

  test('give the organizations of several columns, each once', () => {
    const columns: Columns = ['organizations', 'organizations'];
    expect(read(['Acme; Globex', 'acme | Initech'], columns).organizations).toEqual([
      'Acme',
      'Globex',
      'Initech',
    ]);
  });
});

test.each([
  ['Acme; Globex|Initech\nHooli', ['Acme', 'Globex', 'Initech', 'Hooli']],
  ['Smith, Jones and Sons', ['Smith, Jones and Sons']],
  [' ; | ', []],
])('several organizations in one cell stand apart: %j', (cell, names) => {
  expect(splitOrganizations(cell)).toEqual(names);
});

describe('a row passes', () => {
  test('with its name, without an e-mail', () => {
    expect(plan(['ada@Acme.example', 'Ada', 'acme'])).toMatchObject({
      ok: true,
      invitation: {
        email: 'ada@Acme.example',
        displayName: 'Ada',
        organizations: [{ name: 'acme' }],
        notify: false,
      },
      guest: { address: { email: 'ada@acme.example' }, displayName: 'Ada', notify: false },
      organizations: [{ id: '11', name: 'Acme' }],
      creates: [],
    });
  });

  test('without a name, for which the address stands', () => {
    expect(plan(['ada@acme.example'])).toMatchObject({ guest: { displayName: 'ada@acme.example' } });
  });

  test.each<[boolean, Rules['email'], boolean]>([
    [true, 'choice', true],
    [false, 'choice', false],
    [false, 'always', true],
  ])('with an e-mail: wanted %s, policy %s, sent %s', (notify, email, sent) => {
    expect(plan(['ada@acme.example'], { notify, policy: { email } })).toMatchObject({
      guest: { notify: sent },
    });
  });
});

describe('organizations', () => {
  const acme = { id: ACME.id, name: ACME.name };
  const mapped = (to: OrganizationMapping[number]['to']): OrganizationMapping => [{ name: 'ACME inc', to }];
  const cells = ['ada@acme.example', '', 'Acme Inc; Globex'];

  test.each<[string, Parameters<typeof plan>[1], string]>([
    ['that nobody knows refuse the row', {}, 'organization-unknown'],
    ['are those that somebody said they are', { organizations: mapped({ id: ACME.id }) }, 'Acme, Globex'],
    ['are left out where somebody said so', { organizations: mapped({ leaveOut: true }) }, 'Globex'],
    [
      'are not created against the policy',
      { organizations: mapped({ create: true }) },
      'organization-unknown',
    ],
    [
      'are created where the policy lets them',
      { policy: { createOrganizations: true } },
      'Globex, +Acme Inc',
    ],
    [
      'are not created where only some are allowed',
      { policy: { createOrganizations: true, onlyOrganizations: [{ id: GLOBEX.id, name: 'Globex' }] } },
      'organization-unknown',
    ],
    [
      'mapped to one that is not linked refuse the row',
      { organizations: mapped({ id: organizationId('99') }) },
      'organization-not-linked',
    ],
    ['are not allowed at all', { policy: { organizations: 'none' } }, 'organizations-not-allowed'],
  ])('%s', (_what, options, expected) => {
    expect(verdict(cells, options)).toBe(expected);
  });

  test.each<[string, string, Partial<Rules>, string]>([
    ['that the directory fills', 'Umbrella', {}, 'organization-scim'],
    ['whose name stands for two', 'Twin', {}, 'organization-ambiguous'],
    [
      'that are not on the policy’s list',
      'Acme',
      { onlyOrganizations: [{ id: GLOBEX.id, name: 'Globex' }] },
      'organization-not-allowed',
    ],
    ['with a name that Jira does not take', 'A<b>', { createOrganizations: true }, 'organization-name'],
    ['with a name that lost characters', 'M\uFFFDller', { createOrganizations: true }, 'text-broken'],
    ['with what is left of a known name', 'Ac\uFFFDme', {}, 'text-broken'],
  ])('%s refuse the row', (_what, name, policy, code) => {
    expect(verdict(['ada@acme.example', '', name], { policy })).toBe(code);
  });

  test('are no more than ten', () => {
    const many = Array.from({ length: 11 }, (_, at) => `Org ${at}`);
    const policy = { createOrganizations: true };
    expect(verdict(['ada@acme.example', '', many.join(';')], { policy })).toBe('too-many-organizations');
    expect(plan(['ada@acme.example', '', many.slice(1).join(';')], { policy }).ok).toBe(true);
  });

  test('follow from the domain where the row names none', () => {
    const policy = { domainOrganizations: [{ domain: 'acme.example', organization: acme }] };
    expect(verdict(['ada@mail.acme.example'], { policy })).toBe('Acme');
    expect(verdict(['ada@mail.acme.example', '', 'Globex'], { policy })).toBe('Globex');
    const organizations: OrganizationMapping = [{ name: 'Globex', to: { leaveOut: true } }];
    expect(verdict(['ada@acme.example', '', 'Globex'], { policy, organizations })).toBe('Acme');
  });

  test('that stand twice under different names are one', () => {
    expect(verdict(cells, { organizations: mapped({ id: GLOBEX.id }) })).toBe('Globex');
  });
});

describe('a row is refused', () => {
  test.each<[string, string[], Parameters<typeof plan>[1], string]>([
    ['without an address', ['', 'Ada'], {}, 'address-empty'],
    ['with what is no address', ['ada'], {}, 'address-no-at'],
    ['with a name that is markup', ['ada@acme.example', '<b>Ada'], {}, 'name-markup'],
    [
      'from a denied domain',
      ['ada@acme.example'],
      { policy: { deniedDomains: ['example'] } },
      'domain-denied',
    ],
    [
      'from a domain that is not allowed',
      ['ada@acme.example'],
      { policy: { allowedDomains: ['globex.example'] } },
      'domain-not-allowed',
    ],
    [
      'with an e-mail that the policy forbids',
      ['ada@acme.example'],
      { notify: true, policy: { email: 'never' } },
      'notify-not-allowed',
    ],
    [
      'with an end that is over',
      ['ada@acme.example', '2026-01-01'],
      { columns: ['email', 'endsAt'] },
      'ends-at-past',
    ],
  ])('%s', (_what, cells, options, code) => {
    expect(verdict(cells, options)).toBe(code);
  });

  test('with its address and domain, where it has one', () => {
    const policy = { deniedDomains: ['acme.example'] };
    expect(plan(['ada@acme.example '], { policy })).toMatchObject({
      email: 'ada@acme.example',
      domain: 'acme.example',
    });
    expect(plan(['nonsense'])).not.toHaveProperty('email');
  });
});
