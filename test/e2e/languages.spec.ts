import type { FrameLocator, Page } from '@playwright/test';
import { appFrame } from './app-frame';
import { fitsIn, NARROW, WIDTHS } from './looks';
import { weighScript } from './script-weight';
import { expect, test } from './site';
import { chooseLocale, speaking } from './speaking';

const LANGUAGES = [
  { language: 'de', locale: 'de_DE', title: 'Kunden einladen' },
  { language: 'es', locale: 'es_ES', title: 'Invitar a clientes' },
  { language: 'fr', locale: 'fr_FR', title: 'Inviter un client' },
  { language: 'ja', locale: 'ja_JP', title: '顧客を招待' },
];
const languageOf = (page: Page) => appFrame(page).evaluate(() => document.documentElement.lang);

for (const { language, locale, title } of LANGUAGES) {
  const say = speaking(language);
  const addresses = (app: FrameLocator) => app.getByLabel(say('invite.addresses.label'));
  test.describe(`in ${language}`, () => {
    test.beforeEach(async ({ context, siteUrl }) => chooseLocale(context, siteUrl, locale));

    test('the invite page', async ({ open, looks, page }) => {
      const app = await open('agent', 'invite');
      await addresses(app).waitFor();
      await expect(page.getByRole('heading', { name: title })).toBeVisible();
      expect(await languageOf(page)).toBe(language);

      await addresses(app).fill('Ada <ada@acme.example>, bob@@acme.example');
      await expect(app.getByText(say('reason.address-two-ats'))).toBeVisible();
      await looks(`${language}-invite-marked`, WIDTHS);

      await addresses(app).fill('Ada <ada@acme.example>, no-customer-role@guestlist.example');
      await app.getByRole('button', { name: say('invite.submit.count', { count: 2 }) }).click();
      await expect(app.getByText(say('counts.invited', { count: 1 }))).toBeVisible();
      await expect(app.getByText(say('reason.lacks-customer-role'))).toBeVisible();
      await looks(`${language}-invite-results`, WIDTHS);

      await app.getByRole('tab', { name: say('invite.tab.history') }).click();
      await app.getByRole('table').waitFor();
      await looks(`${language}-history`, WIDTHS);
    });

    test('the policy page', async ({ open, looks, page }) => {
      const app = await open('jira-admin', 'configure');
      await app.getByLabel(say('policy.allowed'), { exact: true }).waitFor();
      expect(await languageOf(page)).toBe(language);
      await looks(`${language}-policy`, WIDTHS);

      await app.getByLabel(say('policy.per-person'), { exact: true }).fill('20');
      await app.getByLabel(say('policy.denied'), { exact: true }).fill('denied.example\nevil.example');
      await app.getByRole('button', { name: say('policy.review') }).click();
      await expect(app.getByText(say('policy.daily', { count: 20 }), { exact: true })).toBeVisible();
      await looks(`${language}-policy-review`, WIDTHS);
    });

    test('a key fits into the table of API keys on a phone', async ({ open, looks, site }) => {
      await site.forge.invoke(site.screen('settings', 'jira-admin'), 'keys.create', {
        name: 'Onboarding script',
        projects: ['10001'],
        domains: [],
        organizations: [],
        dailyQuota: 100,
        days: 30,
      });
      const app = await open('jira-admin', 'get started');
      await app.getByRole('tab', { name: say('admin.tab.keys'), exact: true }).click();
      const row = app.getByRole('row', { name: /Onboarding script/ });
      await expect(row).toContainText(say('keys.used.never'));
      await looks(`${language}-keys-table`, [NARROW]);
    });

    test('the other pages of an admin fit', async ({ open, page }) => {
      await page.setViewportSize(NARROW);
      const app = await open('jira-admin', 'get started');
      await app.getByText(say('admin.test.ready.title')).waitFor();
      await fitsIn(page, NARROW.width);
      for (const [tab, there] of [
        ['keys', 'keys.empty.title'],
        ['audit', 'audit.filter.clear'],
      ] as const) {
        await app.getByRole('tab', { name: say(`admin.tab.${tab}`), exact: true }).click();
        await app.getByText(say(there)).waitFor();
        await fitsIn(page, NARROW.width);
      }
    });
  });
}

test.describe('in German', () => {
  test.beforeEach(async ({ context, siteUrl }) => chooseLocale(context, siteUrl, 'de_DE'));

  test('a refusal of the back end is told in German', async ({ open }) => {
    const app = await open('user', 'invite');
    await expect(app.getByText('Sie können hier keine Kunden einladen')).toBeVisible();
  });

  test('the invite page’s first load stays under 160 KB of gzipped script', async ({ open, page }) => {
    const weight = weighScript(page, 'invite');
    const app = await open('agent', 'invite');
    await app.getByLabel('E-Mail-Adressen').waitFor();
    expect(await weight()).toBeLessThan(160_000);
  });

  test('no other language is loaded', async ({ open, page }) => {
    const loaded: string[] = [];
    page.on('response', (response) => loaded.push(...(/messages\.\w+/.exec(response.url()) ?? [])));
    const app = await open('agent', 'invite');
    await app.getByLabel('E-Mail-Adressen').waitFor();
    expect(loaded).toEqual(['messages.de']);
  });

  test('the page speaks English where the German words cannot be loaded', async ({ open, page }) => {
    await page.route(/messages\.de/, (route) => route.abort());
    const app = await open('agent', 'invite');
    await expect(app.getByLabel('Email addresses')).toBeVisible();
    expect(await languageOf(page)).toBe('en');
  });

  test.describe('with a browser elsewhere', () => {
    test.use({ timezoneId: 'Asia/Tokyo' });

    test('moments are those of the time zone in Jira', async ({ open }) => {
      const app = await open('agent', 'invite');
      await app.getByLabel('E-Mail-Adressen').fill('ada@acme.example');
      await app.getByRole('button', { name: 'Einladen', exact: true }).click();
      await app.getByText('1 eingeladen').waitFor();
      await app.getByRole('tab', { name: 'Verlauf' }).click();
      const time = app.getByRole('table').getByRole('time');
      const moment = new Date((await time.getAttribute('datetime')) ?? '');
      const inUtc = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Etc/UTC' } as const;
      await expect(time).toHaveText(new Intl.DateTimeFormat('de-DE', inUtc).format(moment));
    });
  });
});

test('somebody whose language the app has not reads English, with dates as in their country', async ({
  open,
  page,
  context,
  siteUrl,
}) => {
  await chooseLocale(context, siteUrl, 'pl_PL');
  const app = await open('jira-admin', 'get started');
  await expect(app.getByText(/^Tested \d{1,2} \w{3,4} \d{4}, \d\d:\d\d\./)).toBeVisible();
  expect(await languageOf(page)).toBe('en');
});
