import fc from 'fast-check';
import { inParallel } from './in-parallel';
import { VirtualClock } from '../../../test/fakes/clock';

test('results come in the order of the items, and no more than so many run at once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(50), { maxLength: 30 }),
      fc.integer({ min: 1, max: 9 }),
      async (times, max) => {
        const clock = new VirtualClock();
        let running = 0;
        let most = 0;
        const results = await inParallel(times, max, async (ms) => {
          running += 1;
          most = Math.max(most, running);
          await clock.timer(ms).done;
          running -= 1;
          return ms;
        });
        expect(results).toEqual(times);
        expect(most).toBe(Math.min(max, times.length));
      },
    ),
    { numRuns: 30 },
  );
});
