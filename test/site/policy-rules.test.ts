import type { Rules } from '../../src/domain/policy/rules';
import { LocalSite } from '../../local/server/local-site';
import { ask, inviteOne, organizationNamed } from './inviting';
import { changePolicy, PAR, SUP, told } from './scripting';

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

describe('who may invite', () => {
  test.each<[Rules['mayInvite'], string, boolean]>([
    [['agents'], 'agent', true],
    [['projectAdmins'], 'agent', false],
    [['projectAdmins'], 'project-admin', true],
    [[], 'project-admin', false],
    [['agents', 'projectAdmins'], 'user', false],
  ])('%j lets %s: %s', async (mayInvite, who, may) => {
    await changePolicy(site, { mayInvite });
    expect((await ask(site, who, 'invite.start')).ok).toBe(may);
  });

  describe('by the app’s own permission', () => {
    const INVITE = () => site.forge.permissionKey('invite-customers');

    test('are those to whom a permission scheme gives it, agents or not', async () => {
      await changePolicy(site, { mayInvite: ['permission'] });
      site.jira.state.grant(INVITE(), SUP, [site.person('user').accountId]);
      expect(await ask(site, 'user', 'invite.start')).toMatchObject({ ok: true });
      expect(await ask(site, 'agent', 'invite.start')).toMatchObject({ error: { code: 'not-an-inviter' } });
    });

    test('are nobody where the policy does not say that it is enough', async () => {
      site.jira.state.grant(INVITE(), SUP, [site.person('user').accountId]);
      expect(await ask(site, 'user', 'invite.start')).toMatchObject({ error: { code: 'not-an-inviter' } });
    });

    test('are nobody in another project than the one it is given in', async () => {
      await changePolicy(site, { mayInvite: ['permission'] });
      site.jira.state.grant(INVITE(), PAR, [site.person('user').accountId]);
      expect(await ask(site, 'user', 'invite.start')).toMatchObject({ error: { code: 'not-an-inviter' } });
    });

    test('invite with it', async () => {
      await changePolicy(site, { mayInvite: ['permission'] });
      site.jira.state.grant(INVITE(), SUP, [site.person('user').accountId]);
      const input = { people: [{ email: 'ada@acme.example' }], organizations: [], notify: false };
      expect(await told(site, 'user', 'invite.send', input)).toMatchObject({ outcomes: [{ state: 'done' }] });
    });
  });

  test('is asked of Jira once, where the app’s own permission is not needed', async () => {
    await changePolicy(site, { mayInvite: ['agents', 'permission'] });
    site.jira.log.clear();
    await ask(site, 'agent', 'invite.start');
    expect(site.jira.log.all()).toHaveLength(1);
  });
});

describe('accounts', () => {
  test('that are new are refused where only existing people may be enrolled', async () => {
    await changePolicy(site, { accounts: 'existing' });
    expect(await inviteOne(site, 'ada@acme.example')).toMatchObject({
      state: 'failed',
      reason: { code: 'account-must-exist' },
    });
    expect(site.jira.state.withEmail('ada@acme.example')).toEqual([]);
  });

  test('that exist are enrolled', async () => {
    await changePolicy(site, { accounts: 'existing' });
    const outcome = await inviteOne(site, 'customer@guestlist.example', {
      organizations: [{ name: 'Acme' }],
    });
    expect(outcome.state).toBe('done');
    expect(organizationNamed(site, 'Acme').members).toContain(site.person('customer').accountId);
  });
});

describe('the e-mail', () => {
  test('is always sent where the policy says so, whatever the agent wished', async () => {
    await changePolicy(site, { email: 'always' });
    await inviteOne(site, 'ada@acme.example', { notify: false });
    expect(site.jira.state.mailsSent).toHaveLength(1);
  });

  test('is never sent where the policy says so, and the wish is refused', async () => {
    await changePolicy(site, { email: 'never' });
    expect(await inviteOne(site, 'ada@acme.example', { notify: true })).toMatchObject({
      reason: { code: 'notify-not-allowed' },
    });
    expect((await inviteOne(site, 'ada@acme.example')).state).toBe('done');
    expect(site.jira.state.mailsSent).toEqual([]);
  });
});

