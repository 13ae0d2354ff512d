import { WIDTHS } from './looks';
import { REFUSED } from './importing';
import { test } from './fixed-day';
import { expect } from './site';
import { chooseLocale, speaking } from './speaking';

const UNCLEAR = '05/03/2027';
const FILE = [
  'Email;Name;Company;Access until',
  `ada@acme.example;Ada Lovelace;Acme;${UNCLEAR}`,
  `bob@acme.example;Bob;Umbrella Corporation of Raccoon City;06/04/2027`,
  'nobody;;Acme;',
].join('\n');

for (const { language, locale } of [
  { language: 'de', locale: 'de_DE' },
  { language: 'ja', locale: 'ja_JP' },
  { language: 'fr', locale: 'fr_FR' },
  { language: 'es', locale: 'es_ES' },
]) {
  const say = speaking(language);
  test(`every step of an import in ${language}`, async ({ open, looks, context, site, siteUrl }) => {
    await chooseLocale(context, siteUrl, locale);
    const app = await open('agent', 'invite');
    const seen = (step: string): Promise<void> => looks(`import-${step}-${language}`, WIDTHS);
    const press = (key: Parameters<typeof say>[0], params?: Parameters<typeof say>[1]): Promise<void> =>
      app
        .getByRole('button', { name: say(key, params), exact: true })
        .first()
        .click();
    await app.getByRole('tab', { name: say('invite.tab.import') }).click();
    await app.getByRole('heading', { name: say('import.title') }).waitFor();
    await seen('1-file');
    await app
      .locator('input[type=file]')
      .setInputFiles({ name: 'kunden.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) });
    await press('import.continue');
    await expect(app.getByText(say('import.days.open'))).toBeVisible();
    await seen('2-columns');
    await app
      .getByRole('group', { name: say('import.days.title', { text: UNCLEAR }) })
      .getByRole('button')
      .first()
      .click();
    await press('import.continue');
    await app.getByText(say('import.unknown.title', { count: 1 })).waitFor();
    await seen('3-check');
    site.jira.faults.set([{ ...REFUSED, status: 429, retryAfter: 4 }]);
    await press('import.start.skip', { people: 1, skipped: 2 });
    await app.getByText(say('import.slow', { duration: '§' }).split('§')[0] ?? '').waitFor();
    await seen('4-import');
    site.jira.faults.set([REFUSED]);
    await app.getByText(say('import.state.finished-open', { count: 1 })).waitFor({ timeout: 30_000 });
    await app.getByText(say('import.result.reasons')).waitFor();
    await seen('5-result');
    await app.getByRole('button', { name: say('import.earlier', { count: 1 }) }).click();
    await seen('6-earlier');
  });
}
