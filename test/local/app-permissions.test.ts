import { LocalSite } from '../../local/server/local-site';

const HOLDERS = 'POST /rest/api/3/permissions/check';

let site: LocalSite;
let permission: string;
beforeEach(async () => {
  site = await LocalSite.create();
  permission = site.forge.permissionKey('invite-customers');
});

/** In which of these projects an account holds a permission, as Jira tells them. */
async function heldIn(who: string, key: string, projects: number[]): Promise<unknown> {
  const { accountId, email, apiToken } = site.person(who);
  const response = await site.jira.fetch(
    new Request(`http://127.0.0.1${HOLDERS.split(' ')[1] ?? ''}`, {
      method: 'POST',
      headers: {
        Authorization: `Basic ${Buffer.from(`${email}:${apiToken ?? ''}`).toString('base64')}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ accountId, projectPermissions: [{ permissions: [key], projects }] }),
    }),
  );
  if (response.status !== 200) return response.status;
  const { projectPermissions } = (await response.json()) as { projectPermissions: { projects: number[] }[] };
  return projectPermissions[0]?.projects;
}

test('an app’s permission is held by nobody at first, not even by admins', async () => {
  expect(await heldIn('user', permission, [10001])).toEqual([]);
  expect(await heldIn('jira-admin', permission, [10001])).toEqual([]);
});

test('it is held where it was granted, and there only', async () => {
  site.jira.state.grant(permission, '10001', [site.person('user').accountId]);
  expect(await heldIn('user', permission, [10001, 10002])).toEqual([10001]);
  expect(await heldIn('agent', permission, [10001])).toEqual([]);
});

test('a permission that no app brought is a bad request', async () => {
  expect(await heldIn('user', permission.replace('invite', 'delete'), [10001])).toBe(400);
});
