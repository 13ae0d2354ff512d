import fc from 'fast-check';
import type { EnabledProject, Policy } from './policy';
import { policyChanges } from './policy-changes';
import { DESK, PROJECT, projectId, serviceDeskId } from '../../../test/fakes/ids';
import { policy, rules } from '../../../test/fakes/policy';

const OTHER = projectId('10002');

function project(but: Partial<EnabledProject> = {}): EnabledProject {
  return { serviceDeskId: DESK, key: 'SUP', name: 'Support', overrides: {}, own: {}, ...but };
}

function withProjects(projects: Policy['projects'], but: Partial<Policy> = {}): Policy {
  return { ...policy(), ...but, projects };
}

test('two policies that say the same differ in nothing, whatever their versions', () => {
  expect(policyChanges(policy({}, 3), policy({}, 9))).toEqual([]);
});

test('a rule of the site is told with what it was and what it is', () => {
  const after = policy({ deniedDomains: ['a.example'], email: 'never' });
  expect(policyChanges(policy(), after)).toEqual([
    { rule: 'deniedDomains', before: [], after: ['a.example'] },
    { rule: 'email', before: 'choice', after: 'never' },
  ]);
});

test('a quota that is taken away is told as null, not as unset', () => {
  expect(policyChanges(policy({ dailyPerPerson: 5 }), policy())).toEqual([
    { rule: 'dailyPerPerson', before: 5, after: null },
  ]);
});

test('how large an import may be, and from where it is confirmed, are told', () => {
  const after = policy({ importMax: 1000, importConfirmFrom: 50 });
  expect(policyChanges(policy(), after)).toEqual([
    { rule: 'importMax', before: null, after: 1000 },
    { rule: 'importConfirmFrom', before: 500, after: 50 },
  ]);
});

test('the retention and who makes keys are told', () => {
  const after = { ...policy(), auditDays: 30, projectAdminsMakeKeys: true };
  expect(policyChanges(policy(), after)).toEqual([
    { rule: 'auditDays', before: 365, after: 30 },
    { rule: 'projectAdminsMakeKeys', before: false, after: true },
  ]);
});

test('a project that is switched on is told, with what was set for it', () => {
  const after = withProjects({ [PROJECT]: project({ overrides: { email: 'never' } }) });
  expect(policyChanges(withProjects({}), after)).toEqual([
    { projectId: PROJECT, rule: 'enabled', before: false, after: true },
    { projectId: PROJECT, layer: 'overrides', rule: 'email', after: 'never' },
  ]);
});

test('a project that is switched off is told once, whatever it had set', () => {
  const before = withProjects({ [PROJECT]: project({ own: { email: 'never' } }) });
  expect(policyChanges(before, withProjects({}))).toEqual([
    { projectId: PROJECT, rule: 'enabled', before: true, after: false },
  ]);
});

test('a rule that a project inherits again has no after', () => {
  const before = withProjects({ [PROJECT]: project({ own: { dailyPerProject: 5 } }) });
  expect(policyChanges(before, withProjects({ [PROJECT]: project() }))).toEqual([
    { projectId: PROJECT, layer: 'own', rule: 'dailyPerProject', before: 5 },
  ]);
});

test('what a Jira admin and what a project admin set are told apart', () => {
  const after = withProjects({
    [PROJECT]: project({ overrides: { accounts: 'existing' }, own: { accounts: 'existing' } }),
  });
  expect(policyChanges(withProjects({ [PROJECT]: project() }), after)).toMatchObject([
    { layer: 'overrides', rule: 'accounts' },
    { layer: 'own', rule: 'accounts' },
  ]);
});

test('the site comes first, then one project after the other', () => {
  const second = project({ serviceDeskId: serviceDeskId('8'), key: 'PAR' });
  const before = withProjects({ [PROJECT]: project() });
  const after = withProjects(
    { [PROJECT]: project({ own: { email: 'never' } }), [OTHER]: second },
    { rules: rules({ email: 'always' }), auditDays: 30 },
  );
  expect(policyChanges(before, after).map(({ projectId: id, rule }) => [id ?? 'site', rule])).toEqual([
    ['site', 'email'],
    ['site', 'auditDays'],
    [PROJECT, 'email'],
    [OTHER, 'enabled'],
  ]);
});

test('a project that was renamed in Jira is no change of the policy', () => {
  const before = withProjects({ [PROJECT]: project() });
  expect(policyChanges(before, withProjects({ [PROJECT]: project({ name: 'Help', key: 'HLP' }) }))).toEqual(
    [],
  );
});

test('nothing differs exactly where each rule is written the same', () => {
  const some = fc.record({
    email: fc.constantFrom('always' as const, 'never' as const),
    dailyPerPerson: fc.option(fc.integer({ min: 1, max: 2 })),
    deniedDomains: fc.array(fc.constantFrom('a.example', 'b.example'), { maxLength: 2 }),
  });
  fc.assert(
    fc.property(some, some, (one, other) => {
      const changed = policyChanges(policy(one), policy(other)).map(({ rule }) => rule);
      const differing = (Object.keys(one) as (keyof typeof one)[]).filter(
        (rule) => JSON.stringify(one[rule]) !== JSON.stringify(other[rule]),
      );
      expect(changed.sort()).toEqual(differing.sort());
    }),
  );
});
