import { LocalSite } from '../../local/server/local-site';
import { documentOf } from '../../local/jira/issues';
import { ask, callsAs, callsOf } from './inviting';
import { on, showRequest } from './requests';

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
});

describe('what a request speaks of', () => {
  test('is told with two calls to Jira, both as the person at the screen', async () => {
    const { people, issueKey, hasReporter, more } = await showRequest(site);
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
    expect(await showRequest(site, 'SUP-2')).toMatchObject({
      hasReporter: false,
      people: [{ email: 'linus@vitamin.example', displayName: 'Linus Pauling' }],
    });
    expect((await showRequest(site, 'SUP-3')).people).toEqual([
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
    expect((await showRequest(site, 'SUP-3')).people.map(({ email }) => email)).toContain(
      'last@acme.example',
    );
    expect(site.jira.log.all()).toHaveLength(3);
  });

  test('is cut after twenty, and the rest counted', async () => {
    const issue = site.jira.state.issue('SUP-3');
    if (!issue) throw new Error('no SUP-3');
    issue.description = documentOf(
      Array.from({ length: 30 }, (_, at) => `guest${at}@acme.example`).join(' '),
    );
    const { people, more } = await showRequest(site, 'SUP-3');
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
    expect((await showRequest(site)).people.map(({ email }) => email)).not.toContain('grace@navy.example');
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
