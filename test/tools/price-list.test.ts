import { listPrice, PRICE_LIST, freeTimes } from '../bench/price-list';

test('each thing that is billed has its price', () => {
  expect(listPrice({ gbSeconds: 1_000_000, bytesRead: 0, bytesWritten: 0 })).toBeCloseTo(25);
  expect(listPrice({ gbSeconds: 0, bytesRead: 100e9, bytesWritten: 0 })).toBeCloseTo(5.5);
  expect(listPrice({ gbSeconds: 0, bytesRead: 0, bytesWritten: 100e9 })).toBeCloseTo(109);
});

test.each([
  [{ gbSeconds: 1000, bytesRead: 0, bytesWritten: 0 }, PRICE_LIST.duration.free / 1000, 'duration'],
  [{ gbSeconds: 0, bytesRead: 1e6, bytesWritten: 0 }, 100, 'read'],
  [{ gbSeconds: 1, bytesRead: 1e6, bytesWritten: 10e6 }, 10, 'written'],
])('what runs out first ends what is free', (usage, times, first) => {
  expect(freeTimes(usage)).toEqual({ times, first });
});
