import { LocalSite } from '../../local/server/local-site';
import { ask, inviteAll, organizationNamed } from './inviting';
import { changePolicy } from './scripting';

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
});

async function invited(name: string, ...emails: readonly string[]): Promise<void> {
  await inviteAll(site, emails, { organizations: [{ id: organizationNamed(site, name).id }] });
}

async function usual(domain = 'acme.example', who = 'agent', project = 'SUP'): Promise<string | undefined> {
  const reply = await ask(site, who, 'invite.usual', { domain }, project);
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.data.organization?.name;
}

test('is the one into which most of the domain were invited', async () => {
  await invited('Acme', 'a@acme.example', 'b@acme.example', 'c@globex.example');
  await invited('Globex', 'd@acme.example');
  expect(await usual()).toBe('Acme');
  expect(await usual('mail.acme.example')).toBeUndefined();
});

test('is none where there is no habit: one invitation, two organizations alike, or a provider of addresses', async () => {
  await invited('Acme', 'a@acme.example', 'a@gmail.com', 'b@gmail.com');
  expect(await usual()).toBeUndefined();
  await invited('Globex', 'b@acme.example');
  expect(await usual()).toBeUndefined();
  expect(await usual('gmail.com')).toBeUndefined();
});

test('tells nothing of another space', async () => {
  await site.savePolicy({}, ['SUP', 'PAR']);
  await invited('Acme', 'a@acme.example', 'b@acme.example');
  const reply = await ask(site, 'other-agent', 'invite.usual', { domain: 'acme.example' }, 'PAR');
  expect(reply).toEqual({ ok: true, data: {} });
});

test('names no organization that the person may not choose any more', async () => {
  await invited('Acme', 'a@acme.example', 'b@acme.example');
  expect(await usual()).toBe('Acme');
  site.jira.state.desk('SUP')?.organizations.delete(organizationNamed(site, 'Acme').id);
  expect(await usual()).toBeUndefined();
});

test('names none that the policy does not list', async () => {
  await invited('Acme', 'a@acme.example', 'b@acme.example');
  const { id, name } = organizationNamed(site, 'Globex');
  await changePolicy(site, { onlyOrganizations: [{ id, name }] as never });
  expect(await usual()).toBeUndefined();
});

test('tells no address and no account', async () => {
  await invited('Acme', 'a@acme.example', 'b@acme.example');
  const reply = await ask(site, 'agent', 'invite.usual', { domain: 'acme.example' });
  expect(JSON.stringify(reply)).not.toMatch(/@|accountId/);
});

test.each(['', 'a@acme.example', 'x'.repeat(254), 'a b'])('refuses %j as a domain', async (domain) => {
  expect(await ask(site, 'agent', 'invite.usual', { domain })).toMatchObject({ ok: false });
});
