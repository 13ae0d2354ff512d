import { route } from '@forge/api';
import fc from 'fast-check';
import type { JiraAnswer, JiraCaller } from '../../src/jira/caller';
import { createPatience, unanswered } from '../../src/jira/patience';
import { createRetry } from '../../src/jira/retry';
import { START, VirtualClock } from '../fakes/clock';
import { answerOf, fakeJira } from '../fakes/jira';
import type { FakeJira, Reply } from '../fakes/jira';

const OK: Reply = { status: 200 };
const BURST = { 'RateLimit-Reason': 'jira-burst-based' };
const QUOTA = { 'RateLimit-Reason': 'jira-quota-global-based' };

/** Somebody who retries, with 20 s left unless told. */
function retrying(jira: FakeJira, clock: VirtualClock, budgetMs = 20_000): JiraCaller {
  return createRetry({ clock, deadline: clock.now() + budgetMs })(jira.caller('app'));
}

/** What becomes of one call that is answered like this, one reply after the other. */
async function call(
  replies: readonly Reply[],
  { random = () => 0.5, budgetMs = 1_000_000 }: { random?: () => number; budgetMs?: number } = {},
): Promise<{ answer: JiraAnswer; tries: number; waits: number[]; tookMs: number }> {
  const clock = new VirtualClock(random);
  const jira = fakeJira({ 'GET /rest/x': replies });
  const answer = await retrying(jira, clock, budgetMs).requestJira(route`/rest/x`);
  return { answer, tries: jira.calls.length, waits: clock.slept, tookMs: clock.now() - START };
}

describe('one call', () => {
  test.each<[string, Reply[], number, number[]]>([
    ['a success is not repeated', [OK], 200, []],
    ['a refusal is not repeated', [{ status: 403 }], 403, []],
    ['a rejection is not repeated', [{ status: 400 }], 400, []],
    ['an internal error is not repeated', [{ status: 500 }], 500, []],
    [
      '429 waits as Retry-After says, and a little more',
      [{ status: 429, headers: { 'Retry-After': '7' } }, OK],
      200,
      [7_300],
    ],
    ['429 without Retry-After waits 2 s', [{ status: 429 }, OK], 200, [2_000]],
    [
      '429 waits until the reset, where that is named instead',
      [{ status: 429, headers: { 'X-RateLimit-Reset': '2027-01-01T12:00:05Z' } }, OK],
      200,
      [5_300],
    ],
    [
      'a Retry-After that is no number counts as none',
      [{ status: 429, headers: { 'Retry-After': 'soon' } }, OK],
      200,
      [2_000],
    ],
    [
      'an empty Retry-After counts as none',
      [{ status: 429, headers: { 'Retry-After': '' } }, OK],
      200,
      [2_000],
    ],
    ['503 waits', [{ status: 503 }, OK], 200, [2_000]],
    ['503 waits as Retry-After says', [{ status: 503, headers: { 'Retry-After': '1' } }, OK], 200, [1_300]],
    ['502 and 504 wait', [{ status: 502 }, { status: 504 }, OK], 200, [2_000, 4_000]],
    [
      'each wait is twice the last',
      [{ status: 503 }, { status: 503 }, { status: 503 }, { status: 503 }, OK],
      200,
      [2_000, 4_000, 8_000, 16_000],
    ],
    ['after four repetitions the answer stands', [{ status: 503 }], 503, [2_000, 4_000, 8_000, 16_000]],
  ])('%s', async (_, replies, status, waits) => {
    const done = await call(replies);
    expect(done.answer.status).toBe(status);
    expect(done.waits).toEqual(waits);
    expect(done.tries).toBe(waits.length + 1);
  });

  test('is not repeated where the wait would pass the deadline', async () => {
    const done = await call([{ status: 429, headers: { 'Retry-After': '30' } }], { budgetMs: 20_000 });
    expect(done).toMatchObject({ tries: 1, waits: [], tookMs: 0 });
    expect(done.answer.status).toBe(429);
  });

  test('is not made after the deadline', async () => {
    const done = await call([OK], { budgetMs: 0 });
    expect(done.tries).toBe(0);
    expect(done.answer.status).toBe(-1);
  });

  test('keeps the body and the headers of its answer', async () => {
    const { answer } = await call([{ status: 200, body: 'hello', headers: { 'X-Trace': 't' } }]);
    expect(await answer.text()).toBe('hello');
    expect(answer.headers.get('X-Trace')).toBe('t');
  });

  test.each<[string, Reply[], boolean]>([
    ['the first answer', [{ status: 409 }], false],
    ['an answer after 429, which did nothing', [{ status: 429 }, { status: 409 }], false],
    ['an answer after 503', [{ status: 503 }, { status: 409 }], true],
    ['an answer after 504, and then 429', [{ status: 504 }, { status: 429 }, { status: 409 }], true],
  ])('%s says whether an earlier try may have done the work', async (_, replies, afterSilence) => {
    expect((await call(replies)).answer.afterSilence).toBe(afterSilence);
  });

  test('that nobody answered is repeated, and its answer is marked', async () => {
    const clock = new VirtualClock();
    const options = { clock, deadline: START + 60_000 };
    let tries = 0;
    const silentOnce: JiraCaller = {
      requestJira: () => {
        tries += 1;
        return tries === 1 ? new Promise(() => undefined) : Promise.resolve(answerOf({ status: 409 }));
      },
    };
    const caller = createRetry(options)(createPatience(options)(silentOnce));
    expect(await caller.requestJira(route`/rest/x`)).toMatchObject({ status: 409, afterSilence: true });
    expect(clock.now() - START).toBe(12_000);
  });
});

