import { JiraSite } from '../../local/jira/site';
import { profileNamed } from '../../local/jira/profile';
import { as, asApp, OPT_IN, personWithRole } from './people';
import type { Ask } from './people';

const CUSTOMER = '/rest/servicedeskapi/customer';
const ON_DESK = '/rest/servicedeskapi/servicedesk/1/customer';
const INVITE = `${ON_DESK}/invite`;
const ADA = { email: 'ada@acme.example', displayName: 'Ada Lovelace' };
const MINUTE_MS = 60_000;

const found = async (ask: Ask, query: string): Promise<unknown> =>
  (await ask('GET', `/rest/api/3/user/search?query=${query}`)).body;

describe('app-not-admin', () => {
  it.each([CUSTOMER, INVITE])('refuses the app at %s as it refuses an agent', async (path) => {
    const site = new JiraSite({ profile: 'app-not-admin' });
    const { status, body } = await asApp(site)('POST', path, { headers: OPT_IN, body: ADA });
    expect(status).toBe(403);
    expect(body).toHaveProperty(
      'errorMessage',
      expect.stringContaining('JIRA Administrators global permission'),
    );
  });

  it.each([
    ['default', true],
    ['app-not-admin', false],
  ])('is told from %s by the permission of the app: %s', async (profile, havePermission) => {
    const site = new JiraSite({ profile });
    const { body } = await asApp(site)('GET', '/rest/api/3/mypermissions?permissions=ADMINISTER');
    expect(body).toMatchObject({ permissions: { ADMINISTER: { havePermission } } });
  });

  it('still lets a Jira admin create', async () => {
    const site = new JiraSite({ profile: 'app-not-admin' });
    expect(await as(site, 'jira-admin')('POST', CUSTOMER, { body: ADA })).toHaveProperty('status', 201);
  });
});

describe('hidden-emails', () => {
  const site = new JiraSite({ profile: 'hidden-emails' });

  it('shows no address in a search, though it searches by address', async () => {
    const [person] = (await found(as(site, 'agent'), 'customer@')) as object[];
    expect(person).toHaveProperty('displayName', 'Cleo Customer');
    expect(person).not.toHaveProperty('emailAddress');
  });

  it('shows no address on the desk', async () => {
    const { body } = await as(site, 'agent')('GET', ON_DESK, { headers: OPT_IN });
    expect((body as { values: object[] }).values[0]).not.toHaveProperty('emailAddress');
  });

  it('tells people their own address', async () => {
    const { body } = await as(site, 'agent')('GET', '/rest/api/3/myself');
    expect(body).toHaveProperty('emailAddress', 'agent@guestlist.example');
  });

  it('tells the app addresses by account id', async () => {
    const { accountId, email } = personWithRole(site, 'customer');
    const { body } = await asApp(site)('GET', `/rest/api/3/user/email?accountId=${accountId}`);
    expect(body).toEqual({ accountId, email });
  });
});

describe('slow-index', () => {
  let site: JiraSite;
  beforeEach(async () => {
    site = new JiraSite({ profile: 'slow-index' });
    await as(site, 'jira-admin')('POST', INVITE, { headers: OPT_IN, body: ADA });
  });
  const onDesk = async (): Promise<unknown> =>
    ((await as(site, 'agent')('GET', `${ON_DESK}?query=ada`, { headers: OPT_IN })).body as { size: number })
      .size;

  it('finds a new customer only after minutes', async () => {
    expect(await found(as(site, 'agent'), 'ada')).toEqual([]);
    site.clock.advance(3 * MINUTE_MS);
    expect(await found(as(site, 'agent'), 'ada')).toMatchObject([{ displayName: 'Ada Lovelace' }]);
  });

  it('lists a new customer on the desk only after minutes', async () => {
    expect(await onDesk()).toBe(0);
    site.clock.advance(3 * MINUTE_MS);
    expect(await onDesk()).toBe(1);
  });

  it('answers a second create with a conflict at once', async () => {
    const { status } = await as(site, 'jira-admin')('POST', `${CUSTOMER}?strictConflictStatusCode=true`, {
      body: ADA,
    });
    expect(status).toBe(409);
  });
});

