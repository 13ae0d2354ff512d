import type { FrameLocator } from '@playwright/test';
import { dayText } from '../../static/ui/day-words';
import { endingsIn } from './endings';
import { dayIn, test } from './fixed-day';
import { moreOptions } from './more-options';
import { expect } from './site';
import { chooseLocale, speaking } from './speaking';

const day = (app: FrameLocator) => app.getByLabel('Last day of access');
const addresses = (app: FrameLocator) => app.getByLabel('Email addresses');
const monthOf = (iso: string): string =>
  new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(iso));

test('a day is picked from the calendar with the keyboard alone, in two stops', async ({
  open,
  page,
  site,
}) => {
  const app = await open('agent', 'invite');
  await addresses(app).fill('ada@acme.example');
  await moreOptions(app);
  await day(app).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(app.getByText(monthOf(dayIn(0)))).toBeVisible();
  // From today a week on.
  await expect(app.locator('.rdp-day_button:focus')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(day(app)).toBeFocused();
  await expect(day(app)).toHaveValue(dayText(dayIn(7), 'en-US'));
  await page.keyboard.press('Control+Enter');
  await expect(app.getByText('access ends on').first()).toBeVisible();
  expect(await endingsIn(site)).toMatchObject([{ endsAt: `${dayIn(7)}T23:59:59.000Z` }]);
});

test('Escape closes the calendar, and the field has the focus', async ({ open, page }) => {
  const app = await open('agent', 'invite');
  await moreOptions(app);
  await app.getByRole('button', { name: 'Choose a day' }).click();
  await expect(app.locator('.rdp-day_button:focus')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(app.getByRole('grid')).toHaveCount(0);
  await expect(day(app)).toBeFocused();
});

test('a day is typed as the language writes it, and stands so afterwards', async ({
  open,
  page,
  context,
  siteUrl,
}) => {
  await chooseLocale(context, siteUrl, 'de_DE');
  const say = speaking('de');
  const app = await open('agent', 'invite');
  await app.getByText(say('invite.more')).click();
  const field = app.getByLabel(say('invite.last-day.label'));
  await field.fill('10.1.2027');
  await page.keyboard.press('Tab');
  await expect(field).toHaveValue(dayText('2027-01-10', 'de-DE'));

  // Rubbish stays, with what is wrong with it.
  await field.fill('in einer Woche');
  await page.keyboard.press('Tab');
  await expect(field).toHaveValue('in einer Woche');
  await expect(app.getByText(say('invite.last-day.half'))).toBeVisible();
});

test('the calendar', async ({ open, looks }) => {
  const app = await open('agent', 'invite');
  await moreOptions(app);
  await app.getByRole('button', { name: 'Choose a day' }).click();
  await expect(app.locator('.rdp-day_button:focus')).toHaveCount(1);
  await looks('calendar');
});