describe('quotas', () => {
  test('of a person hold in one project, for as many as are invited at once', async () => {
    await changePolicy(site, { dailyPerPerson: 3 });
    const people = ['a', 'b', 'c', 'd'].map((name) => ({ email: `${name}@acme.example` }));
    const send = (some: object[]) =>
      told(site, 'agent', 'invite.send', { people: some, organizations: [], notify: false });
    expect((await send(people)).outcomes.map(({ reason }) => reason?.code)).toEqual(
      Array(4).fill('quota-person'),
    );
    expect((await send(people.slice(0, 3))).outcomes.map(({ state }) => state)).toEqual([
      'done',
      'done',
      'done',
    ]);
  });

  test('are not used up by what is no address or denied', async () => {
    await changePolicy(site, { dailyPerPerson: 1 });
    await inviteOne(site, 'nonsense');
    await inviteOne(site, 'eve@denied.example');
    expect((await inviteOne(site, 'ada@acme.example')).state).toBe('done');
  });

  test('that cannot be counted let nobody in', async () => {
    await changePolicy(site, { dailyPerPerson: 5 });
    site.forge.kvs.failing = (path) => path.includes('entity/set') || path.includes('transaction');
    const reply = await ask(site, 'agent', 'invite.send', {
      people: [{ email: 'ada@acme.example' }],
      organizations: [],
      notify: false,
    });
    expect(reply).toMatchObject({ error: { code: 'storage-unavailable' } });
    expect(site.jira.state.withEmail('ada@acme.example')).toEqual([]);
  });
});

describe('trying one out', () => {
  const attempt = (email: string, projectId = SUP) =>
    told(site, 'jira-admin', 'policy.try', { email, projectId });

  test.each([
    ['somebody new', 'ada@acme.example', { account: 'create' }],
    ['somebody who exists', 'customer@guestlist.example', { account: 'exists' }],
  ])('says what would become of %s', async (_, email, would) => {
    expect((await attempt(email)).would).toMatchObject(would);
  });

  test.each([
    ['a project that is off', 'ada@acme.example', PAR, 'enabled', 'project-not-enabled'],
    ['what is no address', 'nonsense', SUP, 'address', 'address-no-at'],
    ['a denied domain', 'eve@denied.example', SUP, 'domain', 'domain-denied'],
  ])('says where %s would stop', async (_, email, project, check, code) => {
    const { checks, would } = await attempt(email, project);
    expect(checks.at(-1)).toMatchObject({ check, ok: false, reason: { code } });
    expect(would).toBeUndefined();
  });

  test('names the organization that a rule would add', async () => {
    await changePolicy(site, {
      domainOrganizations: [{ domain: 'acme.example', organization: choiceOf('Acme') }],
    });
    expect((await attempt('ada@acme.example')).would).toMatchObject({ organization: choiceOf('Acme') });
  });

  test('changes nothing', async () => {
    const before = JSON.stringify(site.snapshot());
    for (const email of ['ada@acme.example', 'customer@guestlist.example', 'eve@denied.example', 'x'])
      await attempt(email);
    expect(JSON.stringify(site.snapshot())).toBe(before);
  });
});

function choiceOf(name: string): Rules['onlyOrganizations'][number] {
  return { id: organizationNamed(site, name).id as never, name };
}

describe('the rules of one project', () => {
  /** A list of domains of about so many bytes. */
  const deniedDomains = (bytes: number): string[] =>
    Array.from({ length: Math.floor(bytes / 100) }, (_, index) => {
      const label = `${'a'.repeat(40)}${String(index).padStart(3, '0')}`;
      return `${label}.${'b'.repeat(42)}.example`;
    });

  const saveOwn = async (bytes: number) => {
    const { version } = await told(site, 'project-admin', 'project.show');
    const own = { deniedDomains: deniedDomains(bytes) };
    return ask(site, 'project-admin', 'project.save', { version, own });
  };

  test('may be as long as 8 KB', async () => {
    expect((await saveOwn(7_500)).ok).toBe(true);
  });

  test('are refused beyond that, so that no project takes the room of the site’s policy', async () => {
    expect(await saveOwn(9_000)).toMatchObject({ ok: false, error: { code: 'policy-project-too-large' } });
    await changePolicy(site, { deniedDomains: ['denied.example'] });
  });

  test('of a Jira admin for it are refused beyond that, too', async () => {
    const overrides = { deniedDomains: deniedDomains(9_000) };
    await expect(changePolicy(site, {}, { overrides })).rejects.toThrow('policy-project-too-large');
  });
});
