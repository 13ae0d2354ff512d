import { policySchema } from './policy';
import { DEFAULT_RULES, planRulesOf, RULES, RULES_BEFORE, ruleOf, rulesSchema } from './rules';
import type { RuleName, Rules } from './rules';
import { organizationId } from '../../../test/fakes/ids';

const NAMES = Object.keys(RULES) as RuleName[];
/** In every policy that was ever stored. */
const ALWAYS: readonly RuleName[] = ['mayInvite', 'allowedDomains', 'deniedDomains'];
const LATER = NAMES.filter((name) => !ALWAYS.includes(name));

const ACME = { id: organizationId('1'), name: 'Acme' };
/** Rules that all say something else than they would by themselves. */
const SET: Rules = {
  mayInvite: ['permission'],
  allowedDomains: ['acme.example'],
  deniedDomains: ['evil.example'],
  accounts: 'existing',
  mayRemove: 'none',
  leavers: 'all',
  organizations: 'any',
  onlyOrganizations: [ACME],
  createOrganizations: true,
  domainOrganizations: [{ domain: 'acme.example', organization: ACME }],
  email: 'always',
  dailyPerPerson: 5,
  dailyPerProject: 50,
  importMax: 100,
  importConfirmFrom: 10,
};
const STORED = { version: 7, rules: SET, auditDays: 90, projectAdminsMakeKeys: true, projects: {} };

test.each(NAMES)('%s is never the same in the policy that is stored here as by itself', (name) => {
  expect(SET[name]).not.toEqual(RULES_BEFORE[name]);
});

const without = (name: RuleName) => ({
  ...STORED,
  rules: Object.fromEntries(Object.entries(STORED.rules).filter(([each]) => each !== name)),
});

test.each(LATER)('a policy that was stored before there was %s is never refused', (name) => {
  expect(policySchema.parse(without(name)).rules).toEqual({ ...STORED.rules, [name]: RULES_BEFORE[name] });
});

test('a policy that was stored before there were all the later rules is never refused', () => {
  const { mayInvite, allowedDomains, deniedDomains } = STORED.rules;
  const rules = { mayInvite, allowedDomains, deniedDomains };
  expect(policySchema.parse({ ...STORED, rules }).rules).toEqual({ ...RULES_BEFORE, ...rules });
});

test.each(ALWAYS)('a policy without %s is damaged, and is never guessed at', (name) => {
  expect(policySchema.safeParse(without(name)).success).toBe(false);
});

test('a policy with a rule that nobody knows is never read', () => {
  const rules = { ...STORED.rules, tomorrow: true };
  expect(policySchema.safeParse({ ...STORED, rules }).success).toBe(false);
});

test.each(NAMES)('what %s means by itself is never outside its own bounds', (name) => {
  for (const value of [DEFAULT_RULES[name], RULES_BEFORE[name]]) {
    expect(rulesSchema.shape[name].safeParse(value).success).toBe(true);
    expect(isNoLooser(name, value, value)).toBe(true);
  }
});

test('a screen is never told more than the planner goes by', () => {
  const policy = { ...DEFAULT_RULES, projectId: '1', auditDays: 90 };
  expect(Object.keys(planRulesOf(policy)).sort()).toEqual([
    'allowedDomains',
    'createOrganizations',
    'deniedDomains',
    'domainOrganizations',
    'email',
    'onlyOrganizations',
    'organizations',
  ]);
});

/** Whether a space that asks for the value gets it, and no more. */
function isNoLooser(name: RuleName, site: unknown, own: unknown): boolean {
  const { isWithin, tightened } = ruleOf(name);
  return (
    isWithin(site as never, own as never) &&
    JSON.stringify(tightened(site as never, own as never)) === JSON.stringify(own)
  );
}
