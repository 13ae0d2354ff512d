import type { AccountId } from '../../../domain/ids';
import { writeAll } from '../../../platform/kvs/kvs';
import { GROUP_MAX, accountGroupItems, accountItem, accountLedger } from './account-ledger';
import { accountId } from '../../../../test/fakes/ids';
import { kvsSite } from '../../../../test/fakes/kvs-site';
import type { KvsSite } from '../../../../test/fakes/kvs-site';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

let site: KvsSite;
beforeEach(() => {
  site = kvsSite();
});
afterEach(() => site.restore());

const crowd = (count: number, from = 0): AccountId[] =>
  Array.from({ length: count }, (_, index) => accountId(`qm:person-${from + index}`));
const [ADA = accountId('qm:nobody')] = crowd(1);

function noteGroup(accounts: readonly AccountId[], id = 'batch-0'): Promise<void> {
  return writeAll(accountGroupItems(id, accounts, site.clock.now()));
}

/** Reports until nobody is due. */
async function report(): Promise<AccountId[]> {
  const reported: AccountId[] = [];
  for (;;) {
    const due = await accountLedger.due(site.clock.now(), GROUP_MAX);
    if (due.length === 0) return reported.sort();
    reported.push(...due.map((each) => each.accountId));
    await accountLedger.reported(due, site.clock.now());
  }
}

const keys = (): string[] => site.kvs.store.all('plain').map(({ key }) => key);

describe('many persons under one key', () => {
  test('are noted in groups that one report can take', async () => {
    await noteGroup(crowd(149));
    expect(keys()).toHaveLength(2);
    site.clock.advance(WEEK_MS);
    const due = await accountLedger.due(site.clock.now(), GROUP_MAX);
    expect(due.length).toBeLessThanOrEqual(GROUP_MAX);
  });

  test('are due each week, once', async () => {
    await noteGroup(crowd(149));
    expect(await report()).toEqual([]);
    for (let week = 0; week < 3; week += 1) {
      site.clock.advance(WEEK_MS);
      expect(await report()).toEqual(crowd(149).sort());
      expect(await report()).toEqual([]);
    }
    expect(keys()).toHaveLength(2);
  });

  test('who stand twice in a batch are noted once', async () => {
    await noteGroup([ADA, ADA, ...crowd(2)]);
    site.clock.advance(WEEK_MS);
    expect(await report()).toEqual(crowd(2));
  });

  test('noted again, as by a batch that was done twice, take no further key', async () => {
    await noteGroup(crowd(10));
    await noteGroup(crowd(10));
    expect(keys()).toHaveLength(1);
  });

  test('who are nobody take no key', async () => {
    await noteGroup([]);
    expect(keys()).toEqual([]);
  });

  test('are due beside those who were noted alone', async () => {
    await noteGroup(crowd(5));
    await writeAll(crowd(5, 5).map((each) => accountItem(each, site.clock.now())));
    site.clock.advance(WEEK_MS);
    expect(await report()).toEqual(crowd(10).sort());
  });

  test('of weeks that were missed are made up for', async () => {
    await noteGroup(crowd(3));
    site.clock.advance(7 * WEEK_MS);
    expect(await report()).toEqual(crowd(3));
  });

  test('are told with the moment at which something was stored, however often they were reported', async () => {
    const at = site.clock.now();
    await noteGroup(crowd(2));
    site.clock.advance(WEEK_MS);
    await report();
    site.clock.advance(WEEK_MS);
    expect(await accountLedger.due(site.clock.now(), GROUP_MAX)).toMatchObject([
      { accountId: ADA, at, until: at + 365 * DAY_MS },
      { at },
    ]);
  });

  test('are dropped after a year', async () => {
    await noteGroup(crowd(2));
    let weeks = 0;
    for (let week = 0; week < 60; week += 1) {
      site.clock.advance(WEEK_MS);
      if ((await report()).length > 0) weeks += 1;
    }
    expect(weeks).toBe(52);
    expect(keys()).toEqual([]);
  });
});

describe('somebody whose account was closed', () => {
  test('is taken out of all groups, in all weeks, and the others stay', async () => {
    await noteGroup(crowd(3), 'one');
    await noteGroup(crowd(2), 'two');
    site.clock.advance(WEEK_MS);
    await noteGroup(crowd(4), 'three');
    await accountLedger.eraseAccount(ADA, site.clock.now());
    expect(site.text()).not.toContain(ADA);
    site.clock.advance(WEEK_MS);
    expect(new Set(await report())).toEqual(new Set(crowd(3, 1)));
  });

  test('and was alone in a group leaves none', async () => {
    await noteGroup([ADA]);
    await accountLedger.eraseAccount(ADA, site.clock.now());
    expect(keys()).toEqual([]);
  });

  test('is found among more groups than one page holds', async () => {
    for (let group = 0; group < 120; group += 1)
      await noteGroup([ADA, accountId(`qm:other-${group}`)], `g-${group}`);
    await accountLedger.eraseAccount(ADA, site.clock.now());
    expect(site.text()).not.toContain(ADA);
    expect(keys()).toHaveLength(120);
  });
});
