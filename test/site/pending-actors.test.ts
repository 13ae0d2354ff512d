import { listen } from '../../local/server/http';
import type { Listening } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { inviteOne, organizationNamed } from './inviting';
import { ada, auditedInvitations, invite, newKey, wordOf } from './scripting';

const MINUTE = 60_000;

let site: LocalSite;
let listening: Listening;
beforeEach(async () => {
  site = await LocalSite.create({ profile: 'slow-index' });
  site.forge.time.hurried = true;
  listening = await listen(site, { port: 0, screens: false });
});
afterEach(() => listening.close());

/** Ada exists, and Jira's search does not know her yet: an agent and a key invite her, each into what they may. */
async function bothWait(): Promise<string> {
  const acme = organizationNamed(site, 'Acme');
  const key = await newKey(site, { organizations: [{ id: acme.id, name: 'Acme' }] });
  const { accountId } = site.jira.state.addCustomer('ada@acme.example', 'Ada');
  await inviteOne(site, 'ada@acme.example', { organizations: [{ name: 'Globex' }] });
  expect(wordOf(await invite(key, ada({ organization: 'Acme' })))).toBe('202 attention');
  return accountId;
}

const isIn = (organization: string, accountId: string): boolean =>
  [...organizationNamed(site, organization).members].includes(accountId);

test('what waits for a person is each actor’s own: a key takes nothing over from an agent', async () => {
  const accountId = await bothWait();
  const agent = site.person('agent');
  site.jira.state.people.set(agent.accountId, { ...agent, agentOf: [] });
  site.jira.clock.advance(6 * MINUTE);
  await site.forge.runSchedule('retry');
  expect([isIn('Acme', accountId), isIn('Globex', accountId)]).toEqual([true, false]);
});

test('… and each goes on under its own name', async () => {
  await bothWait();
  site.jira.clock.advance(6 * MINUTE);
  await site.forge.runSchedule('retry');
  const done = (await auditedInvitations(site)).filter(({ outcome }) => outcome === 'done');
  const told = done.map((entry) => [entry.actor.kind, entry.event === 'invitation' && entry.organizations]);
  expect(told.sort()).toEqual([
    ['key', ['Acme']],
    ['person', ['Globex']],
  ]);
});
