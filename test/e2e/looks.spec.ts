import { chooseOrganization, organizationField } from './organization-field';
import type { FrameLocator } from '@playwright/test';
import { fitsIn, LOOKS, paint } from './looks';
import { moreOptions } from './more-options';
import { chooseSpaces, tryAddress } from './get-started';
import { test } from './site';

/** Every screen and state, as it looks: light, dark and on a phone, each checked with axe. */
for (const { look: name, mode, width, height } of LOOKS) {
  test.describe(name, () => {
    test.use({ viewport: { width, height } });
    test.beforeEach(async ({ context, siteUrl }) => paint(context, siteUrl, mode));

    test('the invite page', async ({ open, look, page, site }) => {
      const { state } = site.jira;
      const twin = state.addCustomer('twin@acme.example', 'Tess Twin');
      state.addPerson({
        ...twin,
        accountId: '5b10ac8d:twin',
        accountType: 'atlassian',
        displayName: 'Tess (work)',
      });

      const app = await open('agent', 'invite');
      await addresses(app).waitFor();
      await look(`invite-empty-${name}`);
      await fitsIn(page, width);

      await addresses(app).fill('Ada Lovelace <ada@acme.example>, bob@@acme.example; eve@denied.example');
      await app.getByText('2 addresses need correcting:').waitFor();
      await look(`invite-marked-${name}`);

      await addresses(app).fill(
        'Ada Lovelace <ada@acme.example>, customer@guestlist.example, no-customer-role@guestlist.example, twin@acme.example',
      );
      await organizationField(app).click();
      await app.getByRole('option', { name: 'Acme' }).waitFor();
      await look(`invite-picker-${name}`);
      await app.getByRole('option', { name: 'Acme' }).click();
      await app.getByRole('button', { name: 'Invite 4' }).click();
      await app.getByText('2 invited, 1 needs attention, 1 failed').waitFor();
      await look(`invite-results-${name}`);
      await fitsIn(page, width);

      await app.getByRole('tab', { name: 'History' }).click();
      await app.getByRole('table').waitFor();
      await look(`history-${name}`);
      await fitsIn(page, width);
    });

    test('one invitation, done', async ({ open, look }) => {
      const app = await open('agent', 'invite');
      await addresses(app).fill('ada@acme.example');
      await moreOptions(app);
      await app.getByLabel('Name').fill('Ada Lovelace');
      await chooseOrganization(app, 'Acme');
      await app.getByRole('button', { name: 'Invite', exact: true }).click();
      await app.getByText('added to Acme').waitFor();
      await look(`invite-done-${name}`);
    });

    test('why the page cannot be used', async ({ open, look }) => {
      await (await open('other-agent', 'invite in PAR')).getByText('Guestlist is off').waitFor();
      await look(`not-enabled-${name}`);
      await (await open('user', 'invite')).getByText('You cannot invite').waitFor();
      await look(`not-an-agent-${name}`);
      const app = await open('agent', 'invite');
      await app.getByRole('tab', { name: 'History' }).click();
      await app.getByText('No one has been invited yet').waitFor();
      await look(`history-empty-${name}`);
    });

    test('the Get started page', async ({ open, look, page }) => {
      const app = await open('jira-admin', 'get started');
      await app.getByText('Guestlist has the permission it needs').waitFor();
      await app.getByText('3 of 4 done').waitFor();
      await look(`get-started-ready-${name}`);
      await fitsIn(page, width);

      await chooseSpaces(app);
      await app.getByLabel('Support (SUP)').waitFor();
      await app.getByRole('button', { name: 'Details' }).click();
      await app.getByText('Advanced').click();
      await tryAddress(app);
      await app.getByLabel('Space', { exact: true }).waitFor();
      await look(`get-started-open-${name}`);
      await fitsIn(page, width);
    });

    test.describe('where the app is no admin', () => {
      test.use({ profile: 'app-not-admin' });

      test('the invite page', async ({ open, look }) => {
        const app = await open('agent', 'invite');
        await addresses(app).fill('ada@acme.example');
        await app.getByRole('button', { name: 'Invite', exact: true }).click();
        await app.getByText('Failed', { exact: true }).waitFor();
        await look(`invite-lacks-power-${name}`);
      });

      test('the Get started page', async ({ open, look, page }) => {
        const app = await open('jira-admin', 'get started');
        await app.getByText('Guestlist cannot create accounts').waitFor();
        await app.getByRole('button', { name: 'Lend my permission' }).click();
        await look(`get-started-lacks-power-${name}`);
        await app.getByRole('group').getByRole('button', { name: 'Lend my permission' }).click();
        await app.getByText('Lent by Jo Admin').waitFor();
        await look(`get-started-lent-${name}`);
        await fitsIn(page, width);
      });
    });
  });
}

const addresses = (app: FrameLocator) => app.getByLabel('Email addresses');
