import { people, settled, started } from '../site/importing';
import { invite, log, openAudit, rows } from './audit-page';
import { test } from './fixed-day';
import { expect } from './site';
import { takeHighlighted } from './take-highlighted';

test('an import is one line of the log, its people open under it, and the kind selects it', async ({
  open,
  page,
  site,
}) => {
  const { id } = await started(site, { rows: people(3) });
  await settled(site, id);
  await invite(site, 'ada@acme.example', 'Ada Lovelace');
  const app = await openAudit(open);
  const invited = log(app).getByRole('row', { name: /Ada Lovelace/ });
  const ended = rows(app).filter({ hasText: 'Import of 3 people finished' });
  const persons = rows(app).filter({ hasText: /Person \d/ });
  await expect(invited).toBeVisible();
  await expect(ended).toHaveCount(1);
  await expect(persons).toHaveCount(0);

  await app.getByRole('button', { name: /^Show people: import of/ }).click();
  await expect(persons).toHaveCount(3);
  await app.getByRole('button', { name: /^Hide people: import of/ }).click();
  await expect(persons).toHaveCount(0);

  await app.getByLabel('Kind').focus();
  await page.keyboard.type('Imports');
  await takeHighlighted(app, page);
  await expect(invited).toHaveCount(0);
  await expect(ended).toHaveCount(1);
  await app.getByRole('button', { name: 'Clear filters' }).click();
  await app.getByLabel('Kind').focus();
  await page.keyboard.type('Invitations');
  await takeHighlighted(app, page);
  await expect(invited).toBeVisible();
  await expect(ended).toHaveCount(0);
});
