import { halvedPace, paceAfter, restNow, spread } from './pace';

const HOUR = 3_600_000;
const NOW = 1000 * HOUR + 20 * 60_000;
const quota = (left: number) => ({ left, resetsAt: NOW + 60_000 });

describe('where Jira tells what is left of the hour', () => {
  test('an import goes on until a third or so is left, whatever its pace', () => {
    const full = { pace: { hour: 1000, rows: 500, max: 149 } };
    expect(restNow(full, quota(0.3), NOW, 0.5)).toBeUndefined();
    expect(restNow({}, quota(0.29), NOW, 0)).toBe(60_000);
  });

  test('it comes back at the reset and up to ten minutes later', () => {
    expect(restNow({}, quota(0), NOW, 0)).toBe(60_000);
    expect(restNow({}, quota(0), NOW, 1)).toBe(660_000);
    expect(spread(-5, 0)).toBe(0);
  });
});

describe('where it does not', () => {
  test('nothing holds an import back that was never refused', () => {
    expect(restNow({}, undefined, NOW, 0.5)).toBeUndefined();
    expect(restNow({ pace: { hour: 1000, rows: 90_000 } }, undefined, NOW, 0.5)).toBeUndefined();
  });

  test('each refusal halves the rows of an hour, down to a batch', () => {
    const once = halvedPace({ hour: 1000, rows: 4000 }, NOW);
    expect(once).toEqual({ hour: 1000, rows: 0, max: 2000 });
    expect(halvedPace({ ...once, rows: 2100 }, NOW)).toMatchObject({ max: 1000 });
    expect(paceAfter(once, 149, NOW + HOUR)).toMatchObject({ rows: 149, max: 2000 });
    expect(halvedPace({ hour: 1000, rows: 10, max: 149 }, NOW)).toMatchObject({ max: 149 });
    expect(halvedPace(undefined, NOW)).toMatchObject({ rows: 0, max: 149 });
  });

  test('an hour that is full ends with the hour; the next one may do a quarter more', () => {
    const full = { hour: 1000, rows: 2000, max: 2000 };
    expect(restNow({ pace: full }, undefined, NOW, 0)).toBe(40 * 60_000);
    const next = NOW + HOUR;
    expect(restNow({ pace: full }, undefined, next, 0)).toBeUndefined();
    expect(paceAfter(full, 149, next)).toEqual({ hour: 1001, rows: 149, max: 2500 });
    expect(paceAfter(full, 149, NOW)).toEqual({ hour: 1000, rows: 2149, max: 2000 });
  });
});
