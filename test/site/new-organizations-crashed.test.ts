import type { AuditEntry } from '../../src/contract/audit';
import type { Outcome } from '../../src/domain/invitation/outcome';
import { LocalSite } from '../../local/server/local-site';
import { people, settled, started } from './importing';
import { inviteOne } from './inviting';
import { audited, changePolicy } from './scripting';

const MINUTE_MS = 60_000;
const NAME = 'Merger Falcon';

let site: LocalSite;

beforeEach(async () => {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
  await site.savePolicy({ createOrganizations: true }, ['SUP', 'PAR']);
  site.jira.log.clear();
});

const HERE = { organizations: [{ name: NAME }] };

function inviteHere(): Promise<Outcome> {
  return inviteOne(site, 'spy@evil.example', HERE);
}

async function entries(action: 'created' | 'linked'): Promise<readonly AuditEntry[]> {
  return (await audited(site)).filter((entry) => entry.event === 'organization' && entry.action === action);
}

/** The five-minute schedule, for as long. */
async function later(minutes: number): Promise<void> {
  for (let passed = 0; passed < minutes; passed += 5) {
    site.jira.clock.advance(5 * MINUTE_MS);
    await site.forge.runSchedule('retry');
  }
}

test.each(['before', 'after'] as const)(
  'a screen that dies at any call never leaves an organization without its one entry (%s)',
  async (death) => {
    for (let number = 1; ; number += 1) {
      site = await LocalSite.create();
      site.forge.time.hurried = true;
      await changePolicy(site, { createOrganizations: true });
      site.forge.crashes.once('panel', number, death);
      await inviteHere().catch(() => undefined);
      const died = site.forge.crashes.count > 0;
      await later(30);
      const isThere = [...site.jira.state.organizations.values()].some(({ name }) => name === NAME);
      expect({ number, told: (await entries('created')).length }).toEqual({ number, told: isThere ? 1 : 0 });
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
    await later(30);
    expect({ number, told: (await entries('created')).length }).toEqual({ number, told: 1 });
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
