import { LocalSite } from '../../local/server/local-site';
import { people, settled, started } from './importing';
import { entries, inviteHere, later, mergerSite, NAME } from './merger';
import { audited, changePolicy } from './scripting';

let site: LocalSite;

beforeEach(async () => {
  site = await mergerSite();
});

test.each(['before', 'after'] as const)(
  'a screen that dies at any call never leaves an organization without its one entry (%s)',
  async (death) => {
    for (let number = 1; ; number += 1) {
      site = await LocalSite.create();
      site.forge.time.hurried = true;
      await changePolicy(site, { createOrganizations: true });
      site.forge.crashes.once('panel', number, death);
      await inviteHere(site).catch(() => undefined);
      const died = site.forge.crashes.count > 0;
      await later(site, 30);
      const isThere = [...site.jira.state.organizations.values()].some(({ name }) => name === NAME);
      expect({ number, told: (await entries(site, 'created')).length }).toEqual({
        number,
        told: isThere ? 1 : 0,
      });
      if (!died) break;
    }
  },
);

test('an import that dies at any call never leaves one without its one entry', async () => {
  for (let number = 1; ; number += 1) {
    site = await LocalSite.create();
    site.forge.time.hurried = true;
    await changePolicy(site, { createOrganizations: true });
    site.forge.crashes.once('import-queue', number, 'after');
    const view = await settled(site, (await started(site, { rows: people(2, [NAME]) })).id);
    expect(view.counts).toMatchObject({ attention: 0, failed: 0 });
    await later(site, 30);
    expect({ number, told: (await entries(site, 'created')).length }).toEqual({ number, told: 1 });
    if (site.forge.crashes.count === 0) break;
  }
});

test('only the batch that a worker died in may have been its work: whoever comes later was there already', async () => {
  const rows = people(160);
  for (const [email = '', name = ''] of rows) site.jira.state.addCustomer(email, name);
  site.forge.crashes.once('import-queue', 40, 'after');
  const view = await settled(site, (await started(site, { rows })).id);
  expect(site.forge.crashes.count).toBe(1);
  expect(view.counts).toMatchObject({ existed: 160 });
  const found = (await audited(site, { limit: 100 })).flatMap((entry) =>
    entry.event === 'invitation' && (entry.line ?? 0) > 151 ? [entry.account] : [],
  );
  expect(new Set(found)).toEqual(new Set(['already']));
});
