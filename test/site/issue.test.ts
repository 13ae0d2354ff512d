import { LocalSite } from '../../local/server/local-site';
import { documentOf } from '../../local/jira/issues';
import { ask, callsAs, callsOf, inviteOne, organizationNamed } from './inviting';

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
});

const on = (issue: string) => ({ issue });
const show = async (issue = 'SUP-1', who = 'agent') => {
  const reply = await ask(site, who, 'issue.show', {}, 'SUP', on(issue));
  if (!reply.ok) throw new Error(`refused: ${reply.error.code}`);
  return reply.data;
};
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

describe('what a request speaks of', () => {
  test('is told with two calls to Jira, both as the person at the screen', async () => {
    const { people, issueKey, hasReporter, more } = await show();
    expect({ issueKey, hasReporter, more }).toEqual({ issueKey: 'SUP-1', hasReporter: true, more: 0 });
    expect(people.map(({ email, sources }) => [email, ...sources])).toEqual([
      ['grace@navy.example', 'reporter'],
      ['margaret@apollo.example', 'field'],
      ['ada@acme.example', 'description'],
      ['bob@globex.example', 'comment'],
    ]);
    expect(callsOf(site).sort()).toEqual([
      expect.stringMatching(/^user GET \/rest\/api\/3\/issue\/20001\?/),
      'user POST /rest/api/3/permissions/check 200',
    ]);
  });

  test('is told where there is no reporter, and where it speaks of nobody', async () => {
    expect(await show('SUP-2')).toMatchObject({
      hasReporter: false,
      people: [{ email: 'linus@vitamin.example', displayName: 'Linus Pauling' }],
    });
    expect((await show('SUP-3')).people).toEqual([
      expect.objectContaining({ email: 'customer@guestlist.example' }),
    ]);
  });

  test('includes the newest of many comments, with one more call', async () => {
    const issue = site.jira.state.issue('SUP-3');
    for (let index = 0; index < 60; index += 1) {
      issue?.comments.push({
        id: String(40_000 + index),
        author: 'qm:local:customer',
        body: documentOf(index === 59 ? 'last@acme.example' : 'No.'),
        createdAt: index,
      });
    }
    expect((await show('SUP-3')).people.map(({ email }) => email)).toContain('last@acme.example');
    expect(site.jira.log.all()).toHaveLength(3);
  });

  test('is cut after twenty, and the rest counted', async () => {
    const issue = site.jira.state.issue('SUP-3');
    if (!issue) throw new Error('no SUP-3');
    issue.description = documentOf(
      Array.from({ length: 30 }, (_, at) => `guest${at}@acme.example`).join(' '),
    );
    const { people, more } = await show('SUP-3');
    expect([people.length, more]).toEqual([20, 11]);
  });

  test('is not told of a request that Jira does not show, or that has moved to another project', async () => {
    for (const [issue, code] of [
      [{ id: '99999', key: 'SUP-99' }, 'issue-gone'],
      [undefined, 'no-issue'],
    ] as const) {
      const screen = { ...site.screen('request', 'agent', 'SUP'), ...(issue && { issue }) };
      expect(await site.forge.invoke(screen, 'issue.show', {})).toMatchObject({ ok: false, error: { code } });
    }
    const moved = site.jira.state.issue('SUP-1');
    if (moved) site.jira.state.addIssue({ ...moved, projectId: '10002' });
    expect(await ask(site, 'agent', 'issue.show', {}, 'SUP', on('SUP-1'))).toMatchObject({
      ok: false,
      error: { code: 'issue-gone' },
    });
  });

  test('leaves out a reporter whose address is hidden', async () => {
    site = await LocalSite.create({ profile: 'hidden-emails' });
    expect((await show()).people.map(({ email }) => email)).not.toContain('grace@navy.example');
  });

  test('is passed on to nobody where Guestlist is off', async () => {
    const screen = { ...site.screen('request', 'other-agent', 'PAR'), issue: { id: '20001', key: 'SUP-1' } };
    expect(await site.forge.invoke(screen, 'issue.show', {})).toMatchObject({
      ok: false,
      error: { code: 'project-not-enabled' },
    });
  });
});

describe('who stands behind an address', () => {
  const look = (emails: readonly string[]) =>
    ask(site, 'agent', 'issue.look', { emails }, 'SUP', on('SUP-1'));

  test('is a customer of the desk, an agent, an account, or nobody', async () => {
    expect(
      await look([
        'customer@guestlist.example',
        'AGENT@guestlist.example',
        'grace@navy.example',
        'user@guestlist.example',
        'ada@acme.example',
      ]),
    ).toEqual({ ok: true, data: ['customer', 'agent', 'account', 'account', 'none'] });
    expect(callsAs(site, 'app')).toEqual([]);
  });

  test('is unknown of what is no address, be it half a character, and Jira is not asked', async () => {
    site.jira.log.clear();
    expect(await look(['\uD800@acme.example', 'ada@acme.example\uDC00', 'nonsense', ''])).toEqual({
      ok: true,
      data: ['unknown', 'unknown', 'unknown', 'unknown'],
    });
    expect(site.jira.log.all().filter(({ path }) => path.includes('search'))).toEqual([]);
  });

  test('is unknown where Jira does not say', async () => {
    site.jira.faults.set([{ path: '/user/search', status: 403, rate: 1, afterWork: false }]);
    expect(await look(['ada@acme.example'])).toEqual({ ok: true, data: ['unknown'] });
  });

  test('is unknown where Jira hides addresses, and only new where nobody can be meant', async () => {
    site = await LocalSite.create({ profile: 'hidden-emails' });
    expect(await look(['customer@guestlist.example', 'ada@acme.example'])).toEqual({
      ok: true,
      data: ['unknown', 'none'],
    });
  });

  test('is an account on a desk that is open to all and keeps no list', async () => {
    site = await LocalSite.create({ profile: 'open-desk' });
    expect(await look(['customer@guestlist.example'])).toEqual({ ok: true, data: ['account'] });
  });

  test('is asked for twenty at a time at most', async () => {
    const emails = Array.from({ length: 21 }, (_, at) => `guest${at}@acme.example`);
    expect(await look(emails)).toMatchObject({ ok: false });
    expect(await look([])).toMatchObject({ ok: false });
  });
});

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
      (await show(issue)).invited.entries.map(({ customer }) => customer);
    expect(await listed('SUP-1')).toEqual([accountOf('ada@acme.example')]);
    expect(await listed('SUP-2')).toEqual([accountOf('bob@acme.example')]);
    expect(await listed('SUP-3')).toEqual([]);
    expect((await show()).invited.entries).toMatchObject([{ issueId: '20001', issueKey: 'SUP-1' }]);
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
    expect(JSON.stringify((await show()).invited)).not.toContain('@');
  });
});
