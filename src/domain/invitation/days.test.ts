import fc from 'fast-check';
import { normalizeDay, tellDayOrder } from './days';

describe('a day is read', () => {
  test.each([
    ['2027-06-30'],
    ['2027/06/30'],
    ['2027.6.30'],
    ['2027-6-30'],
    ['30.06.2027'],
    ['30.6.27'],
    ['30. 6. 2027'],
    ['30/06/2027'],
    ['6/30/2027'],
    ['06-30-2027'],
    ['30-06-27'],
    ['2027-06-30 00:00:00'],
    ['2027-06-30T00:00:00.000'],
    ['30.06.2027 00:00'],
    ['30.06.2027 23:59'],
    ['6/30/2027 12:00:00 AM'],
    ['30-Jun-27'],
    ['30-Jun-2027'],
    ['30 Juni 2027'],
    ['30. Juni 2027'],
    ['30 juin 2027'],
    ['30-juin-27'],
    ['30 de junio de 2027'],
    ['30-jun-27'],
    ['June 30, 2027'],
    ['Jun 30 2027'],
    ['June 30th, 2027'],
    ['Wednesday, 30 June 2027'],
    ['Mittwoch, 30. Juni 2027'],
    ['2027年6月30日'],
    ['46568'],
    ['46568.0'],
    [' 2027-06-30 '],
  ])('from %s', (text) => {
    expect(normalizeDay(text, undefined)).toBe('2027-06-30');
  });

  test.each([
    ['1. März 2027', '2027-03-01'],
    ['1er août 2027', '2027-08-01'],
    ['5 févr. 2027', '2027-02-05'],
    ['24-dic-27', '2027-12-24'],
    ['24-Dez-27', '2027-12-24'],
    ['24 déc. 2027', '2027-12-24'],
    ['3 ene 2027', '2027-01-03'],
    ['8 Sept 2027', '2027-09-08'],
    ['07/07/2027', '2027-07-07'],
  ])('%s', (text, day) => {
    expect(normalizeDay(text, undefined)).toBe(day);
  });
});

describe('what is no day, or could be two, comes back as it is', () => {
  test.each([
    ['31.02.2027'],
    ['30.13.2027'],
    ['2027-02-30'],
    ['05/06/2027'],
    ['30 jui 2027'],
    ['2027-06-30 18:00'],
    ['2027-06-30T18:00:00.000+0000'],
    ['123'],
    ['99999'],
    ['tomorrow'],
    [''],
  ])('%s', (text) => {
    expect(normalizeDay(text, undefined)).toBe(text);
  });
});

test('the order decides where day and month cannot be told apart', () => {
  expect(normalizeDay('05/06/2027', 'day-first')).toBe('2027-06-05');
  expect(normalizeDay('05/06/2027', 'month-first')).toBe('2027-05-06');
  expect(normalizeDay('05.06.2027', 'month-first')).toBe('2027-06-05');
  // Only one of both is there.
  expect(normalizeDay('30/06/2027', 'month-first')).toBe('2027-06-30');
});

describe('a column tells the order', () => {
  test.each([
    [['05/06/2027', '30/06/2027'], 'day-first', '05/06/2027'],
    [['05/06/2027', '06/30/2027'], 'month-first', '05/06/2027'],
    [['06/30/2027', '30/06/2027', '05/06/2027'], undefined, '05/06/2027'],
    [['05/06/2027', '07/07/2027'], undefined, '05/06/2027'],
    [['06/30/2027', '2027-01-02', '05.06.2027'], 'month-first', undefined],
    [['2027-01-02', ''], undefined, undefined],
  ] as const)('%j', (texts, order, unclear) => {
    expect(tellDayOrder(texts)).toEqual({ order, unclear });
  });
});

test('every day comes back from every way to write it', () => {
  const day = fc.date({ min: new Date('2001-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  const languages = fc.constantFrom('en', 'de', 'fr', 'es');
  const lengths = fc.constantFrom('long', 'short');
  fc.assert(
    fc.property(day, languages, lengths, (date, language, month) => {
      const iso = date.toISOString().slice(0, 10);
      const named = new Intl.DateTimeFormat(language, {
        day: 'numeric',
        month,
        year: 'numeric',
        timeZone: 'UTC',
      });
      const serial = Math.floor(date.getTime() / 86_400_000) + 25_569;
      const [year, numeral, ordinal] = iso.split('-');
      expect(normalizeDay(named.format(date), undefined)).toBe(iso);
      expect(normalizeDay(String(serial), undefined)).toBe(iso);
      expect(normalizeDay(`${ordinal}/${numeral}/${year}`, 'day-first')).toBe(iso);
      expect(normalizeDay(`${numeral}/${ordinal}/${year}`, 'month-first')).toBe(iso);
    }),
  );
});
