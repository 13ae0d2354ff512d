import { hourQuotaIn } from './hour-quota';

const NOW = Date.UTC(2027, 0, 1, 10, 40);
const HOUR_END = Date.UTC(2027, 0, 1, 11);
const told = (headers: Record<string, string>) => hourQuotaIn({ headers: new Headers(headers) }, NOW);

test.each(['', 'Beta-'])('what is left of the hour is read from %sRateLimit and its policy', (prefix) => {
  expect(
    told({
      [`${prefix}RateLimit`]: '"global-app-quota";r=13000;t=1200',
      [`${prefix}RateLimit-Policy`]: '"global-app-quota";q=65000;w=3600',
    }),
  ).toEqual({ left: 0.2, resetsAt: NOW + 1_200_000 });
});

test('of several pools, the one with the least left counts, and no burst does', () => {
  expect(
    told({
      RateLimit: '"burst";r=0;t=1, "app";r=60000;t=60, "tenant";r=10;t=120',
      'RateLimit-Policy': '"burst";q=100;w=1, "app";q=65000;w=3600, "tenant";q=100;w=3600',
    }),
  ).toEqual({ left: 0.1, resetsAt: NOW + 120_000 });
});

test('a near limit alone lasts until the hour is over, unless it is that of a burst', () => {
  expect(told({ 'X-Beta-RateLimit-NearLimit': 'true' })).toEqual({ left: 0.2, resetsAt: HOUR_END });
  expect(told({ 'X-RateLimit-NearLimit': 'true' })).toEqual({ left: 0.2, resetsAt: HOUR_END });
  expect(told({ 'X-RateLimit-NearLimit': 'true', 'X-RateLimit-Limit': '100' })).toBeUndefined();
});

test.each([
  [{}],
  [{ RateLimit: '"app";r=1;t=1' }],
  [{ RateLimit: 'nonsense;;;=', 'RateLimit-Policy': ',,' }],
  [{ RateLimit: '"app";r=-1;t=x', 'RateLimit-Policy': '"app";q=65000;w=3600' }],
  [{ RateLimit: '"app";r=1;t=1', 'RateLimit-Policy': '"app";q=0;w=3600' }],
])('nothing is read from %j', (headers: Record<string, string>) => {
  expect(told(headers)).toBeUndefined();
});
