import type { LocalSite } from '../../local/server/local-site';
import { accountOf, endingSite, HOUR_MS, inviteUntil, outcomesIn, placesOf } from './ending';
import { organizationNamed } from './inviting';
import { ADA, finished, invited, KNOWN, looked } from './leaving';
import { changePolicy } from './scripting';

let site: LocalSite;
beforeEach(async () => {
  site = await endingSite();
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

describe('of an account that is deactivated', () => {
  const deactivate = (email: string): void => {
    for (const person of site.jira.state.withEmail(email)) person.active = false;
  };

  test('the places are taken away, where the desk lists it, and no call is made for it', async () => {
    await invited(site, ADA);
    deactivate(ADA);
    site.jira.log.clear();
    expect(await looked(site, [ADA])).toMatchObject([
      {
        kind: 'one',
        accountId: accountOf(site, ADA),
        isInactive: true,
        removes: { desk: true, organizations: [{ name: 'Acme' }] },
      },
    ]);
    expect(site.jira.log.all().filter(({ path }) => path.includes('/customer?query='))).toHaveLength(1);
    await finished(site, [ADA]);
    expect(placesOf(site, ADA)).toEqual([]);
  });

  test('the places that others gave are taken away where the policy allows all', async () => {
    await changePolicy(site, { leavers: 'all' });
    site.jira.state.desk('SUP')?.customers.add(accountOf(site, KNOWN));
    deactivate(KNOWN);
    expect(await looked(site, [KNOWN])).toMatchObject([{ kind: 'one', isInactive: true }]);
    await finished(site, [KNOWN]);
    expect(placesOf(site, KNOWN)).toEqual([]);
  });

  test('nothing is known where the desk does not list it', async () => {
    await invited(site, ADA);
    site.jira.state.desk('SUP')?.customers.delete(accountOf(site, ADA));
    deactivate(ADA);
    expect(await looked(site, [ADA])).toEqual([{ kind: 'not', reason: { code: 'leaver-unknown' } }]);
  });
});

describe('what is not on the list for removal', () => {
  test('who was there by another’s hand stays, and the preview says so', async () => {
    site.jira.state.organizations
      .get(organizationNamed(site, 'Globex').id)
      ?.members.add(accountOf(site, KNOWN));
    await inviteUntil(site, undefined, [KNOWN], { organization: 'Globex' });
    const [look] = await looked(site, [KNOWN]);
    expect(look).toMatchObject({
      kind: 'one',
      removes: { organizations: [] },
      stays: [{ why: 'not-added' }, { why: 'not-added', organization: { name: 'Globex' } }],
    });
  });

  test('an agent is named as one, an unknown address and one without anything here are told', async () => {
    await invited(site, ADA);
    const agent = site.person('agent').email;
    outcomesIn(await inviteUntil(site, undefined, [agent]));
    expect(
      await looked(site, [agent, 'nobody@acme.example', site.person('user').email, 'no address']),
    ).toEqual([
      { kind: 'not', reason: { code: 'leaver-agent' } },
      { kind: 'not', reason: { code: 'leaver-unknown' } },
      { kind: 'not', reason: { code: 'leaver-nothing' } },
      {
        kind: 'not',
        reason: expect.objectContaining({ code: expect.stringMatching(/^address-/) as string }) as object,
      },
    ]);
  });

  test('of an address that the policy refuses, nobody learns whether there is an account', async () => {
    await changePolicy(site, { deniedDomains: ['guestlist.example'] });
    expect(await looked(site, [site.person('user').email, 'nobody@guestlist.example'])).toEqual([
      { kind: 'not', reason: { code: 'leaver-unknown' } },
      { kind: 'not', reason: { code: 'leaver-unknown' } },
    ]);
  });

  test('two accounts of one address are not guessed at', async () => {
    await invited(site, ADA);
    site.jira.state.addPerson({
      ...site.person('user'),
      accountId: '5b10ac8d:ada',
      email: ADA,
      displayName: 'Ada Lovelace',
    });
    expect(await looked(site, [ADA])).toEqual([{ kind: 'not', reason: { code: 'account-choice' } }]);
  });

  test('an organization that an identity provider fills stays', async () => {
    await changePolicy(site, { leavers: 'all' });
    const filled = site.jira.state.addOrganization('Directory', { scimManaged: true });
    site.jira.state.desk('SUP')?.organizations.add(filled.id);
    filled.members.add(accountOf(site, KNOWN));
    const stays = [{ why: 'scim', organization: { name: 'Directory' } }];
    expect(await looked(site, [KNOWN])).toMatchObject([{ kind: 'one', stays }]);
    await finished(site, [KNOWN]);
    expect(placesOf(site, KNOWN)).toEqual(['Directory']);
  });

  test('an organization that another space gave, too, stays', async () => {
    await site.savePolicy({ organizations: 'any' }, ['SUP', 'PAR']);
    await invited(site, ADA);
    site.jira.clock.advance(HOUR_MS);
    outcomesIn(await inviteUntil(site, undefined, [ADA], { who: 'other-agent', project: 'PAR' }));
    expect(await looked(site, [ADA])).toMatchObject([
      {
        removes: { desk: true, organizations: [] },
        stays: [{ why: 'other-space', organization: { name: 'Acme' } }],
      },
    ]);
    await finished(site, [ADA]);
    expect(placesOf(site, ADA)).toEqual(['Acme']);
  });
});
