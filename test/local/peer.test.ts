import { ServiceDeskClient, Version3Client } from 'jira.js';
import { listen } from '../../local/server/http';
import type { Listening } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { basicAuth, personWithRole } from './people';

/** Clients that were written for Jira Cloud, not for this site. */
let site: LocalSite;
let listening: Listening;
beforeAll(async () => {
  site = await LocalSite.create();
  listening = await listen(site, { port: 0, screens: false });
});
afterAll(() => listening.close());

/** What a client of jira.js is made with, for a person's token. */
function configFor(role: string): ConstructorParameters<typeof ServiceDeskClient>[0] {
  const { email, apiToken = '' } = personWithRole(site.jira, role);
  return { host: listening.url, authentication: { basic: { email, apiToken } } };
}

describe('jira.js with the token of a Jira admin', () => {
  let desk: ServiceDeskClient;
  beforeAll(() => {
    desk = new ServiceDeskClient(configFor('jira-admin'));
  });

  it('creates a customer and puts it on the desk and into an organization', async () => {
    const { accountId = '' } = await desk.customer.createCustomer({
      email: 'grace@acme.example',
      displayName: 'Grace Hopper',
    });
    const { id } = await desk.organization.createOrganization({ name: 'Navy' });
    await desk.organization.addUsersToOrganization({ organizationId: Number(id), accountIds: [accountId] });
    await desk.organization.addOrganization({ serviceDeskId: '1', organizationId: Number(id) });
    await desk.serviceDesk.addCustomers({ serviceDeskId: 'SUP', accountIds: [accountId] });

    const onDesk = await desk.serviceDesk.getCustomers({ serviceDeskId: '1', query: 'grace h' });
    expect(onDesk.values?.map((user) => user.accountId)).toEqual([accountId]);
    const members = await desk.organization.getUsersInOrganization({ organizationId: Number(id) });
    expect(members.values?.map((user) => user.emailAddress)).toEqual(['grace@acme.example']);
  });

  it('removes a member, with a body on DELETE', async () => {
    const { id } = await desk.organization.createOrganization({ name: 'Leavers' });
    const { accountId } = personWithRole(site.jira, 'customer');
    const change = { organizationId: Number(id), accountIds: [accountId] };
    await desk.organization.addUsersToOrganization(change);
    await desk.organization.removeUsersFromOrganization(change);
    const members = await desk.organization.getUsersInOrganization({ organizationId: Number(id) });
    expect(members.values).toEqual([]);
  });

  it('pages through the organizations', async () => {
    const names: (string | undefined)[] = [];
    for (let start = 0, isLastPage = false; !isLastPage; start = names.length) {
      const page = await desk.organization.getOrganizations({ serviceDeskId: '', start, limit: 2 });
      names.push(...(page.values ?? []).map(({ name }) => name));
      isLastPage = page.isLastPage ?? true;
    }
    expect(names).toEqual([...site.jira.state.organizations.values()].map(({ name }) => name));
  });

  it('finds a user by address', async () => {
    const jira = new Version3Client(configFor('jira-admin'));
    const found = await jira.userSearch.findUsers({ query: 'agent@guestlist.example' });
    expect(found.map(({ displayName }) => displayName)).toEqual(['Ana Agent']);
  });

  it('learns what the site is and who calls', async () => {
    const jira = new Version3Client(configFor('jira-admin'));
    expect(await jira.serverInfo.getServerInfo()).toHaveProperty('deploymentType', 'Cloud');
    expect(await jira.myself.getCurrentUser()).toHaveProperty('displayName', 'Jo Admin');
  });
});

describe("jira.js with an agent's token", () => {
  it('may not create a customer, and reads why', async () => {
    const desk = new ServiceDeskClient(configFor('agent'));
    const create = desk.customer.createCustomer({ email: 'new@acme.example', displayName: 'New' });
    await expect(create).rejects.toMatchObject({
      status: 403,
      response: {
        data: {
          errorMessage:
            'Unauthorized to perform the requested action, JIRA Administrators global permission is required.',
        },
      },
    });
  });

  it('lists the organizations of its desk', async () => {
    const desk = new ServiceDeskClient(configFor('agent'));
    const { values } = await desk.organization.getServiceDeskOrganizations({ serviceDeskId: '1' });
    expect(values?.map(({ name }) => name)).toContain('Acme');
  });
});

/** The script that the app replaces: look the person up, create, add to an organization. */
async function originalScript(role: string, email: string): Promise<number[]> {
  const headers = {
    Authorization: basicAuth(personWithRole(site.jira, role)),
    'Content-Type': 'application/json',
  };
  const call = (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(listening.url + path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  const search = await call('GET', `/rest/api/3/user/search?query=${encodeURIComponent(email)}`);
  const found = (await search.json()) as { accountId: string }[];
  if (found.length > 0) return [search.status];
  const created = await call('POST', '/rest/servicedeskapi/customer', {
    email,
    displayName: 'From a script',
  });
  if (!created.ok) return [search.status, created.status];
  const { accountId } = (await created.json()) as { accountId: string };
  const acme = [...site.jira.state.organizations.values()].find(({ name }) => name === 'Acme');
  const added = await call('POST', `/rest/servicedeskapi/organization/${acme?.id}/user`, {
    accountIds: [accountId],
  });
  return [search.status, created.status, added.status];
}

describe('the original script', () => {
  it("does all three steps with a Jira admin's token", async () => {
    expect(await originalScript('jira-admin', 'script@acme.example')).toEqual([200, 201, 204]);
  });

  it('finds the person the second time', async () => {
    await originalScript('jira-admin', 'twice@acme.example');
    expect(await originalScript('jira-admin', 'twice@acme.example')).toEqual([200]);
  });

  it("fails at the second step with an agent's token", async () => {
    expect(await originalScript('agent', 'refused@acme.example')).toEqual([200, 403]);
  });
});

it('listed nothing that it does not model', () => {
  expect(site.jira.log.unmodelled()).toEqual([]);
});
