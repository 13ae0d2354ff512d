import { inviteUntil, outcomesIn } from '../site/ending';
import { ask } from '../site/inviting';
import { kind } from './importing';
import { WIDTHS } from './looks';
import { expect, test } from './site';
import { chooseLocale, speaking } from './speaking';

const LEFT = ['ada@acme.example', 'grace@acme.example'];
const QUARTER_MS = 900_000;

test.use({ profile: 'open-desk' });

test.beforeEach(async ({ site }) => {
  outcomesIn(await inviteUntil(site, undefined, LEFT));
  await site.forge.passTime(QUARTER_MS);
});

for (const locale of ['en_US', 'de_DE', 'ja_JP'] as const) {
  test(`in ${locale} the preview of a removal says that an open desk stays`, async ({
    open,
    looks,
    context,
    siteUrl,
  }) => {
    await chooseLocale(context, siteUrl, locale);
    const t = speaking(locale.slice(0, 2));
    const app = await open('agent', 'invite');
    await app.getByRole('tab', { name: t('invite.tab.history') }).click();
    await app
      .getByRole('button', { name: t('removal.remove') })
      .first()
      .click();
    const question = app.getByRole('group', { name: /ada|grace/i });
    await expect(question).toContainText(t('removal.removes', { places: 'Acme' }));
    await expect(question).toContainText(t('removal.stays.open', { place: t('access.desk') }));
    await looks(`open-desk-question-${locale}`, locale === 'en_US' ? undefined : WIDTHS);
  });
}

test('a list of leavers does not count who is on the open desk only', async ({ open, looks, site }) => {
  const input = { people: [{ email: 'hugo@acme.example' }], organizations: [], notify: false };
  outcomesIn(await ask(site, 'agent', 'invite.send', input));
  await site.forge.passTime(QUARTER_MS);
  const app = await open('agent', 'invite');
  await app.getByRole('tab', { name: 'Remove customers' }).click();
  await app.getByLabel('Or paste rows').fill([...LEFT, 'hugo@acme.example'].join('\n'));
  await app.getByRole('button', { name: 'Read rows' }).click();
  await expect(kind(app, 'To remove')).toHaveText('To remove: 2');
  await expect(kind(app, 'Not removed')).toHaveText('Not removed: 1');
  for (const name of ['ada', 'hugo']) {
    const row = app.getByRole('row', { name: new RegExp(`${name}@acme.example`) });
    await expect(row).toContainText('Service desk: Jira lists no customers here.');
  }
  await looks('open-desk-leavers');
});
