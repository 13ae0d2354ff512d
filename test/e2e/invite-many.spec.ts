import type { FrameLocator } from '@playwright/test';
import { moreOptions } from './more-options';
import { chooseOrganization, organizationField } from './organization-field';
import { dayIn, test } from './fixed-day';
import { expect } from './site';

const addresses = (app: FrameLocator) => app.getByLabel('Email addresses');
const button = (app: FrameLocator, name: string) => app.getByRole('button', { name, exact: true });
const line = (app: FrameLocator, email: string) => app.getByRole('listitem').filter({ hasText: email });
const MANY = Array.from({ length: 130 }, (_, index) => `guest${index}@acme.example`).join('\n');

test('the good are invited, and the bad stay in the box with what is wrong with them', async ({
  open,
  site,
}) => {
  const app = await open('agent', 'invite');
  await addresses(app).fill('eve@mail.denied.example, bob@@acme.example, ada@acme.example');
  await expect(app.getByText('2 addresses need correcting:')).toBeVisible();
  await chooseOrganization(app, 'Globex');
  await button(app, 'Invite 1, keep 2').click();

  await expect(line(app, 'ada@acme.example')).toContainText('added to Globex');
  await expect(addresses(app)).toHaveValue('eve@mail.denied.example\nbob@@acme.example');
  await expect(addresses(app)).toBeFocused();
  await expect(app.getByText('addresses at mail.denied.example')).toBeVisible();
  await expect(app.getByText('The address has more than one @.')).toBeVisible();
  expect(site.jira.state.withEmail('eve@mail.denied.example')).toEqual([]);

  // What was chosen was chosen for them, too.
  await addresses(app).fill('bob@acme.example');
  await expect(organizationField(app)).toHaveValue('Globex');
  await button(app, 'Invite').click();
  await expect(line(app, 'bob@acme.example')).toContainText('added to Globex');
  await expect(organizationField(app)).toHaveValue('');
});

test('nothing is sent where no address is good, and the field is asked for', async ({ open, page, site }) => {
  const app = await open('agent', 'invite');
  const rubbish =
    'Dear all,\n\nplease see <https://acme.example/a?b=@> and\tcall +49 (0)30 1234 ;;; ,,, "" @ @@';
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await addresses(app).waitFor();
  await page.evaluate((text) => navigator.clipboard.writeText(text), rubbish);
  await addresses(app).press('ControlOrMeta+v');
  site.jira.log.clear();
  await button(app, 'Invite').click();
  await expect(addresses(app)).toBeFocused();
  await expect(addresses(app)).toHaveValue(rubbish);
  expect(site.jira.log.all()).toEqual([]);
});

test('two columns from a spreadsheet are people with their names', async ({ open, site }) => {
  const app = await open('agent', 'invite');
  await addresses(app).fill('dave@acme.example\tDave Dee\nCarl Carlson carl@acme.example');
  await button(app, 'Invite 2').click();
  await expect(line(app, 'carl@acme.example')).toContainText('Done');
  expect(site.jira.state.withEmail('dave@acme.example')[0]?.displayName).toBe('Dave Dee');
  expect(site.jira.state.withEmail('carl@acme.example')[0]?.displayName).toBe('Carl Carlson');
});

test('more than are invited at once go to the import, and nothing is typed again', async ({ open, site }) => {
  const app = await open('agent', 'invite');
  await addresses(app).fill(`${MANY}\nbob@@acme.example`);
  await chooseOrganization(app, 'Globex');
  await moreOptions(app);
  await app.getByLabel('Last day of access').fill(dayIn(20));
  await button(app, 'Import these 131').click();

  await expect(app.getByRole('tab', { name: 'Import' })).toHaveAttribute('aria-selected', 'true');
  const preview = app.getByRole('tabpanel', { name: 'Import' });
  await expect(preview.getByRole('cell', { name: 'guest0@acme.example' }).first()).toBeVisible();
  await expect(preview.getByText('Globex').first()).toBeVisible();
  await expect(preview.getByText(dayIn(20)).first()).toBeVisible();
  expect(site.jira.state.withEmail('guest0@acme.example')).toEqual([]);

  // It was taken: the form is ready for the next person.
  await app.getByRole('tab', { name: 'Invite' }).click();
  await expect(addresses(app)).toHaveValue('');
});

test('ten thousand pasted addresses are counted and carried over', async ({ open, page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const app = await open('agent', 'invite');
  const pasted = Array.from({ length: 10_000 }, (_, index) => `guest${index}@acme.example`).join('\n');
  await addresses(app).waitFor();
  await page.evaluate((text) => navigator.clipboard.writeText(text), pasted);
  await addresses(app).press('ControlOrMeta+v');
  await button(app, 'Import these 10,000').click();
  await expect(app.getByRole('heading', { name: /10,000/ })).toBeVisible();
});

test('on an organization’s page, where there is no import, too many are refused and nothing is lost', async ({
  open,
}) => {
  const app = await open('agent', 'organization');
  await addresses(app).fill(MANY);
  await button(app, 'Invite 130').click();
  await expect(
    app.getByText('130 addresses are too many at once. You can invite up to 25 together.'),
  ).toBeVisible();
  await expect(addresses(app)).toHaveValue(MANY);
});

test('nothing is lost where the request fails', async ({ open, page }) => {
  const app = await open('agent', 'invite');
  await page.route('**/__site/invoke', (route) =>
    route.request().postData()?.includes('invite.send') ? route.abort() : route.continue(),
  );
  await addresses(app).fill('Ada <ada@acme.example>, bob@@acme.example');
  await chooseOrganization(app, 'Globex');
  await button(app, 'Invite 1, keep 1').click();
  await expect(app.getByText('We don’t know whether this was done')).toBeVisible();
  await expect(addresses(app)).toHaveValue('Ada <ada@acme.example>\nbob@@acme.example');
  await expect(organizationField(app)).toHaveValue('Globex');
});
