import { LocalSite } from '../../local/server/local-site';
import { ask, organizationNamed } from './inviting';
import { settled, started } from './importing';

const PEOPLE = 1_000;
/** Accounts in one call. */
const BATCH = 50;
const DAY_MS = 86_400_000;

test('ending 1,000 accesses takes one call for each 50 of a place', async () => {
  const site = await LocalSite.create();
  const end = new Date(site.jira.clock.now() + DAY_MS).toISOString();
  const begun = await started(site, {
    columns: ['email', 'organizations', 'endsAt'],
    rows: Array.from({ length: PEOPLE }, (_, index) => [`guest${index}@acme.example`, 'Acme', end]),
  });
  expect((await settled(site, begun.id)).counts.created).toBe(PEOPLE);
  expect(organizationNamed(site, 'Acme').members.size).toBeGreaterThanOrEqual(PEOPLE);

  site.jira.clock.advance(2 * DAY_MS);
  site.jira.log.clear();
  await site.forge.runSchedule('ending');
  // The desk and one organization.
  const batches = 2 * (PEOPLE / BATCH);
  expect(site.jira.log.all().length).toBeLessThanOrEqual(1.1 * batches);
  const guests = [...site.jira.state.people.values()].filter(({ email }) => /^guest\d/.test(email));
  const { members } = organizationNamed(site, 'Acme');
  expect(guests.filter(({ accountId }) => members.has(accountId))).toEqual([]);
  const left = await ask(site, 'agent', 'access.list', {});
  expect(left).toMatchObject({ ok: true, data: { access: [] } });
});
