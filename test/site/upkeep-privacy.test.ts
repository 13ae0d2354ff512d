import type { LocalSite } from '../../local/server/local-site';
import { inviteOne, organizationNamed } from './inviting';
import { holding } from './kept';
import { SUP } from './scripting';
import {
  addsAsked,
  cameAnotherWay,
  DAY_MS,
  deskOf,
  dieAdding,
  HOUR_MS,
  isMember,
  look,
  lookTomorrow,
  ruleEntries,
  siteWithRule,
  support,
  switchOn,
} from './upkeeping';

const REPORT = `upkeep-report:${SUP}`;

let site: LocalSite;
beforeEach(async () => {
  site = await siteWithRule();
  site.forge.kvs.store.expiredKeptMs = 0;
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

function report() {
  const stored = site.forge.kvs.store.all('entity:record').find(({ key }) => key === REPORT);
  if (!stored) throw new Error('there is no report');
  return stored;
}

/** The notes by which the weekly report finds an account. */
const notesOf = (accountId: string): string[] =>
  holding(site, accountId).filter((key) => key.startsWith('person:'));

async function close(accountId: string): Promise<void> {
  site.forge.personalData.mark(accountId, 'closed');
  await site.forge.runSchedule('privacy');
}

test('an account that is closed while it is to be added is not added, nor in the log', async () => {
  const ada = cameAnotherWay(site, 'ada@acme.example');
  // A report that names her, so that she is asked about in the week after.
  await look(site);
  await switchOn(site, ['acme.example']);
  site.jira.clock.advance(7 * DAY_MS);
  await dieAdding(site, 'before');
  await close(ada.accountId);
  site.jira.clock.advance(HOUR_MS);
  await look(site);
  expect([isMember(site, ada), addsAsked(site), await ruleEntries(site)]).toEqual([false, 0, []]);
});

test('a report names nobody any more about whom the note is over', async () => {
  const { accountId = '' } = await inviteOne(site, 'ada@globex.example');
  site.jira.clock.advance(181 * DAY_MS);
  await look(site);
  expect((await support(site)).found?.unused).toMatchObject([{ accountId }]);
  expect(JSON.stringify(report().value)).toContain(accountId);
  site.jira.clock.advance(185 * DAY_MS);
  await look(site);
  expect(JSON.stringify(report().value)).not.toContain(accountId);
});

test('members of an organization who came in different weeks are all noted for the weekly report', async () => {
  const joined = async (name: string): Promise<string> => {
    const { accountId } = cameAnotherWay(site, `${name}@acme.example`);
    organizationNamed(site, 'Acme').members.add(accountId);
    await lookTomorrow(site);
    return accountId;
  };
  const ada = await joined('ada');
  site.jira.clock.advance(8 * DAY_MS);
  const bob = await joined('bob');
  // She is of an older week, and goes over into his.
  await site.forge.runSchedule('privacy');
  expect([notesOf(ada).length, notesOf(bob).length]).toEqual([1, 1]);
});

test('somebody else’s erasure does not prolong how long a report is kept', async () => {
  cameAnotherWay(site, 'ada@acme.example');
  await look(site);
  const { expiresAt } = report();
  const { accountId = '' } = await inviteOne(site, 'zoe@globex.example');
  site.jira.clock.advance(8 * DAY_MS);
  await close(accountId);
  expect(notesOf(accountId)).toEqual([]);
  expect(report().expiresAt).toBe(expiresAt);
});

test('a closed account is erased from those who are about to be added', async () => {
  const { accountId } = cameAnotherWay(site, 'ada@acme.example');
  await look(site);
  await switchOn(site, ['acme.example']);
  site.jira.clock.advance(7 * DAY_MS);
  await dieAdding(site, 'before');
  expect(holding(site, accountId)).toContain('upkeep:round');
  await close(accountId);
  expect(holding(site, accountId)).toEqual([]);
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
    expect(holding(site, accountId).some((key) => key.startsWith('person:'))).toBe(true);
  }
});
