import { expireDueAccess } from './expire-due';
import { remindOfExpiries } from './remind-of-expiries';
import { START } from '../../../test/fakes/clock';
import { ACME_LEAVE, atHour, DESK_LEAVE, ending, endingSite } from '../../../test/fakes/ending';
import { refusal } from '../../../test/fakes/jira';

const HOUR_MS = 3_600_000;
const LATER = Number.MAX_SAFE_INTEGER;

const many = (count: number, name: string) =>
  Array.from({ length: count }, (_, index) => `${name}-${String(index).padStart(5, '0')}`);

test('what ends on one day is never left for the next hour while there is time', async () => {
  const { store, ports } = endingSite();
  for (const id of many(5_000, 'guest')) store.ending.put(ending(id));
  await expireDueAccess(LATER, ports);
  expect(store.ending.stored.size).toBe(0);
});

test('no page is begun after the time is over', async () => {
  const { store, ports, clock } = endingSite({
    [DESK_LEAVE]: () => {
      clock.advance(HOUR_MS);
      return { status: 204 };
    },
  });
  for (const id of many(300, 'guest')) store.ending.put(ending(id));
  await expireDueAccess(START + HOUR_MS, ports);
  expect(store.ending.stored.size).toBe(200);
});

test('2,000 that cannot end never keep the others waiting', async () => {
  const stuck = new Set(many(2_000, 'a-stuck'));
  const { store, ports, clock, jira } = endingSite({
    [ACME_LEAVE]: ({ body }) => {
      const { accountIds } = body as { accountIds: string[] };
      return accountIds.some((id) => stuck.has(id)) ? refusal(403) : { status: 204 };
    },
  });
  for (const id of stuck) store.ending.put(ending(id));
  await expireDueAccess(LATER, ports);
  expect(store.ending.stored.size).toBe(2_000);

  clock.advance(HOUR_MS);
  for (const id of many(300, 'b-guest')) store.ending.put(ending(id, { endsAt: atHour(0) }));
  const before = jira.calls.length;
  // Time for three pages: those of the others stand first.
  let pages = 0;
  await expireDueAccess(START + 10 * HOUR_MS, {
    ...ports,
    callersUntil: () => {
      if ((pages += 1) === 3) clock.advance(10 * HOUR_MS);
      return jira.callers;
    },
  });
  expect(jira.calls.length).toBeGreaterThan(before);
  expect(many(300, 'b-guest').filter((id) => store.ending.of(id))).toEqual([]);
});

test('each failure in a row makes the wait longer, up to some hours', async () => {
  const { store, ports, clock } = endingSite({ [ACME_LEAVE]: refusal(403) });
  store.ending.put(ending('ada'));
  const waits: number[] = [];
  for (let run = 0; run < 6; run += 1) {
    await expireDueAccess(LATER, ports);
    const retryAt = Date.parse(store.ending.of('ada')?.retryAt ?? '');
    waits.push(Math.round((retryAt - clock.now()) / HOUR_MS));
    clock.advance(retryAt - clock.now());
  }
  expect(waits).toEqual([1, 2, 4, 6, 6, 6]);
});

test('what Jira does not answer just now is tried again in the next run, however often', async () => {
  const { store, ports, clock } = endingSite({ [ACME_LEAVE]: refusal(503) });
  store.ending.put(ending('ada'));
  for (let run = 0; run < 5; run += 1) {
    await expireDueAccess(LATER, ports);
    expect(Date.parse(store.ending.of('ada')?.retryAt ?? '')).toBeLessThan(clock.now() + HOUR_MS);
    clock.advance(HOUR_MS);
  }
});

test("an ending that another worker has is never touched, and a dead one's is taken over", async () => {
  const { store, ports, jira, clock } = endingSite();
  store.ending.put(ending('leased', { leaseUntil: START + 60_000 }));
  await expireDueAccess(LATER, ports);
  expect(jira.calls).toEqual([]);
  expect(store.ending.of('leased')).toBeDefined();
  clock.advance(60_000);
  await expireDueAccess(LATER, ports);
  expect(store.ending.of('leased')).toBeUndefined();
});

test('a lease without an end, as older versions stored it, holds nobody', async () => {
  const { store, ports } = endingSite();
  store.ending.put(ending('ada', { leaseUntil: Number.MAX_SAFE_INTEGER }));
  await expireDueAccess(LATER, ports);
  expect(store.ending.of('ada')).toBeUndefined();
});

test('what was written since it was leased is never removed', async () => {
  const { store, ports } = endingSite({
    [DESK_LEAVE]: () => {
      store.ending.put(ending('ada', { endsAt: atHour(900) }));
      return { status: 204 };
    },
  });
  store.ending.put(ending('ada'));
  await expireDueAccess(LATER, ports);
  expect(store.ending.of('ada')).toMatchObject({ endsAt: atHour(900) });
});

test('a page that fails keeps no other from its turn, and is told', async () => {
  const { store, ports } = endingSite();
  for (const id of many(150, 'guest')) store.ending.put(ending(id));
  let reads = 0;
  const enrolments: typeof store.enrolments = {
    ...store.enrolments,
    seen: (...asked) => {
      reads += 1;
      return reads === 1 ? Promise.reject(new Error('storage')) : store.enrolments.seen(...asked);
    },
  };
  await expect(expireDueAccess(LATER, { ...ports, store: { ...store, enrolments } })).rejects.toThrow(
    'storage',
  );
  expect(store.ending.stored.size).toBe(100);
  // Nobody of them was taken off, and nobody has them.
  expect([...store.ending.stored.values()].filter(({ ending: { leaseUntil } }) => leaseUntil)).toEqual([]);
});

test('an inviter is told once, however many others end in the same days', async () => {
  const { store, ports, clock } = endingSite();
  for (const id of many(2_500, 'guest'))
    store.ending.put(ending(id, { endsAt: atHour(100), reminded: false }));
  await remindOfExpiries(LATER, ports);
  expect(store.audited()).toEqual([]);
  clock.advance(30 * HOUR_MS);
  await remindOfExpiries(LATER, ports);
  expect(store.audited()).toHaveLength(2_500);
  clock.advance(HOUR_MS);
  await remindOfExpiries(LATER, ports);
  expect(store.audited()).toHaveLength(2_500);
});
