import { LocalSite } from '../../local/server/local-site';
import { organizationId } from '../fakes/ids';
import { ask, inviteOne, organizationNamed, stepsOf } from './inviting';
import { audited, changePolicy, told } from './scripting';

let site: LocalSite;

beforeEach(async () => {
  site = await LocalSite.create();
  await changePolicy(site, { createOrganizations: true });
});

/** Invites Ada into organizations by their names. */
async function inviteInto(...names: string[]): Promise<void> {
  await ask(site, 'agent', 'invite.send', {
    people: [{ email: 'ada@acme.example' }],
    organizations: names.map((name) => ({ name })),
    notify: false,
  });
}

test('nothing is created where another name of the same invitation is none', async () => {
  await inviteInto('Shadow Org', '<x>');
  expect(() => organizationNamed(site, 'Shadow Org')).toThrow();
});

test('an organization that was created is in the audit log, with who asked for it', async () => {
  await inviteInto('Northwind');
  const { id } = organizationNamed(site, 'Northwind');
  const created = (await audited(site)).find(({ event }) => event === 'organization');
  expect(created).toMatchObject({
    actor: { kind: 'person', accountId: site.person('agent').accountId },
    projectId: '10001',
    action: 'created',
    organizationId: id,
    organizationName: 'Northwind',
    outcome: 'done',
  });
});

test('… though the invitation itself fails afterwards', async () => {
  site.jira.faults.set([{ path: '/rest/servicedeskapi/customer', status: 400, rate: 1, afterWork: false }]);
  await inviteInto('Northwind');
  expect((await audited(site)).map(({ event, outcome }) => `${event} ${outcome}`).slice(0, 2)).toEqual([
    'invitation failed',
    'organization done',
  ]);
});

describe('a project admin who calls one organization by the name of another', () => {
  beforeEach(async () => {
    await changePolicy(site, { organizations: 'any', createOrganizations: false });
    const { version } = await told(site, 'project-admin', 'project.show');
    const onlyOrganizations = [{ id: organizationNamed(site, 'Initech').id, name: 'Acme' }];
    await told(site, 'project-admin', 'project.save', { version, own: { onlyOrganizations } });
  });

  test('leads nobody who asks for the name into it', async () => {
    const outcome = await inviteOne(site, 'ada@acme.example', { organizations: [{ name: 'Acme' }] });
    expect(outcome.state).toBe('failed');
    expect(outcome.accountId).toBeUndefined();
  });

  test('does not have it told under that name: outcome and audit log say what Jira says', async () => {
    const { id } = organizationNamed(site, 'Initech');
    const outcome = await inviteOne(site, 'ada@acme.example', { organizations: [{ id }] });
    expect(stepsOf(outcome)).toContain('organization Initech made');
    expect((await audited(site))[0]).toMatchObject({ organizations: ['Initech'], organizationIds: [id] });
  });
});

test.each([[{ id: '999' }], ['Globex']])(
  'beyond the only organizations allowed, %j tells no more than what is not there',
  async (asked) => {
    const acme = organizationNamed(site, 'Acme');
    await changePolicy(site, {
      organizations: 'any',
      onlyOrganizations: [{ id: organizationId(acme.id), name: 'Acme' }],
    });
    const ref = typeof asked === 'string' ? { id: organizationNamed(site, asked).id } : asked;
    const { reason } = await inviteOne(site, 'ada@acme.example', { organizations: [ref] });
    expect(reason).toEqual({ code: 'organization-gone' });
  },
);

describe('a rule of the site that leads a domain into an organization that is not linked', () => {
  beforeEach(async () => {
    const { id, name } = organizationNamed(site, 'Initech');
    await changePolicy(site, {
      domainOrganizations: [{ domain: 'acme.example', organization: { id: organizationId(id), name } }],
    });
  });

  test('is tightened away by a project of its own will', async () => {
    const { version } = await told(site, 'project-admin', 'project.show');
    await told(site, 'project-admin', 'project.save', { version, own: { organizations: 'none' } });
    expect(stepsOf(await inviteOne(site, 'ada@acme.example'))).toEqual(['account made', 'desk made']);
  });
});

test('such a rule is asked again when the account is found at last: as for whoever is found at once', async () => {
  site = await LocalSite.create({ profile: 'slow-index' });
  site.forge.time.hurried = true;
  const { id, name, members } = organizationNamed(site, 'Initech');
  await changePolicy(site, {
    domainOrganizations: [{ domain: 'acme.example', organization: { id: organizationId(id), name } }],
  });
  const { accountId } = site.jira.state.addCustomer('ada@acme.example', 'Ada');
  await inviteOne(site, 'ada@acme.example');
  site.jira.clock.advance(6 * 60_000);
  await site.forge.runSchedule('retry');
  expect([...members]).toContain(accountId);
  expect((await audited(site))[0]).toMatchObject({ outcome: 'done', organizations: ['Initech'] });
});
