import { once } from './once';

test('loads once for all who ask', async () => {
  let loads = 0;
  const load = once(() => Promise.resolve((loads += 1)));
  expect(await Promise.all([load(), load()])).toEqual([1, 1]);
});

test('what failed is loaded again by whoever asks next', async () => {
  let loads = 0;
  const load = once(() => ((loads += 1) === 1 ? Promise.reject(new Error('down')) : Promise.resolve(loads)));
  await expect(load()).rejects.toThrow('down');
  expect(await load()).toBe(2);
});