describe('open-desk', () => {
  it('lists nobody, though customers can be added', async () => {
    const site = new JiraSite({ profile: 'open-desk' });
    const body = { accountIds: [personWithRole(site, 'customer').accountId] };
    expect(await as(site, 'project-admin')('POST', ON_DESK, { body })).toHaveProperty('status', 204);
    const listed = await as(site, 'agent')('GET', ON_DESK, { headers: OPT_IN });
    expect(listed.body).toMatchObject({ size: 0, values: [] });
  });
});

describe('flaky', () => {
  it('fails some calls of each kind, the same in each run', async () => {
    const statuses = async (): Promise<(number | 'none')[]> => {
      const site = new JiraSite({ profile: 'flaky', seed: 7 });
      const calls = Array.from({ length: 200 }, () =>
        as(site, 'agent')('GET', '/rest/api/3/myself').then(
          ({ status }) => status,
          () => 'none' as const,
        ),
      );
      return Promise.all(calls);
    };
    const first = await statuses();
    expect(new Set(first)).toEqual(new Set([200, 429, 503, 'none']));
    expect(await statuses()).toEqual(first);
  });
});

it('fails no call while it is being set up, whatever the profile', async () => {
  const site = new JiraSite({ profile: 'flaky' });
  site.quiet = true;
  const calls = Array.from({ length: 100 }, () => as(site, 'agent')('GET', '/rest/api/3/myself'));
  expect(new Set((await Promise.all(calls)).map(({ status }) => status))).toEqual(new Set([200]));
});

it('refuses a profile that there is not, naming those there are', () => {
  expect(() => profileNamed('nope')).toThrow(/no profile “nope”.*app-not-admin/);
});

describe('finding people', () => {
  const site = new JiraSite();

  it('returns an empty list, no error, to those who may not browse users', async () => {
    const { status, body } = await as(site, 'customer')('GET', '/rest/api/3/user/search?query=a');
    expect({ status, body }).toEqual({ status: 200, body: [] });
  });

  it('finds by the beginning of an address, so that one address can find another', async () => {
    site.state.addCustomer('bob@x.co', 'Bob One');
    site.state.addCustomer('bob@x.com', 'Bob Two');
    expect(await found(as(site, 'agent'), 'bob@x.co')).toHaveLength(2);
  });

  it.each(['', '?query=a&accountId=b'])('refuses a search with “%s”', async (query) => {
    expect(await as(site, 'agent')('GET', `/rest/api/3/user/search${query}`)).toHaveProperty('status', 400);
  });

  it('tells nobody but the app the address behind an account id', async () => {
    const { accountId } = personWithRole(site, 'customer');
    const { status } = await as(site, 'jira-admin')('GET', `/rest/api/3/user/email?accountId=${accountId}`);
    expect(status).toBe(401);
  });

  it.each([
    ['agent', 'SUP', true],
    ['other-agent', 'SUP', false],
    ['other-agent', 'PAR', true],
    ['jira-admin', 'SUP', false],
    ['user', 'SUP', false],
  ])('says whether %s is an agent of %s: %s', async (who, project, havePermission) => {
    const { body } = await as(site, who)(
      'GET',
      `/rest/api/3/mypermissions?projectKey=${project}&permissions=SERVICEDESK_AGENT`,
    );
    expect(body).toMatchObject({ permissions: { SERVICEDESK_AGENT: { havePermission } } });
  });

  it('says whether somebody is an agent of any project, where none is named', async () => {
    const { body } = await as(site, 'other-agent')(
      'GET',
      '/rest/api/3/mypermissions?permissions=SERVICEDESK_AGENT',
    );
    expect(body).toMatchObject({ permissions: { SERVICEDESK_AGENT: { havePermission: true } } });
  });

  it('checks permissions in several projects at once, and leaves unknown ones out', async () => {
    const { body } = await as(site, 'agent')('POST', '/rest/api/3/permissions/check', {
      body: { projectPermissions: [{ permissions: ['SERVICEDESK_AGENT'], projects: [10001, 10002, 7] }] },
    });
    expect(body).toMatchObject({
      projectPermissions: [{ permission: 'SERVICEDESK_AGENT', projects: [10001] }],
    });
  });
});
