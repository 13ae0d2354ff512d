import { route } from '@forge/api';
import { NO_ANSWER, NO_TIME } from './result';
import type { JiraClient } from './client';
import { createTimeout } from './timeout';
import { START, VirtualClock } from '../../../test/fakes/clock';
import { answerOf } from '../../../test/fakes/jira';

/** Asks once, with 20 s left unless told. */
async function statusOf(
  clock: VirtualClock,
  requestJira: JiraClient['requestJira'],
  deadline = START + 20_000,
): Promise<number> {
  const caller = createTimeout({ clock, deadline })({ requestJira });
  return (await caller.requestJira(route`/rest/api/3/myself`)).status;
}

const afterMs =
  (clock: VirtualClock, ms: number): JiraClient['requestJira'] =>
  async () => {
    await clock.timer(ms).done;
    return answerOf({ status: 200 });
  };

class PlatformError extends Error {
  constructor(readonly status: unknown) {
    super('refused by the proxy');
  }
}

test('an answer within 10 seconds is passed on', async () => {
  const clock = new VirtualClock();
  expect(await statusOf(clock, afterMs(clock, 9_999))).toBe(200);
});

test('a call of more than 10 seconds is given up', async () => {
  const clock = new VirtualClock();
  expect(await statusOf(clock, afterMs(clock, 10_001))).toBe(NO_ANSWER);
  expect(clock.now()).toBe(START + 10_000);
});

test('an answer whose body stalls after its headers is given up, too', async () => {
  const clock = new VirtualClock();
  const stalled = { ...answerOf({ status: 201 }), text: () => new Promise<string>(() => undefined) };
  expect(await statusOf(clock, () => Promise.resolve(stalled))).toBe(NO_ANSWER);
});

test('a call is given up at the deadline, if that comes first', async () => {
  const clock = new VirtualClock();
  expect(await statusOf(clock, () => new Promise(() => undefined), START + 3_000)).toBe(NO_ANSWER);
  expect(clock.now()).toBe(START + 3_000);
});

test('after the deadline nothing is asked', async () => {
  const requestJira = jest.fn<ReturnType<JiraClient['requestJira']>, []>();
  expect(await statusOf(new VirtualClock(), requestJira, START)).toBe(NO_TIME);
  expect(requestJira).not.toHaveBeenCalled();
});

test.each<[string, unknown, number]>([
  ['a broken connection is silence', new Error('socket hang up'), NO_ANSWER],
  ['what is thrown and no error is silence', 'oops', NO_ANSWER],
  ['a refusal that the platform throws keeps its status', new PlatformError(401), 401],
  ['a status that means success is no refusal', new PlatformError(200), NO_ANSWER],
  ['a status that is no number is none', new PlatformError('403'), NO_ANSWER],
])('%s', async (_, thrown, status) => {
  // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- whatever a library throws
  expect(await statusOf(new VirtualClock(), () => Promise.reject(thrown))).toBe(status);
});
