import { LocalSite } from '../../local/server/local-site';
import { ask, inviteOne } from './inviting';
import { audited, changePolicy, newKey, told } from './scripting';

const HOUR = 3_600_000;

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
});

const events = async (): Promise<string[]> => (await audited(site)).map(({ event }) => event);

test('whoever keeps invitations for a day leaves the trace of all they did meanwhile', async () => {
  const before = await events();
  await changePolicy(site, {}, { auditDays: 1 });
  await newKey(site, { name: 'backdoor' });
  await told(site, 'jira-admin', 'authority.consent');
  await ask(site, 'agent', 'policy.show');
  site.jira.clock.advance(25 * HOUR);
  const kept = ['refusal', 'authority', 'key', 'policy', ...before];
  expect(await events()).toEqual(kept);
  await changePolicy(site, {}, { auditDays: 365 });
  expect(await events()).toEqual(['policy', ...kept]);
});

test('invitations are kept as long as the policy says, and shown no longer', async () => {
  await inviteOne(site, 'ada@acme.example');
  site.jira.clock.advance(25 * HOUR);
  expect(await events()).toContain('invitation');
  await changePolicy(site, {}, { auditDays: 1 });
  expect(await events()).not.toContain('invitation');
});

test('a year later, nothing of it is shown any more', async () => {
  await newKey(site);
  site.jira.clock.advance(366 * 24 * HOUR);
  expect(await events()).toEqual([]);
});
