import type { Policy } from '../../../src/domain/policy/policy';
import type { Rules, SomeRules } from '../../../src/domain/policy/rules';
import { policyChanges } from '../../../src/domain/policy/policy-changes';
import { draftOf, projectsOf, readDraft, rebase } from './draft';
import type { PolicyDraft } from './draft';
import { fieldOf } from './fields';
import type { SettingName } from './setting';
import { DESK, PROJECT, projectId } from '../../../test/fakes/ids';
import { policy } from '../../../test/fakes/policy';

/** The policy with another value for one setting of the site. */
function edited(draft: PolicyDraft, name: SettingName, value: unknown): PolicyDraft {
  return { ...draft, site: { ...draft.site, [name]: fieldOf(name, value) } };
}

function inProject(draft: PolicyDraft, name: SettingName, value: unknown): PolicyDraft {
  const fields = { ...draft.overrides[PROJECT], [name]: fieldOf(name, value) };
  return { ...draft, overrides: { ...draft.overrides, [PROJECT]: fields } };
}

function saved(by: Partial<Rules>, overrides: SomeRules = {}): Policy {
  const newest = policy(by, 4);
  const project = newest.projects[PROJECT];
  return project ? { ...newest, projects: { [PROJECT]: { ...project, overrides } } } : newest;
}

function read(draft: PolicyDraft, base: Policy): Policy {
  const result = readDraft(draft, base);
  if (!result.ok) throw new Error(`${result.at.name} is wrong`);
  return result.policy;
}

test('a draft that nobody touched changes nothing', () => {
  const base = policy({ mayInvite: ['permission', 'agents'], deniedDomains: ['b.example', 'a.example'] });
  expect(policyChanges(base, read(draftOf(base), base))).toEqual([]);
});

test('an edit is the only change', () => {
  const base = policy();
  expect(policyChanges(base, read(edited(draftOf(base), 'auditDays', 30), base))).toEqual([
    { rule: 'auditDays', before: 365, after: 30 },
  ]);
});

test('a rule set for a project is a change of that project', () => {
  const base = policy();
  expect(policyChanges(base, read(inProject(draftOf(base), 'email', 'never'), base))).toEqual([
    { projectId: PROJECT, layer: 'overrides', rule: 'email', after: 'never' },
  ]);
});

test('the first thing that is wrong is told with its place', () => {
  const base = policy();
  const draft = draftOf(base);
  const wrong = {
    ...draft,
    overrides: { [PROJECT]: { deniedDomains: { kind: 'domains', text: 'com' } as const } },
  };
  expect(readDraft(wrong, base)).toEqual({ ok: false, at: { projectId: PROJECT, name: 'deniedDomains' } });
});

describe('moved onto what somebody else saved meanwhile', () => {
  test('both edits stay where they are about different rules', () => {
    const base = policy();
    const newest = saved({ accounts: 'existing' });
    const merged = read(rebase(edited(draftOf(base), 'email', 'never'), base, newest), newest);
    expect(merged.rules).toMatchObject({ accounts: 'existing', email: 'never' });
  });

  test('of one list, what either added or removed', () => {
    const base = policy({ deniedDomains: ['old.example', 'kept.example'] });
    const newest = saved({ deniedDomains: ['old.example', 'kept.example', 'theirs.example'] });
    const mine = edited(draftOf(base), 'deniedDomains', ['kept.example', 'mine.example']);
    expect(read(rebase(mine, base, newest), newest).rules.deniedDomains).toEqual([
      'kept.example',
      'theirs.example',
      'mine.example',
    ]);
  });

  test('of who may invite, what either ticked or unticked', () => {
    const base = policy({ mayInvite: ['agents'] });
    const newest = saved({ mayInvite: ['agents', 'permission'] });
    const mine = edited(draftOf(base), 'mayInvite', ['projectAdmins']);
    expect(read(rebase(mine, base, newest), newest).rules.mayInvite).toEqual(['permission', 'projectAdmins']);
  });

  test('of one choice, one’s own', () => {
    const base = policy({ email: 'choice' });
    const newest = saved({ email: 'always' });
    const merged = read(rebase(edited(draftOf(base), 'email', 'never'), base, newest), newest);
    expect(policyChanges(newest, merged)).toEqual([{ rule: 'email', before: 'always', after: 'never' }]);
  });

  test('of one domain’s organization, one’s own', () => {
    const [acme, globex] = [{ id: '1', name: 'Acme' } as never, { id: '2', name: 'Globex' } as never];
    const base = policy();
    const newest = saved({ domainOrganizations: [{ domain: 'a.example', organization: acme }] });
    const mine = edited(draftOf(base), 'domainOrganizations', [
      { domain: 'a.example', organization: globex },
    ]);
    expect(read(rebase(mine, base, newest), newest).rules.domainOrganizations).toEqual([
      { domain: 'a.example', organization: globex },
    ]);
  });

  test('a project’s rules, too', () => {
    const base = policy();
    const newest = saved({}, { accounts: 'existing' });
    const merged = read(rebase(inProject(draftOf(base), 'email', 'never'), base, newest), newest);
    expect(merged.projects[PROJECT]?.overrides).toEqual({ accounts: 'existing', email: 'never' });
  });

  test('what is mistyped stays to be mended', () => {
    const base = policy();
    const draft = draftOf(base);
    const mine = {
      ...draft,
      site: { ...draft.site, allowedDomains: { kind: 'domains', text: 'a..b' } as const },
    };
    const merged = rebase(mine, base, saved({ allowedDomains: ['acme.example'] }));
    expect(merged.site.allowedDomains).toEqual({ kind: 'domains', text: 'acme.example\na..b' });
  });

  test('the rules of a project that is off now are gone with it', () => {
    const base = policy();
    const newest = { ...policy({}, 4), projects: {} };
    const merged = rebase(inProject(draftOf(base), 'email', 'never'), base, newest);
    expect(policyChanges(newest, read(merged, newest))).toEqual([]);
  });
});

test('enabled projects are sorted as people do, Team 2 before Team 10', () => {
  const named = (name: string) => ({ serviceDeskId: DESK, key: 'TEAM', name, overrides: {}, own: {} });
  const projects = {
    [projectId('1')]: named('Team 10'),
    [projectId('2')]: named('Team 2'),
    [projectId('3')]: named('Alpha'),
  };
  expect(projectsOf({ projects }).map(([, { name }]) => name)).toEqual(['Alpha', 'Team 2', 'Team 10']);
});
