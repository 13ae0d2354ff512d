import { dayText, readDayText, UNREADABLE } from './day-words';

const LOCALES = ['en-US', 'en-GB', 'de-DE', 'fr-FR', 'es-ES', 'ja-JP'];

test.each(LOCALES)('what stands in the field in %s is read as the day that it is', (locale) => {
  for (let month = 1; month <= 12; month += 1) {
    const iso = `2027-${String(month).padStart(2, '0')}-09`;
    expect([dayText(iso, locale), readDayText(dayText(iso, locale), locale)]).toEqual([
      dayText(iso, locale),
      iso,
    ]);
  }
});

test.each([
  ['en-US', '6/7/2027', '2027-06-07'],
  ['en-GB', '6/7/2027', '2027-07-06'],
  ['de-DE', '7.6.2027', '2027-06-07'],
  ['ja-JP', '2027年6月7日', '2027-06-07'],
  ['de-DE', '2027-06-07', '2027-06-07'],
  ['fr-FR', ' ', ''],
  ['en-US', '06', UNREADABLE],
  ['en-US', '2027-02-30', UNREADABLE],
  ['en-US', 'tomorrow', UNREADABLE],
])('in %s, %j is read as %j', (locale, text, day) => {
  expect(readDayText(text, locale)).toBe(day);
});
