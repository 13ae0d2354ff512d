import fc from 'fast-check';
import type { AccountId } from '../../domain/ids';
import { enrol } from './enrol';
import type { Add } from './enrol';
import type { Account } from './find-account';
import type { JiraError } from '../../platform/jira/result';
import { account, refused } from '../../../test/fakes/invitations';

/** A desk or organization that adds all it is asked for, except where `refuse` has a reason not to. */
function place(refuse: (ids: readonly AccountId[]) => JiraError['kind'] | undefined = () => undefined) {
  const calls: (readonly AccountId[])[] = [];
  const members = new Set<AccountId>();
  const add: Add = (ids) => {
    calls.push(ids);
    const kind = refuse(ids);
    if (kind !== undefined) return Promise.resolve(refused(kind));
    ids.forEach((id) => members.add(id));
    return Promise.resolve({ ok: true, data: undefined });
  };
  return { add, calls, members };
}

const people = (count: number, accountType = 'customer'): Account[] =>
  Array.from({ length: count }, (_, index) => account(`${accountType}:${index}`, accountType));

test('nobody is enrolled without a call', async () => {
  const { add, calls } = place();
  await enrol([], add);
  expect(calls).toEqual([]);
});

test('everybody is enrolled with one call', async () => {
  const { add, calls, members } = place();
  expect(await enrol(people(25), add)).toEqual(new Map());
  expect([calls.length, members.size]).toEqual([1, 25]);
});

test('at most 50 are named in one call', async () => {
  const { add, calls, members } = place();
  await enrol(people(120), add);
  expect(calls.map(({ length }) => length)).toEqual([50, 50, 20]);
  expect(members.size).toBe(120);
});

test('an account that stands twice is named once', async () => {
  const { add, calls } = place();
  await enrol([account('a'), account('b'), account('a')], add);
  expect(calls).toEqual([['a', 'b']]);
});

test('one account that Jira does not know is told, and all others are in', async () => {
  const { add, members } = place((ids) =>
    ids.includes(account('customer:6').accountId) ? 'rejected' : undefined,
  );
  const missed = await enrol(people(25), add);
  expect([...missed.keys()]).toEqual(['customer:6']);
  expect(members.size).toBe(24);
});

test('one Atlassian account that Jira refuses does not keep the others out', async () => {
  const refusedOne = account('atlassian:1').accountId;
  const { add, members } = place((ids) => (ids.includes(refusedOne) ? 'forbidden' : undefined));
  const missed = await enrol([...people(10), ...people(3, 'atlassian')], add);
  expect([...missed.keys()]).toEqual([refusedOne]);
  expect(members.size).toBe(12);
});

test('accounts of an unknown kind are asked for one by one, too', async () => {
  const { add } = place((ids) => (ids.includes(account('unknown:0').accountId) ? 'forbidden' : undefined));
  expect([...(await enrol([...people(2), ...people(2, 'unknown')], add)).keys()]).toEqual(['unknown:0']);
});

test('a refusal of portal-only customers alone is about none of them, so it is not asked again', async () => {
  const { add, calls } = place(() => 'forbidden');
  expect((await enrol(people(25), add)).size).toBe(25);
  expect(calls).toHaveLength(1);
});

test.each<JiraError['kind']>(['missing', 'busy', 'unavailable', 'out-of-time', 'unauthorized', 'conflict'])(
  'an answer that is about no single account (%s) holds for all, and is not asked again',
  async (kind) => {
    const { add, calls } = place(() => kind);
    const missed = await enrol(people(25), add);
    expect([...missed.values()].map((refusal) => refusal.kind)).toEqual(Array(25).fill(kind));
    expect(calls).toHaveLength(1);
  },
);

test('what one batch meets does not touch another', async () => {
  const { add } = place((ids) => (ids.includes(account('customer:55').accountId) ? 'busy' : undefined));
  const missed = await enrol(people(60), add);
  expect([...missed.keys()]).toEqual(
    people(60)
      .slice(50)
      .map(({ accountId }) => accountId),
  );
});

describe('for any set of unknown accounts', () => {
  const cases = fc
    .integer({ min: 1, max: 60 })
    .chain((count) =>
      fc.record({ count: fc.constant(count), bad: fc.uniqueArray(fc.nat(count - 1), { maxLength: 8 }) }),
    );

  test('exactly those are told, all others are in, and the number of calls is bounded', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ count, bad }) => {
        const badIds = new Set(bad.map((index) => account(`customer:${index}`).accountId));
        const { add, calls, members } = place((ids) =>
          ids.some((id) => badIds.has(id)) ? 'rejected' : undefined,
        );
        const missed = await enrol(people(count), add);
        expect(new Set(missed.keys())).toEqual(badIds);
        expect(members.size).toBe(count - badIds.size);
        // One call for each batch, and two for each level of each bad one's path to the bottom.
        const bound = Math.ceil(count / 50) + 2 * badIds.size * Math.ceil(Math.log2(Math.min(count, 50)));
        expect(calls.length).toBeLessThanOrEqual(bound);
      }),
    );
  });

  test('nobody who is in is told as missing, whichever Atlassian accounts are refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(20), fc.nat(20), fc.uniqueArray(fc.nat(19)), async (portal, atlassian, bad) => {
        const badIds = new Set(
          bad.filter((index) => index < atlassian).map((index) => account(`atlassian:${index}`).accountId),
        );
        const { add, members } = place((ids) => (ids.some((id) => badIds.has(id)) ? 'forbidden' : undefined));
        const missed = await enrol([...people(portal), ...people(atlassian, 'atlassian')], add);
        expect(new Set(missed.keys())).toEqual(badIds);
        expect(members.size).toBe(portal + atlassian - badIds.size);
      }),
    );
  });
});
