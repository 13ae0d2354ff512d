import { LocalSite } from '../../local/server/local-site';
import { ask, organizationNamed } from './inviting';
import { audited, changePolicy } from './scripting';

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