describe('several calls', () => {
  /** When each call reached Jira, in ms from the start. */
  function timed(
    clock: VirtualClock,
    replyOf: (path: string, before: number) => Reply,
  ): {
    caller: JiraCaller;
    times: Record<string, number[]>;
  } {
    const times: Record<string, number[]> = {};
    const jira: JiraCaller = {
      requestJira: (path) => {
        const before = (times[path.value] ??= []);
        before.push(clock.now() - START);
        return Promise.resolve(answerOf(replyOf(path.value, before.length)));
      },
    };
    return { caller: createRetry({ clock, deadline: START + 20_000 })(jira), times };
  }

  test('a burst limit slows its endpoint only', async () => {
    const clock = new VirtualClock();
    const { caller, times } = timed(clock, (path, before) =>
      path === '/rest/slow' && before === 1 ? { status: 429, headers: { ...BURST, 'Retry-After': '3' } } : OK,
    );
    const first = caller.requestJira(route`/rest/slow`);
    await new Promise(setImmediate);
    await Promise.all([first, caller.requestJira(route`/rest/other`)]);
    expect(times).toEqual({ '/rest/slow': [0, 3_300], '/rest/other': [0] });
  });

  test('an endpoint is its method and path, whatever the ids in it', async () => {
    const clock = new VirtualClock();
    const { caller, times } = timed(clock, (path, before) =>
      path === '/rest/desk/7/customer' && before === 1
        ? { status: 429, headers: { ...BURST, 'Retry-After': '3' } }
        : OK,
    );
    await caller.requestJira(route`/rest/desk/7/customer`);
    await Promise.all([
      caller.requestJira(route`/rest/desk/8/customer?query=x`),
      caller.requestJira(route`/rest/desk/8/customer`, { method: 'POST' }),
    ]);
    expect(times['/rest/desk/8/customer?query=x']).toEqual([3_300]);
    expect(times['/rest/desk/8/customer']).toEqual([3_300]);
  });

  test('an endpoint that is closed is closed for everybody', async () => {
    const clock = new VirtualClock();
    const closed = { status: 429, headers: { ...BURST, 'Retry-After': '3' } };
    const { caller, times } = timed(clock, (path, before) =>
      path === '/rest/desk/7' && before === 1 ? closed : OK,
    );
    const first = caller.requestJira(route`/rest/desk/7`);
    await new Promise(setImmediate);
    const second = caller.requestJira(route`/rest/desk/8`);
    await Promise.all([first, second]);
    expect(times['/rest/desk/8']?.[0]).toBeGreaterThanOrEqual(3_000);
  });

  test('a quota stops every endpoint until its reset', async () => {
    const clock = new VirtualClock();
    const { caller, times } = timed(clock, (path, before) =>
      path === '/rest/one' && before === 1 ? { status: 429, headers: { ...QUOTA, 'Retry-After': '5' } } : OK,
    );
    const first = caller.requestJira(route`/rest/one`);
    await new Promise(setImmediate);
    await Promise.all([first, caller.requestJira(route`/rest/two`)]);
    expect(times['/rest/two']?.[0]).toBeGreaterThanOrEqual(5_000);
  });

  test('a quota met while others wait for less keeps them waiting', async () => {
    const clock = new VirtualClock();
    const { caller, times } = timed(clock, (path, before) => {
      if (before > 1) return OK;
      const seconds = path === '/rest/burst' ? '2' : '9';
      const reason = path === '/rest/burst' ? BURST : QUOTA;
      return { status: 429, headers: { ...reason, 'Retry-After': seconds } };
    });
    await Promise.all([caller.requestJira(route`/rest/burst`), caller.requestJira(route`/rest/quota`)]);
    expect(times['/rest/burst']?.[1]).toBeGreaterThanOrEqual(9_000);
  });

  test('one that meets silence holds up no other', async () => {
    const clock = new VirtualClock();
    const { caller, times } = timed(clock, (path, before) =>
      path === '/rest/desk/7' && before === 1 ? { status: 503 } : OK,
    );
    const first = caller.requestJira(route`/rest/desk/7`);
    await new Promise(setImmediate);
    await Promise.all([first, caller.requestJira(route`/rest/desk/8`)]);
    expect(times['/rest/desk/8']).toEqual([0]);
  });

  test('where a limit lasts longer than the time left, the others are not made and say for how long', async () => {
    const clock = new VirtualClock();
    const { caller, times } = timed(clock, () => ({
      status: 429,
      headers: { ...QUOTA, 'Retry-After': '600' },
    }));
    await caller.requestJira(route`/rest/one`);
    const second = await caller.requestJira(route`/rest/two`);
    expect(times).toEqual({ '/rest/one': [0] });
    expect([second.status, second.headers.get('Retry-After')]).toEqual([429, '600']);
  });

  test('those that wait for one limit do not all come back at once', async () => {
    const draws = [0.1, 0.9, 0.3, 0.7, 0.2, 0.6, 0.4, 0.8];
    const clock = new VirtualClock(() => draws.shift() ?? 0.5);
    const { caller, times } = timed(clock, (_, before) =>
      before === 1 ? { status: 429, headers: { ...BURST, 'Retry-After': '3' } } : OK,
    );
    await Promise.all([7, 8, 9].map((id) => caller.requestJira(route`/rest/desk/${id}`)));
    const comeBack = Object.values(times).map((each) => each[1]);
    expect(new Set(comeBack).size).toBe(3);
  });
});

