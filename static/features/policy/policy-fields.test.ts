import fc from 'fast-check';
import { rulesSchema } from '../../../src/domain/policy/rules';
import { fieldOf, readField } from './fields';
import type { Field } from './fields';
import { RULE_NAMES } from './settings';
import { rules } from '../../../test/fakes/policy';

const ACME = { id: '1', name: 'Acme' } as never;
const routes = (...rows: { domain: string; organization: unknown }[]): Field =>
  ({ kind: 'routes', routes: rows }) as Field;

test('every rule goes into its field and comes back as it was', () => {
  const all = rules({
    allowedDomains: ['acme.example'],
    onlyOrganizations: [ACME],
    domainOrganizations: [{ domain: 'acme.example', organization: ACME }],
    dailyPerPerson: 20,
    importMax: 5000,
    importConfirmFrom: 50,
  });
  const back = RULE_NAMES.map((name) => [name, readField(name, fieldOf(name, all[name]))]);
  expect(back).toEqual(RULE_NAMES.map((name) => [name, { ok: true, value: all[name] }]));
});

test('there is a field for each rule of the contract', () => {
  expect([...RULE_NAMES].sort()).toEqual(Object.keys(rulesSchema.shape).sort());
});

test('domains are read in the form in which they are kept', () => {
  const field: Field = { kind: 'domains', text: '*.ACME.example  bücher.example' };
  expect(readField('allowedDomains', field)).toEqual({
    ok: true,
    value: ['acme.example', 'xn--bcher-kva.example'],
  });
});

test('more domains than a list takes are refused', () => {
  const text = Array.from({ length: 201 }, (_, index) => `d${index}.example`).join('\n');
  expect(readField('deniedDomains', { kind: 'domains', text })).toEqual({
    ok: false,
    problem: { key: 'policy.problem.long' },
  });
});

test('an empty quota is no limit', () => {
  expect(readField('dailyPerPerson', { kind: 'number', text: ' ' })).toEqual({ ok: true, value: null });
});

test('an import may be of as many as it takes, but always has a number from which it is confirmed', () => {
  expect(readField('importMax', { kind: 'number', text: '' })).toEqual({ ok: true, value: null });
  expect(readField('importConfirmFrom', { kind: 'number', text: '' })).toEqual({
    ok: false,
    problem: { key: 'policy.problem.number', params: { max: 100_000 } },
  });
});

test.each(['', '0', '366', '1.5', '-1', 'all', '１'])('%j is no number of days for the audit log', (text) => {
  expect(readField('auditDays', { kind: 'number', text })).toEqual({
    ok: false,
    problem: { key: 'policy.problem.number', params: { max: 365 } },
  });
});

test.each(['1', ' 365 '])('%j is one', (text) => {
  expect(readField('auditDays', { kind: 'number', text }).ok).toBe(true);
});

test('a row that nobody filled in is left out', () => {
  const field = routes(
    { domain: '', organization: undefined },
    { domain: '@ACME.example', organization: ACME },
  );
  expect(readField('domainOrganizations', field)).toEqual({
    ok: true,
    value: [{ domain: 'acme.example', organization: ACME }],
  });
});

test.each([
  ['without an organization', 'acme.example', undefined, 'policy.problem.route-organization'],
  ['without a domain', '', ACME, 'policy.problem.route-domain'],
  ['for a whole top-level domain', 'com', ACME, 'domains.wrong.top'],
  ['for two domains', 'acme.example globex.example', ACME, 'domains.wrong.no-domain'],
])('a row %s is refused', (_, domain, organization, key) => {
  expect(readField('domainOrganizations', routes({ domain, organization }))).toMatchObject({
    ok: false,
    problem: { key },
  });
});

test('a domain stands in one row only', () => {
  const row = { domain: 'acme.example', organization: ACME };
  expect(readField('domainOrganizations', routes(row, row))).toMatchObject({
    problem: { key: 'policy.problem.route-twice', params: { domain: 'acme.example' } },
  });
});

test('whatever is typed as a quota is either a number within bounds or refused', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const read = readField('dailyPerProject', { kind: 'number', text });
      const isFine =
        read.ok && (read.value === null || (Number(read.value) >= 1 && Number(read.value) <= 100_000));
      expect(isFine || !read.ok).toBe(true);
    }),
  );
});
