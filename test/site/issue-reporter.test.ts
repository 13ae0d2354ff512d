import { LocalSite } from '../../local/server/local-site';
import { ask } from './inviting';
import { on } from './requests';

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

const accountOf = (email: string) => site.jira.state.withEmail(email)[0]?.accountId;

describe('the reporter of a request that has none', () => {
  const make = (accountId: string | undefined, issue = 'SUP-2', who = 'agent') =>
    ask(site, who, 'issue.reporter', { accountId: accountId ?? '' }, 'SUP', on(issue));
  const reporter = (issue = 'SUP-2') => site.jira.state.issue(issue)?.reporter;
  const invited = async (issue = 'SUP-2'): Promise<string> => {
    const asked = { people: [{ email: 'linus@vitamin.example' }], organizations: [], notify: false };
    await ask(site, 'agent', 'issue.invite', { ...asked, participants: false }, 'SUP', on(issue));
    return accountOf('linus@vitamin.example') ?? '';
  };

  test('becomes a customer who was invited from it, as the person at the screen', async () => {
    const linus = await invited();
    expect(await make(linus)).toMatchObject({ ok: true });
    expect(reporter()).toBe(linus);
    const [call] = site.jira.log.all().filter(({ method }) => method === 'PUT');
    expect(call).toMatchObject({ as: 'user', accountId: site.person('agent').accountId, status: 204 });
    // Once more changes nothing, and is no error.
    site.jira.log.clear();
    expect(await make(linus)).toMatchObject({ ok: true });
    expect(site.jira.log.all().filter(({ method }) => method === 'PUT')).toEqual([]);
  });

  test('becomes nobody who was not invited from it', async () => {
    await invited('SUP-3');
    for (const accountId of [accountOf('linus@vitamin.example'), site.person('agent').accountId]) {
      expect(await make(accountId)).toMatchObject({ error: { code: 'reporter-not-invited' } });
    }
    expect(reporter()).toBeUndefined();
  });

  test('stays where somebody else chose one meanwhile', async () => {
    const linus = await invited();
    const issue = site.jira.state.issue('SUP-2');
    if (issue) issue.reporter = 'qm:local:grace';
    expect(await make(linus)).toMatchObject({ error: { code: 'reporter-there' } });
    expect(reporter()).toBe('qm:local:grace');
  });

  test.each([
    [{ status: 400 }, 'reporter-refused'],
    [{ status: 404 }, 'issue-gone'],
  ])('stays where Jira refuses (%j), and why is told', async (fault, code) => {
    const linus = await invited();
    const put = { method: 'PUT', path: '/rest/api/3/issue/', rate: 1, afterWork: false };
    site.jira.faults.set([{ ...put, ...fault }]);
    expect(await make(linus)).toMatchObject({ error: { code } });
    expect(reporter()).toBeUndefined();
  });

  test('is set in no request that has moved, and outside of one there is none', async () => {
    const linus = await invited();
    const moved = site.jira.state.issue('SUP-2');
    if (moved) site.jira.state.addIssue({ ...moved, projectId: '10002' });
    expect(await make(linus)).toMatchObject({ error: { code: 'issue-gone' } });
    expect(await ask(site, 'agent', 'issue.reporter', { accountId: linus })).toMatchObject({
      error: { code: 'no-issue' },
    });
  });
});
