import fc from 'fast-check';
import type { AccountId } from '../../../domain/ids';
import { accountItem, accountLedger } from './account-ledger';
import { writeAll } from '../../../platform/kvs/kvs';
import { accountId } from '../../../../test/fakes/ids';
import { kvsSite } from '../../../../test/fakes/kvs-site';
import type { KvsSite } from '../../../../test/fakes/kvs-site';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const ADA = accountId('qm:ada');

let site: KvsSite;
beforeEach(() => {
  site = kvsSite();
});
afterEach(() => site.restore());

function note(...accounts: AccountId[]): Promise<void> {
  return writeAll(accounts.map((each) => accountItem(each, site.clock.now())));
}

function due(max = 90) {
  return accountLedger.due(site.clock.now(), max);
}

/** Reports as the schedule does: some at a time, until none is due or `rounds` are over. */
async function report(max = 90, rounds = Infinity): Promise<AccountId[]> {
  const reported: AccountId[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const persons = await due(max);
    if (persons.length === 0) break;
    reported.push(...persons.map(({ accountId: id }) => id));
    await accountLedger.reported(persons, site.clock.now());
  }
  return reported;
}

test('whoever was stored this week is not due this week', async () => {
  await note(ADA);
  expect(await due()).toEqual([]);
});

test('whoever was stored last week is due, with when that was', async () => {
  const at = site.clock.now();
  await note(ADA);
  site.clock.advance(WEEK_MS);
  expect(await due()).toMatchObject([{ accountId: ADA, at }]);
});

test('whoever was reported is due again in a week, and not before', async () => {
  await note(ADA);
  site.clock.advance(WEEK_MS);
  expect(await report()).toEqual([ADA]);
  expect(await due()).toEqual([]);
  site.clock.advance(WEEK_MS);
  expect(await report()).toEqual([ADA]);
});

test('a report that stopped anywhere goes on with those who are left', async () => {
  const all = Array.from({ length: 25 }, (_, place) => accountId(`qm:person-${place}`));
  await note(...all);
  site.clock.advance(WEEK_MS);
  const first = await report(10, 1);
  const rest = await report(10);
  expect(first).toHaveLength(10);
  expect([...first, ...rest].sort()).toEqual([...all].sort());
});

test('a report that was not taken leaves everybody due', async () => {
  await note(ADA);
  site.clock.advance(WEEK_MS);
  await due();
  expect(await due()).toHaveLength(1);
});

test('weeks that were missed are made up for', async () => {
  await note(ADA);
  site.clock.advance(7 * WEEK_MS);
  expect(await report()).toEqual([ADA]);
});

test('somebody stored in several weeks that were missed is noted for as long as the last of them', async () => {
  await note(ADA);
  site.clock.advance(WEEK_MS);
  await note(ADA);
  const last = site.clock.now();
  site.clock.advance(WEEK_MS);
  await report();
  site.clock.advance(WEEK_MS);
  expect(await due()).toMatchObject([{ accountId: ADA, at: last, until: last + 365 * DAY_MS }]);
});

test('whoever was stored again this week is still due for the week before, and noted for longer', async () => {
  await note(ADA);
  site.clock.advance(WEEK_MS);
  await note(ADA);
  const at = site.clock.now();
  expect(await report()).toEqual([ADA]);
  site.clock.advance(WEEK_MS);
  expect(await due()).toMatchObject([{ accountId: ADA, at }]);
});

test('whoever is closed is forgotten, in all weeks', async () => {
  await note(ADA);
  site.clock.advance(WEEK_MS);
  await note(ADA);
  await accountLedger.eraseAccount(ADA, site.clock.now());
  expect(site.text()).not.toContain(ADA);
});

test('whoever nothing can be stored about any more, a year later, is dropped', async () => {
  await note(ADA);
  const weeks: number[] = [];
  for (let week = 1; week < 60; week += 1) {
    site.clock.advance(WEEK_MS);
    if ((await report()).length > 0) weeks.push(week);
  }
  expect(weeks).toEqual(Array.from({ length: 52 }, (_, week) => week + 1));
  expect(site.kvs.store.all('plain')).toEqual([]);
});

test('account ids of every form are kept as they are', async () => {
  const forms = ['qm:1a2b:3c4d', '557058:f00d-beef', '5b10ac8d82e05b22cc7d4ef5', 'a.b_c-d'].map(accountId);
  await note(...forms);
  site.clock.advance(WEEK_MS);
  expect((await report()).sort()).toEqual([...forms].sort());
});

test('that nobody is due costs no more than one look for each week back', async () => {
  await due();
  expect(site.operations.length).toBeLessThanOrEqual(8);
});

test('whatever is stored and however often a report stops, everybody is reported once a week', async () => {
  const event = fc.oneof(
    fc.record({ note: fc.nat({ max: 30 }) }),
    fc.record({ report: fc.integer({ min: 1, max: 3 }) }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(event, { maxLength: 8 }), { minLength: 2, maxLength: 5 }),
      async (weeks) => {
        site.restore();
        site = kvsSite();
        let stored = new Set<AccountId>();
        for (const week of weeks) {
          const before = new Set(stored);
          const reported: AccountId[] = [];
          for (const each of week) {
            if ('note' in each) {
              const who = accountId(`qm:${each.note}`);
              await note(who);
              stored = stored.add(who);
            } else {
              reported.push(...(await report(3, each.report)));
            }
          }
          reported.push(...(await report(3)));
          expect([...reported].sort()).toEqual([...before].sort());
          site.clock.advance(WEEK_MS);
        }
      },
    ),
    { numRuns: 60 },
  );
});
