import { VirtualClock } from '../../../test/fakes/clock';
import { fakeAgenda } from '../../../test/fakes/agenda';
import type { FakeAgenda } from '../../../test/fakes/agenda';
import { markWork, WAKE_AFTER_MS } from './mark-work';

const MINUTE = 60_000;

let clock: VirtualClock;
let fake: FakeAgenda;
beforeEach(() => {
  clock = new VirtualClock();
  fake = fakeAgenda(clock);
});

test('work is marked, and an event comes for it', async () => {
  await markWork(fake.ports);
  expect(fake.current()).toMatchObject({ markedAt: clock.now(), wakeAt: clock.now() + WAKE_AFTER_MS });
  expect(fake.woken).toEqual([WAKE_AFTER_MS]);
});

test('the event is queued before the mark: a worker that crashes between leaves no mark without one', async () => {
  await markWork(fake.ports);
  expect(fake.operations).toEqual(['read', 'wake', 'change']);
});

test('a mark stands for what follows within minutes, which costs one read', async () => {
  await markWork(fake.ports);
  clock.advance(3 * MINUTE);
  fake.operations.length = 0;
  await markWork(fake.ports);
  expect(fake.operations).toEqual(['read']);
});

test('a mark stands for nothing that begins later', async () => {
  await markWork(fake.ports);
  clock.advance(4 * MINUTE);
  await markWork(fake.ports);
  expect(fake.current()?.markedAt).toBe(clock.now());
  expect(fake.woken).toHaveLength(2);
});

test('without an event the mark stands alone, and the next work queues one', async () => {
  fake.failing.add('wake');
  await markWork(fake.ports);
  expect(fake.current()).toMatchObject({ markedAt: clock.now() });
  fake.failing.clear();
  await markWork(fake.ports);
  expect(fake.woken).toEqual([WAKE_AFTER_MS]);
});

test.each(['read', 'change'] as const)(
  'where storage refuses to %s, an event looks all the same',
  async (operation) => {
    const logged = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    fake.failing.add(operation);
    await markWork(fake.ports);
    expect(fake.always).toEqual([WAKE_AFTER_MS]);
    expect(logged).toHaveBeenCalledWith('{"event":"agenda-not-marked"}');
    logged.mockRestore();
  },
);

test('what cannot be marked at all goes on all the same', async () => {
  const logged = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  for (const operation of ['read', 'change', 'wake'] as const) fake.failing.add(operation);
  await expect(markWork(fake.ports)).resolves.toBeUndefined();
  logged.mockRestore();
});
