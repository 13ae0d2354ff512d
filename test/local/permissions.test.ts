import { JiraSite } from '../../local/jira/site';
import { as, asApp, OPT_IN, personWithRole } from './people';
import type { Ask } from './people';

const NEEDS_ADMIN = {
  errorMessage:
    'Unauthorized to perform the requested action, JIRA Administrators global permission is required.',
};
const CUSTOMER = '/rest/servicedeskapi/customer';
const ADA = { email: 'ada@acme.example', displayName: 'Ada Lovelace' };
const ON_DESK = '/rest/servicedeskapi/servicedesk/SUP/customer';
const INVITE = '/rest/servicedeskapi/servicedesk/1/customer/invite';

let site: JiraSite;
beforeEach(() => {
  site = new JiraSite();
});

/** The caller: a person with a token, or `app`. */
function caller(who: string): Ask {
  return who === 'app' ? asApp(site) : as(site, who);
}

describe('creating a customer', () => {
  it('refuses an agent with the words of a live site', async () => {
    const { status, body } = await as(site, 'agent')('POST', CUSTOMER, { body: ADA });
    expect({ status, body }).toEqual({ status: 403, body: NEEDS_ADMIN });
  });

  it.each([
    ['jira-admin', 201],
    ['app', 201],
    ['project-admin', 403],
    ['other-agent', 403],
    ['user', 403],
    ['customer', 403],
    ['nobody', 401],
  ])('answers %s with %i', async (who, status) => {
    expect(await caller(who)('POST', CUSTOMER, { body: ADA })).toHaveProperty('status', status);
  });

  it.each(['user', 'customer'])('refuses %s, who has no agent licence, with an empty body', async (who) => {
    expect(await as(site, who)('POST', CUSTOMER, { body: ADA })).toHaveProperty('body', undefined);
  });

  it('makes an account that is portal-only', async () => {
    const { body } = await as(site, 'jira-admin')('POST', CUSTOMER, { body: ADA });
    const { accountId } = body as { accountId: string };
    const shown = await as(site, 'jira-admin')('GET', `/rest/api/3/user?accountId=${accountId}`);
    expect(shown.body).toMatchObject({ accountType: 'customer', emailAddress: ADA.email });
  });

  it.each([
    ['', 400],
    ['?strictConflictStatusCode=false', 400],
    ['?strictConflictStatusCode=true', 409],
  ])('answers an address that is taken, with “%s”, by %i', async (query, status) => {
    const body = { ...ADA, email: 'Customer@Guestlist.Example' };
    expect(await as(site, 'jira-admin')('POST', CUSTOMER + query, { body })).toHaveProperty('status', status);
  });

  it('sends no e-mail', async () => {
    await as(site, 'jira-admin')('POST', CUSTOMER, { body: ADA });
    expect(site.state.mailsSent).toEqual([]);
  });

  it('answers a body that is no JSON with 400, and makes nobody', async () => {
    const before = site.state.people.size;
    const request = new Request(`http://127.0.0.1${CUSTOMER}`, {
      method: 'POST',
      headers: { Authorization: `Basic ${btoa('jira-admin@guestlist.example:local-token-jira-admin')}` },
      body: '{"email": ',
    });
    expect(await site.fetch(request)).toHaveProperty('status', 400);
    expect(site.state.people.size).toBe(before);
  });
});

describe('inviting a customer', () => {
  it('puts the customer on the desk and sends an e-mail', async () => {
    const { body } = await as(site, 'jira-admin')('POST', INVITE, { headers: OPT_IN, body: ADA });
    const { accountId } = body as { accountId: string };
    expect(site.state.desk('SUP')?.customers.has(accountId)).toBe(true);
    expect(site.state.mailsSent).toEqual([{ to: accountId, desk: '1' }]);
  });

  it.each(['project-admin', 'agent'])('refuses %s, who is no Jira admin', async (who) => {
    const { status, body } = await as(site, who)('POST', INVITE, { headers: OPT_IN, body: ADA });
    expect({ status, body }).toEqual({ status: 403, body: NEEDS_ADMIN });
  });

  it('answers 412 without the header for experiments', async () => {
    expect(await as(site, 'jira-admin')('POST', INVITE, { body: ADA })).toHaveProperty('status', 412);
  });
});

