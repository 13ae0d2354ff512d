import { LocalSite } from '../../local/server/local-site';
import { inviteOne } from './inviting';
import { cameAnotherWay, DAY_MS, deskOf, look, lookTomorrow, rulesFor, support, switchOn } from './upkeeping';

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
  site.forge.kvs.store.expiredKeptMs = 0;
  await rulesFor(site, { 'acme.example': 'Acme' });
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

/** The keys of all that holds an account id. */
function holding(accountId: string): string[] {
  const { store } = site.forge.kvs;
  return ['plain', 'entity:record', 'entity:audit']
    .flatMap((space) => store.all(space))
    .filter((each) => JSON.stringify([each.key, each.value]).includes(accountId))
    .map(({ key }) => key);
}

async function close(accountId: string): Promise<void> {
  site.forge.personalData.mark(accountId, 'closed');
  await site.forge.runSchedule('privacy');
}

test('a closed account is erased from those who are about to be added', async () => {
  const { accountId } = cameAnotherWay(site, 'ada@acme.example');
  await look(site);
  await switchOn(site, ['acme.example']);
  site.jira.clock.advance(7 * DAY_MS);
  site.forge.crashes.at = ({ functionKey, method, path }) =>
    functionKey === 'keep-up' && method === 'POST' && path.includes('/organization/') ? 'before' : undefined;
  await site.forge.runSchedule('upkeep').catch(() => undefined);
  site.forge.crashes.at = () => undefined;
  expect(holding(accountId)).toContain('upkeep:round');
  await close(accountId);
  expect(holding(accountId)).toEqual([]);
});

test('a closed account is counted no more among those who are gone', async () => {
  const { accountId = '' } = await inviteOne(site, 'ada@globex.example');
  deskOf(site).customers.delete(accountId);
  await lookTomorrow(site);
  expect((await support(site)).found).toMatchObject({ goneCount: 1 });
  site.jira.clock.advance(7 * DAY_MS);
  await close(accountId);
  expect((await support(site)).found).toMatchObject({ gone: [], goneCount: 0 });
});

test('everybody whom a report names is noted for the weekly report, week after week', async () => {
  const people = [cameAnotherWay(site, 'ada@acme.example')];
  await look(site);
  site.jira.clock.advance(8 * DAY_MS);
  people.push(cameAnotherWay(site, 'bob@acme.example'));
  await look(site);
  await site.forge.runSchedule('privacy');
  for (const { accountId } of people) {
    expect(holding(accountId).some((key) => key.startsWith('person:'))).toBe(true);
  }
});
