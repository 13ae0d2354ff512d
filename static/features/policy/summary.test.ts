import { organizationIdSchema } from '../../../src/domain/ids';
import { ENGLISH } from '../../../src/i18n/english';
import { PROJECT } from '../../../test/fakes/ids';
import { policy } from '../../../test/fakes/policy';
import { catalogueFor } from '../../i18n/languages';
import { createTranslate } from '../../i18n/use-translate';
import { policySummary } from './summary';

const words = createTranslate(ENGLISH);
const domains = ['a.example', 'b.example', 'c.example', 'd.example', 'e.example'];

describe('what a policy says, in a sentence', () => {
  test.each<[Parameters<typeof policy>[0], string]>([
    [{}, 'In 1 space, agents may invite anyone.'],
    [{ deniedDomains: ['denied.example'] }, 'In 1 space, agents may invite anyone except at denied.example.'],
    [
      { mayInvite: ['agents', 'projectAdmins'], allowedDomains: ['acme.example'] },
      'In 1 space, agents and space admins may invite only people at acme.example.',
    ],
    [
      { allowedDomains: ['acme.example'], deniedDomains: ['eu.acme.example'] },
      'In 1 space, agents may invite only people at acme.example. Addresses at eu.acme.example stay blocked.',
    ],
    [
      { deniedDomains: domains },
      'In 1 space, agents may invite anyone except at a.example, b.example, c.example and 2 more.',
    ],
    [{ mayInvite: [] }, 'No one may invite customers.'],
  ])('%j', (rules, expected) => {
    expect(policySummary(policy(rules), words)[0]).toBe(expected);
  });

  test('tells first of all that no space is on', () => {
    expect(policySummary({ ...policy(), projects: {} }, words)[0]).toBe('Guestlist is off in every space.');
  });

  test.each<[Parameters<typeof policy>[0], string]>([
    [{}, 'There is no daily limit.'],
    [{ dailyPerPerson: 20 }, 'Each person may invite 20 a day.'],
    [
      { dailyPerPerson: 20, dailyPerProject: 500 },
      'Each person may invite 20 a day. Each space may invite 500 a day.',
    ],
  ])('has limits second: %j', (rules, expected) => {
    expect(policySummary(policy(rules), words)[1]).toBe(expected);
  });

  test.each<[Parameters<typeof policy>[0], string]>([
    [{ accounts: 'existing' }, 'Only people who already have an account can be added.'],
    [{ organizations: 'none' }, 'Customers are added to no organization.'],
    [
      { onlyOrganizations: [{ id: organizationIdSchema.parse('1'), name: 'Acme' }] },
      'Customers may be added to Acme only.',
    ],
    [{ mayRemove: 'none' }, 'No one may take invitations back.'],
    [{ mayRemove: 'all' }, 'Inviters may take back any invitation in the space.'],
  ])('tells of %j', (rules, expected) => {
    expect(policySummary(policy(rules), words)).toContain(expected);
  });

  test('counts the spaces that have rules of their own', () => {
    const base = policy();
    const project = base.projects[PROJECT];
    const projects = project && { [PROJECT]: { ...project, overrides: { mayRemove: 'none' as const } } };
    expect(policySummary({ ...base, ...(projects && { projects }) }, words)).toContain(
      '1 space has rules of its own.',
    );
  });

  test.each(['de', 'fr', 'es', 'ja'])('has every word in %s, without a hole', async (language) => {
    const said = createTranslate(await catalogueFor(language));
    const rules = {
      allowedDomains: domains,
      deniedDomains: domains,
      mayRemove: 'all',
      dailyPerProject: 3,
    } as const;
    const text = policySummary(
      policy({ ...rules, allowedDomains: [...domains], deniedDomains: [...domains] }),
      said,
    );
    expect(text.join(' ')).not.toMatch(/\{|policy\./);
    expect(text).toHaveLength(4);
  });
});
