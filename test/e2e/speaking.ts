import type { BrowserContext } from '@playwright/test';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { translate } from '../../src/i18n/translate';
import type { MessageKey, Messages, Params } from '../../src/i18n/translate';

const CONTRACT = path.resolve(__dirname, '../../src/i18n');

/** Chooses Jira's language on the local site, `de_DE`. */
export async function chooseLocale(context: BrowserContext, url: string, locale: string): Promise<void> {
  await context.addCookies([{ name: 'locale', value: locale, url }]);
}

/** What the screens say in a language. */
export function speaking(language: string): (key: MessageKey, params?: Params) => string {
  const read = (file: string): Messages =>
    JSON.parse(readFileSync(path.join(CONTRACT, `${file}.${language}.json`), 'utf8')) as Messages;
  const catalogue = { locale: language, messages: { ...read('messages'), ...read('reasons') } };
  return (key, params) => translate(catalogue, key, params);
}
