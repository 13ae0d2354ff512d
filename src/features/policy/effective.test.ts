import type { ProjectId } from '../../domain/ids';
import { policyInputSchema, policySchema } from '../../domain/policy/policy';
import type { EnabledProject, Policy } from '../../domain/policy/policy';
import type { Rules } from '../../domain/policy/rules';
import { DEFAULT_POLICY, projectNamed, projectPolicy } from './effective';
import { DESK, PROJECT, projectId } from '../../../test/fakes/ids';
import { policy, policyInput, rules } from '../../../test/fakes/policy';

test('until an admin sets something, no project is on', () => {
  expect(projectPolicy(undefined, PROJECT)).toBeUndefined();
});

test('the default lets agents invite, send no e-mail, create no organization, and enrol in linked ones', () => {
  expect(DEFAULT_POLICY.rules).toEqual({
    mayInvite: ['agents'],
    allowedDomains: [],
    deniedDomains: [],
    accounts: 'create',
    organizations: 'linked',
    onlyOrganizations: [],
    createOrganizations: false,
    domainOrganizations: [],
    email: 'never',
    dailyPerPerson: null,
    dailyPerProject: null,
    importMax: null,
    importConfirmFrom: 500,
    mayRemove: 'own',
    leavers: 'added',
  });
});

test('the default is a policy that can be stored', () => {
  expect(policySchema.parse(DEFAULT_POLICY)).toEqual(DEFAULT_POLICY);
});

describe('a policy from before there were imports', () => {
  const isOld = ([name]: [string, unknown]): boolean => name !== 'importMax' && name !== 'importConfirmFrom';
  const older = Object.fromEntries(Object.entries(rules()).filter(isOld));
  const project = {
    serviceDeskId: DESK,
    key: 'SUP',
    name: 'Support',
    overrides: { email: 'never' },
    own: { dailyPerProject: 5 },
  };

  test('is read with as many people as Guestlist takes, and 500 to be confirmed', () => {
    expect(policySchema.parse({ ...policy(), rules: older }).rules).toEqual({
      ...older,
      importMax: null,
      importConfirmFrom: 500,
    });
  });

  test('gives its projects no rule that nobody set for them', () => {
    const stored = { ...policy(), rules: older, projects: { [PROJECT]: project } };
    expect(policySchema.parse(stored).projects[PROJECT]).toEqual(project);
  });

  test('is still refused with a rule that is not known', () => {
    expect(policySchema.safeParse({ ...policy(), rules: { ...older, more: 1 } }).success).toBe(false);
  });

  test('cannot be sent by an admin, who would reset what was set meanwhile', () => {
    expect(policyInputSchema.safeParse(policyInput()).success).toBe(true);
    expect(policyInputSchema.safeParse({ ...policyInput(), rules: older }).success).toBe(false);
  });
});

describe('how many people an import takes, and from how many on it is confirmed', () => {
  const isTaken = (but: Partial<Rules>): boolean => policySchema.safeParse(policy(but)).success;

  test.each([1, 100_000])('may be %d', (people) => {
    expect(isTaken({ importMax: people, importConfirmFrom: people })).toBe(true);
  });

  test.each([0, 1.5, -1, 100_001])('may not be %d', (people) => {
    expect(isTaken({ importMax: people })).toBe(false);
    expect(isTaken({ importConfirmFrom: people })).toBe(false);
  });

  test('is always some number where it is confirmed', () => {
    const never = { ...policy(), rules: { ...rules(), importConfirmFrom: null } };
    expect(policySchema.safeParse(never).success).toBe(false);
  });
});

test('a project that is not enabled has no policy', () => {
  expect(projectPolicy(policy(), projectId('10002'))).toBeUndefined();
});

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
  'a project called %s is none',
  (name) => {
    expect(projectPolicy(policy(), name as ProjectId)).toBeUndefined();
  },
);

test("an enabled project has the site's rules, and its desk", () => {
  expect(projectPolicy(policy({ deniedDomains: ['denied.example'] }), PROJECT)).toEqual({
    ...rules({ deniedDomains: ['denied.example'] }),
    projectId: PROJECT,
    projectKey: 'SUP',
    serviceDeskId: DESK,
    auditDays: 365,
  });
});

test("a Jira admin's rules for a project win, each for itself", () => {
  const overrides = { allowedDomains: ['acme.example'], email: 'always' } as const;
  const set = withProject({ overrides: { ...overrides, allowedDomains: [...overrides.allowedDomains] } });
  expect(projectPolicy(set, PROJECT)).toMatchObject(
    rules({ allowedDomains: ['acme.example'], email: 'always' }),
  );
});

test("a project admin's own rules hold inside those", () => {
  const set = withProject({
    overrides: { dailyPerProject: 10 },
    own: { dailyPerProject: 5, email: 'always' },
  });
  expect(projectPolicy(set, PROJECT)).toMatchObject({ dailyPerProject: 5, email: 'always' });
  const looser = withProject({ overrides: { dailyPerProject: 10 }, own: { dailyPerProject: 50 } });
  expect(projectPolicy(looser, PROJECT)).toMatchObject({ dailyPerProject: 10 });
});

test.each([
  ['its id', '10001', PROJECT],
  ['its key', 'SUP', PROJECT],
  ['its key in lower case', 'sup', PROJECT],
  ['the id of one that is off', '10002', undefined],
  ['a word of JavaScript', 'constructor', undefined],
])('a project is named by %s', (_, name, id) => {
  expect(projectNamed(policy(), name)).toBe(id);
});

function withProject(but: Partial<EnabledProject>): Policy {
  const project = { serviceDeskId: DESK, key: 'SUP', name: 'Support', overrides: {}, own: {}, ...but };
  return { ...policy(), projects: { [PROJECT]: project } };
}
