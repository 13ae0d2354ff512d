import { route } from '@forge/api';
import fc from 'fast-check';
import type { JiraClient } from './client';
import { createConcurrencyLimit, IN_FLIGHT_MAX } from './concurrency';
import { VirtualClock } from '../../../test/fakes/clock';
import { answerOf } from '../../../test/fakes/jira';

/** A Jira that takes its time, fails where it is told to, and counts what is under way. */
function busyJira(clock: VirtualClock, fails: (call: number) => boolean = () => false) {
  const counts = { calls: 0, underWay: 0, most: 0 };
  const caller: JiraClient = {
    async requestJira() {
      const call = (counts.calls += 1);
      counts.underWay += 1;
      counts.most = Math.max(counts.most, counts.underWay);
      await clock.timer(10 + (call % 7)).done;
      counts.underWay -= 1;
      if (fails(call)) throw new Error('connection lost');
      return answerOf({ status: 200 });
    },
  };
  return { caller, counts };
}

const ask = (caller: JiraClient, times: number): Promise<PromiseSettledResult<unknown>[]> =>
  Promise.allSettled(Array.from({ length: times }, () => caller.requestJira(route`/rest/x`)));

test('at most 8 calls are under way, and all are made', async () => {
  const { caller, counts } = busyJira(new VirtualClock());
  await ask(createConcurrencyLimit()(caller), 50);
  expect(IN_FLIGHT_MAX).toBe(8);
  expect(counts).toEqual({ calls: 50, underWay: 0, most: 8 });
});

test('callers of one limit share it', async () => {
  const { caller, counts } = busyJira(new VirtualClock());
  const limit = createConcurrencyLimit(3);
  await Promise.all([ask(limit(caller), 10), ask(limit(caller), 10)]);
  expect(counts.most).toBe(3);
});

test('a call that fails makes room for the next', async () => {
  const { caller, counts } = busyJira(new VirtualClock(), () => true);
  const settled = await ask(createConcurrencyLimit(2)(caller), 10);
  expect(settled.map(({ status }) => status)).toEqual(Array(10).fill('rejected'));
  expect(counts.calls).toBe(10);
});

test('a call that fails before it begins makes room, too', async () => {
  const limited = createConcurrencyLimit(1)({
    requestJira() {
      throw new Error('no such route');
    },
  });
  const settled = await ask(limited, 3);
  expect(settled).toHaveLength(3);
});

test('for any limit, number of calls and failures, the limit holds and every call ends', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 10 }),
      fc.nat(30),
      fc.array(fc.boolean(), { maxLength: 30 }),
      async (max, times, failing) => {
        const { caller, counts } = busyJira(new VirtualClock(), (call) => failing[call - 1] ?? false);
        await ask(createConcurrencyLimit(max)(caller), times);
        expect(counts).toMatchObject({ calls: times, underWay: 0, most: Math.min(max, times) });
      },
    ),
    { numRuns: 30 },
  );
});
