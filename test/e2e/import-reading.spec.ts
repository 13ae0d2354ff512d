import { endingsIn } from './endings';
import { choose, goOn, kind, openImport, pick, preview } from './importing';
import { fitsIn } from './looks';
import { chooseLocale, speaking } from './speaking';
import { expect, test } from './site';

/** "Zoë" and "Łukasz" in Windows-1250. */
const POLISH = Buffer.from(
  'E-mail;Imi\xea i nazwisko;Firma\nlukasz@acme.example;\xa3ukasz Wi\x9cniewski;Acme\n',
  'latin1',
);

/** A report with a title and a sum, a row with a cell too many, and a typo; in Windows-1252. */
const REPORT = Buffer.from(
  [
    'Customers of M\xfcller\n\nRequester mail;Name;Company;Access until\n',
    'zoe@gmial.com;Zo\xeb;Acme Ltd;05/03/2027\nbob@acme.example;Love; Bob;Acme;06/04/2027\n\n2 rows\n',
  ].join(''),
  'latin1',
);

test('the encoding that was told is shown, and another one is read at once', async ({ open }) => {
  const app = await open('agent', 'invite');
  await openImport(app);
  await choose(app, POLISH);
  const encoding = app.getByRole('combobox', { name: 'Encoding of the file' });
  await expect(app.getByText('Central European (Windows-1250)')).toBeVisible();
  await expect(app.getByText('This is a guess.')).toBeVisible();
  await expect(app.getByRole('cell', { name: 'Łukasz Wiśniewski' }).first()).toBeVisible();

  await pick(app, 'Encoding of the file', 'Cyrillic (Windows-1251)');
  await expect(app.getByRole('cell', { name: 'Јukasz' }).first()).toBeVisible();
  await pick(app, 'Encoding of the file', 'Central European (Windows-1250)');
  await expect(app.getByRole('cell', { name: 'Łukasz Wiśniewski' }).first()).toBeVisible();
  await expect(encoding).toBeVisible();
  await goOn(app);
  await expect(app.getByRole('button', { name: 'Import 1 person' })).toBeEnabled();
});

test('days that can be read in two ways are asked about once, and decide what is stored', async ({
  open,
  site,
}) => {
  const app = await open('agent', 'invite');
  await openImport(app);
  await choose(app, 'Email,Access until\nada@acme.example,05/03/2027\nbob@acme.example,06/04/2027\n');
  const start = app.getByRole('button', { name: 'Import 2 people' });
  await expect(app.getByText('Which day is 05/03/2027?').first()).toBeVisible();
  await goOn(app);
  await expect(app.getByText('Choose which day is meant first.')).toBeVisible();
  // As the browser's region, Great Britain, writes days.
  await expect(app.getByRole('group', { name: 'Which day is' }).getByRole('button')).toHaveText([
    'March 5, 2027',
    'May 3, 2027',
  ]);

  await expect(app.getByRole('button', { name: 'March 5, 2027' })).toBeFocused();
  await app.getByRole('button', { name: 'March 5, 2027' }).click();
  await goOn(app);
  await expect(app.getByText('until Mar 5, 2027')).toBeVisible();
  await start.click();
  await expect(app.getByText('2 of 2').first()).toBeVisible();
  const ends = (await endingsIn(site)).map(({ endsAt }) => endsAt.slice(0, 10));
  expect(ends.sort()).toEqual(['2027-03-05', '2027-04-06']);
});

test('an organization that is nearly a known one is offered', async ({ open }) => {
  const app = await open('agent', 'invite');
  await openImport(app);
  await preview(app, 'Email,Company\nada@acme.example,"Acme, Inc."\n');
  await app.getByRole('button', { name: 'Did you mean Acme?' }).click();
  await expect(kind(app, 'Create')).toHaveText('Create: 1');
  await expect(app.getByRole('button', { name: 'Did you mean Acme?' })).toBeHidden();
});

test('a row whose domain looks like a typo says so', async ({ open }) => {
  const app = await open('agent', 'invite');
  await openImport(app);
  await preview(app, 'Email\nzoe@gmial.com\n');
  await expect(app.getByText('gmial.com: did you mean gmail.com?')).toBeVisible();
});

test('a domain that looks like a typo is asked about, and changed at a click only', async ({ open }) => {
  const app = await open('agent', 'invite');
  const addresses = app.getByLabel('Email addresses');
  await addresses.fill('Ada <ada@gmial.com>, bob@acme.example');
  await expect(app.getByText('gmial.com: did you mean gmail.com?')).toBeVisible();
  await expect(addresses).toHaveValue('Ada <ada@gmial.com>, bob@acme.example');
  await app.getByRole('button', { name: 'Use gmail.com' }).click();
  await expect(addresses).toHaveValue('Ada <ada@gmail.com>, bob@acme.example');
  await expect(app.getByText('did you mean')).toBeHidden();
});

test('how a file was read', async ({ open, looks }) => {
  const app = await open('agent', 'invite');
  await openImport(app);
  await choose(app, REPORT);
  await expect(app.getByText('2 lines aren’t rows of the table and are ignored:')).toBeVisible();
  await expect(app.getByText('Guessed from its name')).toBeVisible();
  await looks('import-reading');
});

for (const locale of ['de_DE', 'ja_JP']) {
  test(`how a file was read, in ${locale}`, async ({ open, look, page, context, siteUrl }) => {
    await chooseLocale(context, siteUrl, locale);
    const app = await open('agent', 'invite');
    await app.getByRole('tab').nth(1).click();
    await app
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: REPORT });
    await expect(
      app.getByLabel(speaking(locale.slice(0, 2))('import.encoding.label'), { exact: true }),
    ).toBeVisible();
    await look(`import-reading-${locale}`);
    await fitsIn(page, 1280);
  });
}
