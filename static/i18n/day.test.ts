import fc from 'fast-check';
import { knownTimeZone, startOfDay } from './day';

describe('the first moment of a day', () => {
  test.each([
    ['2026-10-05', 'Etc/UTC', '2026-10-05T00:00:00.000Z'],
    ['2026-07-01', 'Europe/Berlin', '2026-06-30T22:00:00.000Z'],
    ['2026-12-01', 'Europe/Berlin', '2026-11-30T23:00:00.000Z'],
    ['2026-10-05', 'Asia/Kathmandu', '2026-10-04T18:15:00.000Z'],
    ['2026-10-05', 'Pacific/Kiritimati', '2026-10-04T10:00:00.000Z'],
    // Clocks are put forward, or back, on these days.
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
    // At midnight they are put forward: the day begins at one.
    ['2024-04-26', 'Africa/Cairo', '2024-04-25T22:00:00.000Z'],
    ['2005-10-16', 'America/Sao_Paulo', '2005-10-16T03:00:00.000Z'],
    // After midnight they are put back to midnight, which comes twice.
    ['2024-10-27', 'Atlantic/Azores', '2024-10-27T00:00:00.000Z'],
  ])('%s in %s is %s', (day, timeZone, moment) => {
    expect(startOfDay(day, timeZone).toISOString()).toBe(moment);
  });

  test('is on that day, and the moment before is not, wherever and whenever', () => {
    const zones = ['Europe/Berlin', 'America/Sao_Paulo', 'Australia/Sydney', 'Africa/Cairo', 'Asia/Tokyo'];
    const days = fc
      .date({ min: new Date('2000-01-02'), max: new Date('2037-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(days, fc.constantFrom(...zones), (day, timeZone) => {
        // Swedes write dates as ISO 8601 does.
        const dayAt = (moment: number): string =>
          new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(moment);
        const start = startOfDay(day, timeZone).getTime();
        return dayAt(start) === day && dayAt(start - 1) < day;
      }),
      { numRuns: 2000 },
    );
  });

  test('is the browser’s own where no time zone is known', () => {
    expect(startOfDay('2026-10-05', undefined)).toEqual(new Date(2026, 9, 5));
  });
});

test.each(['', 'Mars/Olympus', undefined])('%j is no time zone that can be told', (name) => {
  expect(knownTimeZone(name)).toBeUndefined();
});
