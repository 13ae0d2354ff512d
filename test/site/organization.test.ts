import { LocalSite } from '../../local/server/local-site';
import { ask, inviteOne, organizationNamed } from './inviting';

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
});

const PEOPLE = { people: [{ email: 'ada@acme.example' }], notify: false };
const idOf = (name: string) => organizationNamed(site, name).id;
const at = (name: string) => ({ organization: idOf(name) });
const accountOf = (email: string) => site.jira.state.withEmail(email)[0]?.accountId;

test('the panel is told its organization, as the person sees it among those linked', async () => {
  expect(await ask(site, 'agent', 'organization.show', {}, 'SUP', at('Acme'))).toMatchObject({
    ok: true,
    data: { organization: { id: idOf('Acme'), name: 'Acme' }, projectId: '10001' },
  });
  expect(site.jira.log.all().map(({ as }) => as)).toEqual(['user', 'user']);
});

test.each([
  ['not linked to the project', 'Initech', {}, 'organization-not-linked'],
  ['managed by an identity provider', 'Umbrella (directory)', {}, 'organization-scim'],
  ['in none, says the policy', 'Acme', { organizations: 'none' }, 'organizations-not-allowed'],
])('where it is %s, nobody is invited, and the panel says why', async (_why, name, rules, code) => {
  await site.savePolicy(rules, ['SUP']);
  for (const [asked, input] of [
    ['organization.show', {}],
    ['organization.invite', PEOPLE],
  ] as const) {
    expect(await ask(site, 'agent', asked, input, 'SUP', at(name))).toMatchObject({ error: { code } });
  }
  expect(accountOf('ada@acme.example')).toBeUndefined();
});

test('where the policy names other organizations, it is refused', async () => {
  await site.savePolicy({ onlyOrganizations: [{ id: idOf('Globex'), name: 'Globex' }] }, ['SUP']);
  expect(await ask(site, 'agent', 'organization.invite', PEOPLE, 'SUP', at('Acme'))).toMatchObject({
    error: { code: 'organization-not-allowed' },
  });
});

test('where the policy allows any of the site, one of another project is taken', async () => {
  await site.savePolicy({ organizations: 'any' }, ['SUP']);
  expect(await ask(site, 'agent', 'organization.invite', PEOPLE, 'SUP', at('Initech'))).toMatchObject({
    ok: true,
  });
  expect(organizationNamed(site, 'Initech').members).toContain(accountOf('ada@acme.example'));
});

test('inviting does the main job into this organization, whatever a rule for the domain says', async () => {
  const globex = { id: idOf('Globex'), name: 'Globex' };
  await site.savePolicy({ domainOrganizations: [{ domain: 'acme.example', organization: globex }] }, ['SUP']);
  const reply = await ask(site, 'agent', 'organization.invite', PEOPLE, 'SUP', at('Acme'));
  expect(reply).toMatchObject({ ok: true, data: { outcomes: [{ state: 'done' }], recorded: 'yes' } });
  expect(organizationNamed(site, 'Acme').members).toContain(accountOf('ada@acme.example'));
  expect(organizationNamed(site, 'Globex').members.size).toBe(0);
  expect(site.jira.state.desk('SUP')?.customers).toContain(accountOf('ada@acme.example'));
});

test('an organization in the payload is refused, and so is a page of none', async () => {
  const smuggled = { ...PEOPLE, organizations: [{ id: idOf('Globex') }] };
  expect(await ask(site, 'agent', 'organization.invite', smuggled, 'SUP', at('Acme'))).toMatchObject({
    error: { code: 'invalid-input' },
  });
  for (const [asked, input] of [
    ['organization.show', {}],
    ['organization.invite', PEOPLE],
    ['organization.history', {}],
  ] as const) {
    expect(await ask(site, 'agent', asked, input)).toMatchObject({ error: { code: 'no-organization' } });
  }
  const odd = { ...site.screen('organization', 'agent', 'SUP'), organization: { id: 'x' } };
  expect(await site.forge.invoke(odd, 'organization.invite', PEOPLE)).toMatchObject({
    error: { code: 'no-organization' },
  });
});

test('who was invited here, and by whom, is listed: from every door, and not into other organizations', async () => {
  await inviteOne(site, 'eve@acme.example', { organizations: [{ name: 'Globex' }] });
  await inviteOne(site, 'bob@acme.example', { organizations: [{ name: 'Globex' }, { name: 'Acme' }] });
  await ask(site, 'agent', 'organization.invite', PEOPLE, 'SUP', at('Acme'));
  const reply = await ask(site, 'project-admin', 'organization.history', {}, 'SUP', at('Acme'));
  const by = { kind: 'person', accountId: site.person('agent').accountId };
  expect(reply).toMatchObject({
    ok: true,
    data: {
      entries: [
        { customer: accountOf('ada@acme.example'), actor: by },
        { customer: accountOf('bob@acme.example'), actor: by },
      ],
    },
  });
});

test('the list goes on where a page ends', async () => {
  for (let index = 0; index < 22; index += 1) {
    await inviteOne(site, `guest${index}@acme.example`, { organizations: [{ name: 'Acme' }] });
  }
  const first = await ask(site, 'agent', 'organization.history', {}, 'SUP', at('Acme'));
  if (!first.ok || !first.data.before) throw new Error('no second page');
  const { before } = first.data;
  const second = await ask(site, 'agent', 'organization.history', { before }, 'SUP', at('Acme'));
  expect([first.data.entries.length, second.ok && second.data.entries.length]).toEqual([20, 2]);
});