describe('the customers of a desk', () => {
  it.each([
    ['jira-admin', 204],
    ['project-admin', 204],
    ['app', 204],
    ['agent', 403],
    ['other-agent', 403],
    ['user', 403],
    ['nobody', 401],
  ])('can be added to by %s: %i', async (who, status) => {
    const { accountId } = personWithRole(site, 'customer');
    expect(await caller(who)('POST', ON_DESK, { body: { accountIds: [accountId] } })).toHaveProperty(
      'status',
      status,
    );
  });

  it.each([
    ['agent', 200],
    ['jira-admin', 200],
    ['other-agent', 403],
    ['user', 403],
    ['customer', 403],
  ])('can be seen by %s: %i', async (who, status) => {
    expect(await as(site, who)('GET', ON_DESK, { headers: OPT_IN })).toHaveProperty('status', status);
  });

  it('gain the valid ones of a list that holds an unknown one', async () => {
    const made = site.state.addCustomer('bob@acme.example', 'Bob');
    const { status } = await as(site, 'project-admin')('POST', ON_DESK, {
      body: { accountIds: [made.accountId, 'unknown'] },
    });
    expect(status).toBe(400);
    expect(site.state.desk('SUP')?.customers.has(made.accountId)).toBe(true);
  });

  it('do not gain an Atlassian account without the Customer role', async () => {
    const { accountId } = personWithRole(site, 'no-customer-role');
    const { status } = await as(site, 'project-admin')('POST', ON_DESK, {
      body: { accountIds: [accountId] },
    });
    expect(status).toBe(403);
    expect(site.state.desk('SUP')?.customers.has(accountId)).toBe(false);
  });

  it.each(['cleo', 'CUSTOMER', 'customer@guest'])('are found by “%s”', async (query) => {
    const { body } = await as(site, 'agent')('GET', `${ON_DESK}?query=${query}`, { headers: OPT_IN });
    expect(body).toMatchObject({ values: [{ displayName: 'Cleo Customer' }] });
  });

  it('are not found by what stands inside a word', async () => {
    const { body } = await as(site, 'agent')('GET', `${ON_DESK}?query=leo`, { headers: OPT_IN });
    expect(body).toHaveProperty('values', []);
  });
});

describe('revoking portal access', () => {
  const revoke = (): string =>
    `${CUSTOMER}/user/${personWithRole(site, 'customer').accountId}/revoke-portal-only-access`;

  it('takes a site admin: a Jira admin is refused', async () => {
    expect(await as(site, 'jira-admin')('PUT', revoke())).toHaveProperty('status', 403);
  });

  it('makes the customer inactive, so that searches do not find it', async () => {
    Object.assign(personWithRole(site, 'jira-admin'), { siteAdmin: true });
    await as(site, 'jira-admin')('PUT', revoke());
    const found = await as(site, 'agent')('GET', '/rest/api/3/user/search?query=cleo');
    expect(found.body).toEqual([]);
  });
});

describe('who calls', () => {
  it('is nobody with a wrong token, even where nobody may call', async () => {
    const headers = { Authorization: `Basic ${btoa('agent@guestlist.example:wrong')}` };
    const { status } = await as(site, 'nobody')('GET', '/rest/api/3/serverInfo', { headers });
    expect(status).toBe(401);
  });

  it('is nobody with an account that is not active', async () => {
    personWithRole(site, 'agent').active = false;
    expect(await as(site, 'agent')('GET', '/rest/api/3/myself')).toHaveProperty('status', 401);
  });

  it('is nobody where the app calls in the name of a portal-only customer', async () => {
    const { accountId } = personWithRole(site, 'customer');
    const request = new Request('http://127.0.0.1/rest/api/3/myself');
    expect(await site.call(site.user(accountId), request)).toHaveProperty('status', 401);
  });
});
