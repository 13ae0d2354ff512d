import { progressOn } from './progress';
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

test('messages of a moment go out together', async () => {
  platform = fakeForgeFetch(() => Response.json({ data: {} }));
  const { tell, settled } = progressOn(CHANNEL);
  tell({ index: 0, step: 'account', state: 'working' });
  tell({ index: 1, step: 'account', state: 'working' });
  await jest.advanceTimersByTimeAsync(200);
  await settled();
  expect(platform.calls).toHaveLength(1);
});

test('a message that is never delivered does not withhold the answer', async () => {
  platform = fakeForgeFetch(() => new Promise(() => undefined));
  const { tell, settled } = progressOn(CHANNEL);
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
  const { tell, settled } = progressOn(undefined);
  tell({ index: 0, step: 'account', state: 'working' });
  await jest.advanceTimersByTimeAsync(200);
  await settled();
  expect(platform.calls).toEqual([]);
});
