import { progressOn } from './progress';
import { START, VirtualClock } from '../../../test/fakes/clock';
import { fakeJira } from '../../../test/fakes/jira';
import { fakeForgeFetch } from '../../../test/fakes/forge-fetch';

const CHANNEL = '00000000-0000-4000-8000-000000000000';
const runtime = globalThis as { __forge_runtime__?: unknown };
let platform: ReturnType<typeof fakeForgeFetch>;

beforeEach(() => {
  jest.useFakeTimers();
  runtime.__forge_runtime__ = { contextAri: 'ari', appContext: {}, realtime: { contextToken: 'token' } };
});
afterEach(() => {
  platform.restore();
  delete runtime.__forge_runtime__;
  jest.useRealTimers();
});

/** What tells of waits for Jira, when asked to. */
function waiting() {
  let told: ((until: number) => void) | undefined;
  return {
    wait: (ms: number) => told?.(START + ms),
    clock: new VirtualClock(() => 0),
    callers: { ...fakeJira({}).callers, whenWaiting: (next: (until: number) => void) => void (told = next) },
  };
}

test('a wait that Jira asks for is told once, in seconds; a short one is not', async () => {
  platform = fakeForgeFetch(() => Response.json({ data: {} }));
  const ports = waiting();
  progressOn(CHANNEL, ports);
  for (const ms of [900, 9_000, 9_300, 9_600]) ports.wait(ms);
  await jest.advanceTimersByTimeAsync(200);
  expect(platform.calls).toHaveLength(1);
  expect(JSON.stringify(platform.calls)).toContain('waitSeconds');
});

test('messages of a moment go out together', async () => {
  platform = fakeForgeFetch(() => Response.json({ data: {} }));
  const { tell, settled } = progressOn(CHANNEL, waiting());
  tell({ index: 0, step: 'account', state: 'working' });
  tell({ index: 1, step: 'account', state: 'working' });
  await jest.advanceTimersByTimeAsync(200);
  await settled();
  expect(platform.calls).toHaveLength(1);
});

test('a message that is never delivered does not withhold the answer', async () => {
  platform = fakeForgeFetch(() => new Promise(() => undefined));
  const { tell, settled } = progressOn(CHANNEL, waiting());
  tell({ index: 0, step: 'account', state: 'working' });
  await jest.advanceTimersByTimeAsync(200);
  let answered = false;
  void settled().then(() => (answered = true));
  await jest.advanceTimersByTimeAsync(999);
  expect(answered).toBe(false);
  await jest.advanceTimersByTimeAsync(1);
  expect(answered).toBe(true);
});

test('where no screen listens, nothing is sent', async () => {
  platform = fakeForgeFetch(() => Response.json({ data: {} }));
  const { tell, settled } = progressOn(undefined, waiting());
  tell({ index: 0, step: 'account', state: 'working' });
  await jest.advanceTimersByTimeAsync(200);
  await settled();
  expect(platform.calls).toEqual([]);
});
