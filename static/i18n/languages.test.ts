import { ENGLISH } from '../../src/i18n/english';
import { catalogueFor } from './languages';

describe('the words for a locale', () => {
  test.each([
    ['de_DE', 'de-DE', 'Einladen'],
    ['de-AT', 'de-AT', 'Einladen'],
    ['fr_FR', 'fr-FR', 'Inviter'],
    ['es_MX', 'es-MX', 'Invitar'],
    ['ja_JP', 'ja-JP', '招待'],
    ['ja', 'ja', '招待'],
  ])('%s are of its language, and dates of %s', async (told, locale, invite) => {
    const catalogue = await catalogueFor(told);
    expect(catalogue.locale).toBe(locale);
    expect(catalogue.messages['invite.tab.invite']).toBe(invite);
  });

  test.each([
    ['en_US', 'en-US'],
    ['en_UK', 'en-GB'],
    ['pl_PL', 'en-PL'],
    ['constructor', 'en'],
    ['no such locale', 'en'],
    ['', 'en'],
  ])('%j are English, and dates of %s', async (told, locale) => {
    expect(await catalogueFor(told)).toEqual({ ...ENGLISH, locale });
  });

  test('are there for every key', async () => {
    const { messages } = await catalogueFor('ja_JP');
    expect(Object.keys(ENGLISH.messages).filter((key) => !(key in messages))).toEqual([]);
  });
});
