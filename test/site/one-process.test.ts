import { LocalSite } from '../../local/server/local-site';
import { ask, callsOf, inviteOne } from './inviting';
import { people, settled, started } from './importing';

/** All that a site keeps, without what differs by chance or by the moment. */
function keptBy(site: LocalSite): string {
  return JSON.stringify([site.snapshot(), site.forge.logs, site.forge.realtime, callsOf(site)], undefined, 1)
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'uuid')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z(:\d{4}:[0-9a-f]{8})?/g, 'moment')
    .replaceAll(/\b1\d{12}\b/g, 'ms');
}

test('many sites are served by one process, and what is done on one is never seen on another', async () => {
  const untouched = await LocalSite.create();
  const before = keptBy(untouched);
  const busy = await LocalSite.create();
  await busy.savePolicy({ allowedDomains: ['acme.example'] }, ['SUP', 'PAR']);
  await inviteOne(busy, 'ada@acme.example');
  await settled(busy, (await started(busy, { rows: people(60, ['Acme']) })).id);
  expect(keptBy(busy)).not.toBe(before);

  expect(keptBy(untouched)).toBe(before);
  expect(keptBy(await LocalSite.create())).toBe(before);
});

test('two sites that work at the same time keep to their own policies, people and records', async () => {
  const [open, strict] = [await LocalSite.create(), await LocalSite.create()];
  await strict.savePolicy({ deniedDomains: ['acme.example'] }, ['SUP']);
  const emails = Array.from({ length: 5 }, (_, index) => `guest${index}@acme.example`);
  const both = await Promise.all(
    emails.flatMap((email) => [open, strict].map((site) => inviteOne(site, email))),
  );
  expect(both.map(({ state }) => state)).toEqual(emails.flatMap(() => ['done', 'failed']));
  expect(
    [open, strict].map((site) => emails.filter((email) => site.jira.state.withEmail(email).length > 0)),
  ).toEqual([emails, []]);
  const audits = await Promise.all([open, strict].map((site) => ask(site, 'jira-admin', 'audit.page', {})));
  const done = audits.map((audit) =>
    audit.ok
      ? audit.data.entries.filter(({ event, outcome }) => event === 'invitation' && outcome === 'done').length
      : -1,
  );
  expect(done).toEqual([5, 0]);
});
