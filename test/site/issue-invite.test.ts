import { LocalSite } from '../../local/server/local-site';
import { ask, callsOf, inviteOne, organizationNamed } from './inviting';
import { on, showRequest } from './requests';

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
});

const invite = (emails: readonly string[], more: object = {}, issue = 'SUP-1') =>
  ask(
    site,
    'agent',
    'issue.invite',
    {
      people: emails.map((email) => ({ email })),
      organizations: [],
      notify: false,
      participants: true,
      ...more,
    },
    'SUP',
    on(issue),
  );
const accountOf = (email: string) => site.jira.state.withEmail(email)[0]?.accountId;
const participants = (issue = 'SUP-1') => [...(site.jira.state.issue(issue)?.participants ?? [])];

describe('inviting from a request', () => {
  test('does the main job by the rules of the domain, and adds the customer to the request as the person', async () => {
    const { id, name } = organizationNamed(site, 'Acme');
    await site.savePolicy({ domainOrganizations: [{ domain: 'acme.example', organization: { id, name } }] }, [
      'SUP',
    ]);
    site.jira.log.clear();
    const reply = await invite(['ada@acme.example']);
    const ada = accountOf('ada@acme.example');
    expect(reply).toMatchObject({
      ok: true,
      data: { outcomes: [{ state: 'done', accountId: ada }], participants: [{ accountId: ada }] },
    });
    expect(participants()).toEqual([ada]);
    expect(organizationNamed(site, 'Acme').members).toContain(ada);
    const [call] = site.jira.log.all().filter(({ path }) => path.endsWith('/participant'));
    expect(call).toMatchObject({ as: 'user', accountId: site.person('agent').accountId });
  });

  test('adds nobody to the request where that was not wished', async () => {
    expect(await invite(['ada@acme.example'], { participants: false })).toMatchObject({
      data: { participants: [] },
    });
    expect(participants()).toEqual([]);
  });

  test('adds nobody who did not become a customer', async () => {
    const reply = await invite(['eve@denied.example', 'no-customer-role@guestlist.example']);
    expect(reply).toMatchObject({ ok: true, data: { participants: [] } });
    expect(participants()).toEqual([]);
  });

  test('says why Jira did not take a participant; the customer is invited all the same', async () => {
    site.jira.faults.set([{ path: '/participant', status: 403, rate: 1, afterWork: false }]);
    expect(await invite(['ada@acme.example', 'bob@acme.example'])).toMatchObject({
      data: {
        outcomes: [{ state: 'done' }, { state: 'done' }],
        participants: [
          { reason: { code: 'participant-refused' } },
          { reason: { code: 'participant-refused' } },
        ],
      },
    });
  });

  test('takes an organization only where it is linked, as the person sees it', async () => {
    const { id } = organizationNamed(site, 'Initech');
    expect(await invite(['ada@acme.example'], { organizations: [{ id }] })).toMatchObject({
      data: {
        outcomes: [{ state: 'failed', reason: { code: 'organization-not-linked' } }],
        participants: [],
      },
    });
    expect(callsOf(site).filter((call) => call.includes('/participant'))).toEqual([]);
  });

  test('is refused outside a request, and with a request named in the payload', async () => {
    const input = {
      people: [{ email: 'ada@acme.example' }],
      organizations: [],
      notify: false,
      participants: true,
    };
    expect(await ask(site, 'agent', 'issue.invite', input)).toMatchObject({ error: { code: 'no-issue' } });
    expect(await invite(['ada@acme.example'], { issueId: '20002' })).toMatchObject({
      error: { code: 'invalid-input' },
    });
    expect(accountOf('ada@acme.example')).toBeUndefined();
  });
});

describe('what was invited from a request', () => {
  test('is listed there, and nothing else', async () => {
    await inviteOne(site, 'eve@acme.example');
    await invite(['ada@acme.example']);
    await invite(['bob@acme.example'], {}, 'SUP-2');
    const listed = async (issue: string) =>
      (await showRequest(site, issue)).invited.entries.map(({ customer }) => customer);
    expect(await listed('SUP-1')).toEqual([accountOf('ada@acme.example')]);
    expect(await listed('SUP-2')).toEqual([accountOf('bob@acme.example')]);
    expect(await listed('SUP-3')).toEqual([]);
    expect((await showRequest(site)).invited.entries).toMatchObject([
      { issueId: '20001', issueKey: 'SUP-1' },
    ]);
  });

  test('is not listed for a space to which the request has moved', async () => {
    await invite(['ada@acme.example']);
    await site.savePolicy({}, ['SUP', 'PAR']);
    const moved = site.jira.state.issue('SUP-1');
    const par = site.jira.state.desk('PAR')?.projectId ?? '';
    if (moved) site.jira.state.addIssue({ ...moved, projectId: par });
    const screen = { ...site.screen('request', 'other-agent', 'PAR'), issue: { id: '20001', key: 'SUP-1' } };
    expect(await site.forge.invoke(screen, 'issue.show', {})).toMatchObject({
      data: { invited: { entries: [] } },
    });
  });

  test('holds no address', async () => {
    await invite(['ada@acme.example']);
    expect(JSON.stringify((await showRequest(site)).invited)).not.toContain('@');
  });
});
