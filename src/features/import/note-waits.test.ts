import { importIdSchema } from '../../contract/import';
import { VirtualClock } from '../../../test/fakes/clock';
import { fakeStore } from '../../../test/fakes/store';
import { noteWaits } from './note-waits';

const ID = importIdSchema.parse('10001.000000000000000000000');

function noting(note = () => Promise.resolve()) {
  const clock = new VirtualClock(() => 0);
  const noted: number[] = [];
  const importWaits = {
    find: () => Promise.resolve(undefined),
    note: (_id: typeof ID, until: number) => {
      noted.push(until - clock.now());
      return note();
    },
  };
  const wait = noteWaits(ID, { store: { ...fakeStore(), importWaits }, clock });
  return { noted, wait: (ms: number) => wait(clock.now() + ms) };
}

test('one wait of many callers is noted once, a longer one again, and a short one never', () => {
  const { noted, wait } = noting();
  for (const ms of [900, 30_000, 30_000, 30_400, 45_000]) wait(ms);
  expect(noted).toEqual([30_000, 45_000]);
});

test('storage that refuses is no matter of the batch', async () => {
  const { noted, wait } = noting(() => Promise.reject(new Error('refused')));
  wait(30_000);
  await Promise.resolve();
  expect(noted).toEqual([30_000]);
});
