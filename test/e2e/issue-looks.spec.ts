import { PANEL } from './looks';
import { test } from './site';

/** The panels on a request and on an organization, as they look: light, dark and on a phone, each checked with axe. */
test('the panel on a request', async ({ open, looks, site }) => {
  const acme = [...site.jira.state.organizations.values()].find((each) => each.name === 'Acme');
  const organization = { id: acme?.id, name: 'Acme' };
  await site.savePolicy(
    {
      domainOrganizations: [{ domain: 'acme.example', organization }],
      deniedDomains: ['globex.example'],
    },
    ['SUP'],
  );
  const app = await open('agent', 'request');
  await app.getByText('already has an account').waitFor();
  await looks('request');

  await app.getByRole('checkbox', { name: 'ada@acme.example' }).check();
  await app.getByLabel('Add them as participants of this request').check();
  await app.getByRole('button', { name: 'Invite 2' }).click();
  await app.getByText('2 customers were added to the request.').waitFor();
  await looks('request-invited');
  await open('agent', 'request');
  await app.getByText('by Ana Agent').first().waitFor();
  await looks('request-again');
});

test('the panel on a request without a reporter, beside its description', async ({ open, looks }) => {
  const app = await open('agent', 'request without a reporter');
  await app.getByRole('button', { name: 'Invite someone else' }).click();
  await app.getByRole('checkbox', { name: 'linus@vitamin.example' }).check();
  await app.getByLabel('Email addresses').fill('ada@acme.example, nonsense');
  await app.getByRole('button', { name: 'Invite 2' }).scrollIntoViewIfNeeded();
  await looks('request-else', PANEL);
  await app.getByRole('button', { name: 'Invite 2' }).click();
  // A frame that is out of sight paints nothing, and would never settle.
  await app.getByRole('button', { name: 'Make linus@vitamin.example the reporter' }).scrollIntoViewIfNeeded();
  await looks('request-reporter', PANEL);
});

test('why the panel on a request offers nobody', async ({ open, looks }) => {
  await (
    await open('agent', 'request of a customer')
  )
    .getByText('Everyone found in this request is already a customer')
    .waitFor();
  await looks('request-known');
  await (await open('user', 'request')).getByText('You cannot invite').waitFor();
  await looks('request-refused');
});

test('the panel on an organization', async ({ open, looks, site }) => {
  const app = await open('agent', 'organization');
  await app.getByLabel('Email addresses').fill('Ada Lovelace <ada@acme.example>, bob@acme.example');
  await app.getByRole('button', { name: 'Invite 2' }).click();
  await app.getByText('by Ana Agent').first().waitFor();
  await looks('organization');

  const directory = [...site.jira.state.organizations.values()].find(({ scimManaged }) => scimManaged);
  await (
    await open('agent', 'organization', directory?.id)
  )
    .getByText('No one can be invited into this organization here')
    .waitFor();
  await looks('organization-refused');
});
