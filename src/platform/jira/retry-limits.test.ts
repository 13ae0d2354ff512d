import { route } from '@forge/api';
import type { JiraClient } from './client';
import { createRetry } from './retry';
import { START, VirtualClock } from '../../../test/fakes/clock';
import { answerOf } from '../../../test/fakes/jira';
import type { Reply } from '../../../test/fakes/jira';

const OK: Reply = { status: 200 };
const BURST = { 'RateLimit-Reason': 'jira-burst-based' };
const QUOTA = { 'RateLimit-Reason': 'jira-quota-global-based' };

describe('several calls', () => {
  /** When each call reached Jira, in ms from the start. */
  function timed(
    clock: VirtualClock,
    replyOf: (path: string, before: number) => Reply,
  ): {
    caller: JiraClient;
    times: Record<string, number[]>;
  } {
    const times: Record<string, number[]> = {};
    const jira: JiraClient = {
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

  test('nor do those that did not meet it themselves', async () => {
    const draws = [0.1, 0.9, 0.3];
    const clock = new VirtualClock(() => draws.shift() ?? 0.5);
    const closed = { status: 429, headers: { ...BURST, 'Retry-After': '3' } };
    const { caller, times } = timed(clock, (path, before) =>
      path === '/rest/desk/7' && before === 1 ? closed : OK,
    );
    const first = caller.requestJira(route`/rest/desk/7`);
    await new Promise(setImmediate);
    await Promise.all([first, ...[8, 9].map((id) => caller.requestJira(route`/rest/desk/${id}`))]);
    expect([times['/rest/desk/8'], times['/rest/desk/9']]).toEqual([[3_540], [3_180]]);
  });
});
