import { ENGLISH } from '../../src/i18n/english';
import { catalogueFor } from './languages';
import { createTranslate } from './use-translate';
import type { Translate } from './use-translate';

const MOMENT = '2026-12-31T23:30:00.000Z';
const speak = async (locale: string, timeZone?: string): Promise<Translate> =>
  createTranslate(await catalogueFor(locale), timeZone);

describe('a moment', () => {
  test.each([
    ['en_US', 'America/New_York', 'Dec 31, 2026, 6:30 PM'],
    ['en_UK', 'Europe/London', '31 Dec 2026, 23:30'],
    ['de_DE', 'Europe/Berlin', '01.01.2027, 00:30'],
    ['fr_FR', 'Europe/Paris', '1 janv. 2027, 00:30'],
    ['es_ES', 'Europe/Madrid', '1 ene 2027, 0:30'],
    ['ja_JP', 'Asia/Tokyo', '2027/01/01 8:30'],
  ])('in %s and %s is %s', async (locale, timeZone, written) => {
    // Which kind of space stands before PM is the browser’s business.
    expect((await speak(locale, timeZone)).dateTime(MOMENT).replace(/\s/gu, ' ')).toBe(written);
  });

  test('is told in the browser’s time zone where the person’s is unknown', () => {
    const { timeZone, dateTime } = createTranslate(ENGLISH, 'Mars/Olympus');
    expect(timeZone).toBeUndefined();
    expect(dateTime(MOMENT)).toBe(createTranslate(ENGLISH).dateTime(MOMENT));
  });
});

test.each([
  ['en_US', '1,234,567 entries shown.'],
  ['de_DE', '1.234.567 Einträge angezeigt.'],
  ['ja_JP', '1,234,567 件を表示しています。'],
])('numbers are written as in %s: %s', async (locale, written) => {
  const t = await speak(locale);
  expect(t('audit.shown', { count: 1_234_567 })).toBe(written);
});

test.each([
  [0, '0 entrée affichée.'],
  [1, '1 entrée affichée.'],
  [2, '2 entrées affichées.'],
  [1_000_000, '1 000 000 d’entrées affichées.'],
])('%i takes the form that French gives it', async (count, written) => {
  const t = await speak('fr_FR');
  expect(t('audit.shown', { count }).replace(/\s/gu, ' ')).toBe(written);
});

test.each([
  ['en_US', 'Acme, Globex'],
  ['ja_JP', 'Acme、Globex'],
])('a list is joined as in %s, without what is empty', async (locale, written) => {
  expect((await speak(locale)).list(['Acme', '', 'Globex'])).toBe(written);
});

test('what is wrong is told with what to do about it, as one text', () => {
  expect(createTranslate(ENGLISH).explain({ code: 'not-a-jira-admin' })).toBe(
    'You need the Administer Jira permission for this. Ask a Jira admin.',
  );
});

test('a refusal that crossed the bridge is told in the person’s language', async () => {
  const { describe: because } = await speak('de_DE');
  const error = { code: 'quota-person', params: { left: 0, max: 1000 } } as const;
  expect(because(error).message).toContain('0 von 1.000');
});

test('the language of the words is known, so that the page can say it', async () => {
  expect((await speak('de_AT')).language).toBe('de');
  expect((await speak('pl_PL')).language).toBe('en');
});
