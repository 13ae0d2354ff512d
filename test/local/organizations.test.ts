import { JiraSite } from '../../local/jira/site';
import { as, asApp, personWithRole } from './people';

const ALL = '/rest/servicedeskapi/organization';

let site: JiraSite;
let acme: string;
beforeEach(() => {
  use('default');
});

function use(profile: string): void {
  site = new JiraSite({ profile });
  acme = [...site.state.organizations.values()].find(({ name }) => name === 'Acme')?.id ?? '';
}

describe('creating an organization', () => {
  it.each(['Acme', 'ACME', ' acme '])('returns the one there is for “%s”, with 201', async (name) => {
    const { status, body } = await as(site, 'agent')('POST', ALL, { body: { name } });
    expect({ status, body }).toMatchObject({ status: 201, body: { id: acme, name: 'Acme' } });
  });

  it('makes one for a new name', async () => {
    const { body } = await as(site, 'agent')('POST', ALL, { body: { name: 'Hooli' } });
    expect(site.state.organizations.get((body as { id: string }).id)).toHaveProperty('name', 'Hooli');
  });

  it.each([200, 201])('takes names of up to 200 characters: %i', async (length) => {
    const { status } = await as(site, 'agent')('POST', ALL, { body: { name: 'x'.repeat(length) } });
    expect(status).toBe(length === 200 ? 201 : 400);
  });
});

describe.each([
  ['default', { agent: true, 'project-admin': true, 'jira-admin': true, user: false, customer: false }],
  [
    'org-admins-only',
    { agent: false, 'project-admin': false, 'jira-admin': true, user: false, customer: false },
  ],
] as const)('on the profile %s', (profile, rights) => {
  const people = Object.entries(rights);
  beforeEach(() => use(profile));

  it.each(people)('%s may create organizations: %s', async (who, may) => {
    expect(await as(site, who)('POST', ALL, { body: { name: 'Hooli' } })).toHaveProperty(
      'status',
      may ? 201 : 403,
    );
  });

  it.each(['POST', 'DELETE'].flatMap((method) => people.map(([who, may]) => [method, who, may] as const)))(
    '%s of members by %s is allowed: %s',
    async (method, who, may) => {
      const { accountId } = personWithRole(site, 'customer');
      const body = { accountIds: [accountId] };
      expect(await as(site, who)(method, `${ALL}/${acme}/user`, { body })).toHaveProperty(
        'status',
        may ? 204 : 403,
      );
    },
  );

  it.each(people)('%s may write its properties: %s', async (who, may) => {
    expect(await as(site, who)('PUT', `${ALL}/${acme}/property/tier`, { body: 1 })).toHaveProperty(
      'status',
      may ? 201 : 403,
    );
  });
});

describe('the app on the profile org-admins-only', () => {
  it('may create organizations, being Jira admin', async () => {
    use('org-admins-only');
    expect(await asApp(site)('POST', ALL, { body: { name: 'Hooli' } })).toHaveProperty('status', 201);
  });
});

describe('the members of an organization', () => {
  const members = (): string => `${ALL}/${acme}/user`;

  it('stay the same when somebody is added twice', async () => {
    const { accountId } = personWithRole(site, 'customer');
    const body = { accountIds: [accountId] };
    await as(site, 'agent')('POST', members(), { body });
    await as(site, 'agent')('POST', members(), { body });
    expect(await as(site, 'agent')('GET', members())).toMatchObject({ body: { size: 1 } });
  });

  it('come in the order of their account ids', async () => {
    for (const name of ['b', 'a', 'c']) {
      const person = site.state.addPerson({
        ...site.state.addCustomer(`${name}@x.example`, name),
        accountId: `qm:${name}`,
      });
      await as(site, 'agent')('POST', members(), { body: { accountIds: [person.accountId] } });
    }
    const { body } = await as(site, 'agent')('GET', members());
    expect((body as { values: { accountId: string }[] }).values.map(({ accountId }) => accountId)).toEqual([
      'qm:a',
      'qm:b',
      'qm:c',
    ]);
  });

  it('are removed by DELETE', async () => {
    const { accountId } = personWithRole(site, 'customer');
    const body = { accountIds: [accountId] };
    await as(site, 'agent')('POST', members(), { body });
    await as(site, 'agent')('DELETE', members(), { body });
    expect(await as(site, 'agent')('GET', members())).toMatchObject({ body: { values: [] } });
  });

  it('cannot be changed where a directory manages them', async () => {
    const directory = [...site.state.organizations.values()].find(({ scimManaged }) => scimManaged)?.id ?? '';
    const { accountId } = personWithRole(site, 'customer');
    const { status } = await as(site, 'agent')('POST', `${ALL}/${directory}/user`, {
      body: { accountIds: [accountId] },
    });
    expect(status).toBe(403);
  });
});

describe('what a customer sees', () => {
  it('is only the organizations that the customer belongs to', async () => {
    site.state.organizations.get(acme)?.members.add(personWithRole(site, 'customer').accountId);
    expect(await as(site, 'customer')('GET', ALL)).toMatchObject({ body: { values: [{ name: 'Acme' }] } });
  });

  it('does not tell other organizations from missing ones', async () => {
    expect(await as(site, 'customer')('GET', `${ALL}/${acme}`)).toHaveProperty('status', 404);
  });
});

describe('the organizations of a desk', () => {
  const ON_DESK = '/rest/servicedeskapi/servicedesk/1/organization';
  const names = async (): Promise<string[]> => {
    const { body } = await as(site, 'agent')('GET', ON_DESK);
    return (body as { values: { name: string }[] }).values.map(({ name }) => name);
  };

  it('are those linked to it', async () => {
    expect(await names()).toEqual(['Acme', 'Globex', 'Umbrella (directory)']);
  });

  it('lose one by DELETE, which stays on the site', async () => {
    await as(site, 'agent')('DELETE', ON_DESK, { body: { organizationId: Number(acme) } });
    expect(await names()).not.toContain('Acme');
    expect(site.state.organizations.has(acme)).toBe(true);
  });

  it('lose one that a Jira admin deletes', async () => {
    await as(site, 'jira-admin')('DELETE', `${ALL}/${acme}`);
    expect(await names()).not.toContain('Acme');
  });
});
