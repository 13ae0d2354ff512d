import { route } from '@forge/api';
import fc from 'fast-check';
import type { JiraAnswer, JiraClient } from './client';
import { createTimeout, unanswered } from './timeout';
import { createRetry } from './retry';
import { START, VirtualClock } from '../../../test/fakes/clock';
import { answerOf, fakeJira } from '../../../test/fakes/jira';
import type { FakeJira, Reply } from '../../../test/fakes/jira';

const OK: Reply = { status: 200 };

/** A client that retries, with 20 s left unless told. */
function retrying(jira: FakeJira, clock: VirtualClock, budgetMs = 20_000): JiraClient {
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

test('waits that Jira asks for are told, with their end; backing off from silence is not', async () => {
  const clock = new VirtualClock(() => 0.5);
  const told: number[] = [];
  const jira = fakeJira({
    'GET /rest/x': [{ status: 429, headers: { 'Retry-After': '7' } }, OK],
    'GET /rest/y': [{ status: 502 }, OK],
  });
  const retry = createRetry({
    clock,
    deadline: clock.now() + 60_000,
    onWait: (until) => told.push(until - START),
  });
  await retry(jira.caller('app')).requestJira(route`/rest/x`);
  await retry(jira.caller('app')).requestJira(route`/rest/y`);
  expect(told).toEqual([7_000]);
});

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
  ])('%s says whether an earlier try may have done the work', async (_, replies, mayHaveApplied) => {
    expect((await call(replies)).answer.mayHaveApplied).toBe(mayHaveApplied);
  });

  test('that nobody answered is repeated, and its answer is marked', async () => {
    const clock = new VirtualClock();
    const options = { clock, deadline: START + 60_000 };
    let tries = 0;
    const silentOnce: JiraClient = {
      requestJira: () => {
        tries += 1;
        return tries === 1 ? new Promise(() => undefined) : Promise.resolve(answerOf({ status: 409 }));
      },
    };
    const caller = createRetry(options)(createTimeout(options)(silentOnce));
    expect(await caller.requestJira(route`/rest/x`)).toMatchObject({ status: 409, mayHaveApplied: true });
    expect(clock.now() - START).toBe(12_000);
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
  const late: JiraClient = { requestJira: () => Promise.resolve(unanswered(-1)) };
  const clock = new VirtualClock();
  const caller = createRetry({ clock, deadline: START + 20_000 })(late);
  expect((await caller.requestJira(route`/rest/x`)).status).toBe(-1);
});
