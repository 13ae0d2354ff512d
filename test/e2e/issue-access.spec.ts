import { endingsIn } from './endings';
import { invite, line, looked, offer } from './issue-panel';
import { moreOptions } from './more-options';
import { chooseOrganization } from './organization-field';
import { DAY_MS, dayIn, test } from './fixed-day';
import { expect } from './site';

test('access from a request ends after the last day that was chosen', async ({ open, site }) => {
  const app = await open('agent', 'request');
  await chooseOrganization(app, 'Globex');
  await moreOptions(app);
  await app.getByLabel('Last day of access').fill(dayIn(2));
  await invite(app).click();
  await expect(line(app, 'grace@navy.example')).toContainText('access ends on');

  const [grace] = site.jira.state.withEmail('grace@navy.example');
  const globex = [...site.jira.state.organizations.values()].find(({ name }) => name === 'Globex');
  const places = () =>
    [site.jira.state.desk('SUP')?.customers, globex?.members].map((all) => all?.has(grace?.accountId ?? ''));
  expect(await endingsIn(site)).toMatchObject([
    { accountId: grace?.accountId, endsAt: `${dayIn(2)}T23:59:59.000Z`, desk: true },
  ]);
  await site.forge.runSchedule('ending');
  expect(places()).toEqual([true, true]);
  await site.forge.passTime(3 * DAY_MS);
  await site.forge.runSchedule('ending');
  expect(places()).toEqual([false, false]);
});

test('a last day that is over sends nothing, says why, and leaves the rest as it was chosen', async ({
  open,
  site,
}) => {
  const app = await open('agent', 'request');
  await offer(app, 'ada@acme.example').check();
  await chooseOrganization(app, 'Globex');
  await app.getByLabel('Add them as participants of this request').check();
  await moreOptions(app);
  await app.getByLabel('Last day of access').fill('2020-01-01');
  await expect(app.getByText('The last day is in the past.')).toBeVisible();
  await looked(app);
  site.jira.log.clear();
  await invite(app).click();
  await expect(app.getByLabel('Last day of access')).toBeFocused();
  expect(site.jira.log.all()).toEqual([]);

  await expect(offer(app, 'ada@acme.example')).toBeChecked();
  await expect(offer(app, 'grace@navy.example')).toBeChecked();
  await app.getByLabel('Last day of access').fill(dayIn(2));
  await invite(app).click();
  await expect(app.getByText('2 customers were added to the request.')).toBeVisible();
  await expect(line(app, 'ada@acme.example')).toContainText('added to Globex · access ends on');
});