describe('whatever Jira answers and whatever chance says,', () => {
  const chance = fc.double({ min: 0, max: 0.999_999, noNaN: true });
  const reply = fc.oneof(
    fc.constantFrom<Reply>(OK, { status: 503 }, { status: 429 }, { status: 504 }),
    fc.nat(60).map((seconds): Reply => ({ status: 429, headers: { 'Retry-After': String(seconds) } })),
  );

  test('a wait that doubles stays within 0.7 and 1.3 of it', async () => {
    await fc.assert(
      fc.asyncProperty(chance, async (random) => {
        const { waits } = await call([{ status: 503 }], { random: () => random });
        waits.forEach((wait, index) => {
          expect(wait).toBeGreaterThanOrEqual(2_000 * 2 ** index * 0.7);
          expect(wait).toBeLessThanOrEqual(2_000 * 2 ** index * 1.3);
        });
      }),
    );
  });

  test('a wait that Jira asks for is never cut short', async () => {
    await fc.assert(
      fc.asyncProperty(chance, fc.nat(100), async (random, seconds) => {
        const limited = { status: 429, headers: { 'Retry-After': String(seconds) } };
        const { waits } = await call([limited, OK], { random: () => random });
        expect(waits[0] ?? 0).toBeGreaterThanOrEqual(seconds * 1000);
        expect(waits[0] ?? 0).toBeLessThan(seconds * 1000 + 600);
      }),
    );
  });

  test('there are at most five tries, and the deadline is never passed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(reply, { minLength: 1, maxLength: 8 }), chance, async (replies, random) => {
        const { tries, tookMs } = await call(replies, { random: () => random, budgetMs: 20_000 });
        expect(tries).toBeLessThanOrEqual(5);
        expect(tookMs).toBeLessThan(20_000);
      }),
    );
  });
});

test('what the deadline stopped before it was made is passed on as it is', async () => {
  const late: JiraCaller = { requestJira: () => Promise.resolve(unanswered(-1)) };
  const clock = new VirtualClock();
  const caller = createRetry({ clock, deadline: START + 20_000 })(late);
  expect((await caller.requestJira(route`/rest/x`)).status).toBe(-1);
});
