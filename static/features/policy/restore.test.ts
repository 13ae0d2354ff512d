import type { OrganizationId } from '../../../src/domain/ids';
import type { EnabledProject, Policy } from '../../../src/domain/policy/policy';
import { policyChanges } from '../../../src/domain/policy/policy-changes';
import type { PolicyChange } from '../../../src/domain/policy/policy-changes';
import { PROJECT, projectId } from '../../../test/fakes/ids';
import { policy } from '../../../test/fakes/policy';
import { readDraft } from './draft';
import { restoredDraft } from './restore';
import type { RestoredDraft, ThereNow } from './restore';

const OTHER = projectId('10002');
const ACME = { id: '101' as OrganizationId, name: 'Acme' };
const ALL: ThereNow = { projects: new Set([PROJECT, OTHER]), organizations: new Set([ACME.id]) };

const other: EnabledProject = {
  serviceDeskId: '8' as EnabledProject['serviceDeskId'],
  key: 'PAR',
  name: 'Partner help',
  overrides: { email: 'never' },
  own: { accounts: 'existing' },
};
const withOther = (site: Policy): Policy => ({ ...site, projects: { ...site.projects, [OTHER]: other } });

const restore = (version: Policy, base: Policy, there = ALL, missing: RestoredDraft['missing'] = []) =>
  restoredDraft({ policy: version, missing }, base, there);

/** What a save of the draft would change. */
function changes({ draft }: RestoredDraft, base: Policy): readonly PolicyChange[] {
  const read = readDraft(draft, base);
  if (!read.ok) throw new Error(`${read.at.name} is wrong`);
  return policyChanges(base, read.policy);
}

test('what the version said otherwise is what a save changes', () => {
  const base = policy({ dailyPerPerson: 20, email: 'never' });
  expect(changes(restore(policy({ email: 'never' }), base), base)).toEqual([
    { rule: 'dailyPerPerson', before: 20, after: null },
  ]);
});

test('a project that was on then is on again, with what a Jira admin had set for it', () => {
  const restored = restore(withOther(policy()), policy());
  expect(restored.goneProjects).toEqual([]);
  expect(changes(restored, policy())).toEqual([
    { projectId: OTHER, rule: 'enabled', before: false, after: true },
    { projectId: OTHER, layer: 'overrides', rule: 'email', after: 'never' },
  ]);
});

test('a project that was off then is off again', () => {
  const base = withOther(policy());
  expect(changes(restore(policy(), base), base)).toEqual([
    { projectId: OTHER, rule: 'enabled', before: true, after: false },
  ]);
});

test('what a project’s own admins set since stays theirs', () => {
  const base = withOther(policy());
  const then = { ...base, projects: { ...base.projects, [OTHER]: { ...other, own: {} } } };
  expect(changes(restore(then, base), base)).toEqual([]);
});

test('a project that is gone is named and left out; where Jira does not tell, nothing is', () => {
  const gone = restore(withOther(policy()), policy(), { ...ALL, projects: new Set([PROJECT]) });
  expect(gone.goneProjects.join()).toContain('Partner help');
  expect(Object.keys(gone.draft.on)).toEqual([PROJECT]);
  expect(restore(withOther(policy()), policy(), { ...ALL, projects: undefined }).goneProjects).toEqual([]);
});

test.each(['onlyOrganizations', 'domainOrganizations'] as const)(
  'an organization of %s that is gone is named, and stays in the rule: an empty one could allow more',
  (rule) => {
    const rules =
      rule === 'onlyOrganizations'
        ? { onlyOrganizations: [ACME] }
        : { domainOrganizations: [{ domain: 'acme.example', organization: ACME }] };
    const restored = restore(policy(rules), policy(), { ...ALL, organizations: new Set() });
    expect(restored.goneOrganizations).toEqual(['Acme']);
    expect(changes(restored, policy())).toMatchObject([{ rule }]);
  },
);

test('a rule that came later stays as it is now', () => {
  const base = policy({ mayRemove: 'none' });
  expect(changes(restore(policy({ mayRemove: 'own' }), base, ALL, ['mayRemove']), base)).toEqual([]);
});
