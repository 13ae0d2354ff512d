import { VirtualClock } from '../../../test/fakes/clock';
import { fakeAgenda } from '../../../test/fakes/agenda';
import type { FakeAgenda } from '../../../test/fakes/agenda';
import { lookWhenDue } from './look-when-due';
import type { Looking } from './look-when-due';
import { markWork, SEEN_AFTER_MS, WAKE_AFTER_MS } from './mark-work';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let clock: VirtualClock;
let fake: FakeAgenda;
let looks: number;
let next: number | undefined;
let logged: jest.SpyInstance;
beforeEach(() => {
  logged = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  clock = new VirtualClock();
  fake = fakeAgenda(clock);
  looks = 0;
  next = undefined;
});

afterEach(() => logged.mockRestore());

const run = (looking: Partial<Looking> = {}): Promise<void> =>
  lookWhenDue(
    {
      job: 'retry',
      isWoken: true,
      look: () => {
        looks += 1;
        return Promise.resolve(next);
      },
      ...looking,
    },
    fake.ports,
  );

describe('a job looks', () => {
  test('where there is no agenda: one of an older version', async () => {
    await run();
    expect(looks).toBe(1);
  });

  test('where the agenda cannot be read', async () => {
    await run();
    fake.failing.add('read');
    await run();
    expect(looks).toBe(2);
  });

  test('where the look before could not be written down', async () => {
    fake.failing.add('change');
    await expect(run()).rejects.toThrow();
    fake.failing.clear();
    await run();
    expect(looks).toBe(2);
  });

  test('where the look before failed', async () => {
    await expect(run({ look: () => Promise.reject(new Error('jira')) })).rejects.toThrow('jira');
    await run();
    expect(looks).toBe(1);
  });

  test('when the time comes that the look before told', async () => {
    next = clock.now() + 3 * HOUR;
    await run();
    clock.advance(3 * HOUR - 1);
    await run();
    expect(looks).toBe(1);
    clock.advance(1);
    await run();
    expect(looks).toBe(2);
  });

  test('twice a day, whatever the agenda says', async () => {
    await run();
    clock.advance(12 * HOUR);
    await run();
    expect(looks).toBe(2);
  });

  test('where something waits that nobody marked', async () => {
    await run();
    await run({ waits: () => Promise.resolve(true) });
    expect(looks).toBe(2);
  });

  test('after a mark', async () => {
    await run();
    await markWork(fake.ports);
    await run();
    expect(looks).toBe(2);
  });

  test('once more where the mark was fresh, and then no more', async () => {
    await markWork(fake.ports);
    clock.advance(SEEN_AFTER_MS - 1);
    await run();
    await run();
    expect(looks).toBe(2);
    clock.advance(1);
    await run();
    await run();
    expect(looks).toBe(3);
  });

  test('again after what was marked while it looked', async () => {
    clock.advance(SEEN_AFTER_MS);
    await run({ look: () => markWork(fake.ports).then(() => undefined) });
    await run();
    expect(looks).toBe(1);
  });
});

test('an idle run reads the agenda, and does nothing else', async () => {
  await run();
  fake.operations.length = 0;
  await run();
  expect([looks, fake.operations, fake.woken]).toEqual([1, ['read'], []]);
});

test('jobs keep their looks apart, though they end at once', async () => {
  await Promise.all([run(), run({ job: 'ending', isWoken: false })]);
  await Promise.all([run(), run({ job: 'ending', isWoken: false })]);
  expect(looks).toBe(2);
});

describe('a job that is woken', () => {
  test.each([
    [20 * MINUTE, [15 * MINUTE]],
    [7 * MINUTE, [7 * MINUTE]],
    [1000, [MINUTE]],
    [0, [5 * MINUTE]],
    [2 * HOUR, []],
  ])('has an event for what is due in %i ms', async (ms, woken) => {
    next = clock.now() + ms;
    await run();
    expect(fake.woken).toEqual(woken);
  });

  test('has one event on its way, not several', async () => {
    next = clock.now() + 10 * MINUTE;
    await run();
    await run({ waits: () => Promise.resolve(true) });
    expect(fake.woken).toEqual([10 * MINUTE]);
  });

  test('goes on from event to event until the time comes', async () => {
    next = clock.now() + 40 * MINUTE;
    await run();
    for (let events = 0; looks < 2; events += 1) {
      expect(events).toBeLessThan(4);
      clock.advance(fake.woken.at(-1) ?? 0);
      await run();
    }
    expect(fake.woken.slice(0, 3)).toEqual([15 * MINUTE, 15 * MINUTE, 10 * MINUTE]);
  });

  test('is woken when its look counts, where a mark is fresh', async () => {
    await markWork(fake.ports);
    await run();
    expect(fake.woken).toEqual([WAKE_AFTER_MS]);
  });

  test('has one event while it fails, however often', async () => {
    await run();
    const failing = { waits: () => Promise.resolve(true), look: () => Promise.reject(new Error('jira')) };
    await run(failing).catch(() => undefined);
    await run(failing).catch(() => undefined);
    expect(fake.woken).toHaveLength(1);
  });

  test('needs no event to be found by the next run', async () => {
    fake.failing.add('wake');
    next = clock.now() + 10 * MINUTE;
    await run();
    clock.advance(HOUR);
    await run();
    expect(looks).toBe(2);
  });
});

test('a job that is not woken queues nothing', async () => {
  next = clock.now();
  await run({ isWoken: false });
  expect(fake.woken).toEqual([]);
});
