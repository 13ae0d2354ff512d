import type { ProjectId } from '../../src/contract/ids';
import { policySchema } from '../../src/contract/policy';
import { DEFAULT_POLICY, projectPolicy } from '../../src/policy/effective';
import { DESK, PROJECT, projectId } from '../fakes/ids';
import { policy, rules } from '../fakes/policy';

test('until an admin sets something, no project is on', () => {
  expect(projectPolicy(undefined, PROJECT)).toBeUndefined();
});

test('the default lets agents send no e-mail, create no organization, and enrol in linked ones', () => {
  expect(DEFAULT_POLICY.rules).toEqual({
    allowedDomains: [],
    deniedDomains: [],
    agentsMaySendEmail: false,
    agentsMayEnrolInOrganizations: true,
    agentsMayCreateOrganizations: false,
  });
});

test('the default is a policy that can be stored', () => {
  expect(policySchema.parse(DEFAULT_POLICY)).toEqual(DEFAULT_POLICY);
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
    serviceDeskId: DESK,
  });
});

test("a project's own rules win, each for itself", () => {
  const own = { allowedDomains: ['acme.example'], agentsMaySendEmail: false };
  const set = { ...policy(), projects: { [PROJECT]: { serviceDeskId: DESK, overrides: own } } };
  expect(projectPolicy(set, PROJECT)).toEqual({ ...rules(own), projectId: PROJECT, serviceDeskId: DESK });
});
