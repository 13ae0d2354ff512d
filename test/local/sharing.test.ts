import { currentInvocation } from '../../local/forge/invocation';
import { withScopes } from '../../local/forge/manifest';
import { mayImpersonate } from '../../local/forge/sharing';
import { JiraSite } from '../../local/jira/site';
import { fixtureHost, fixtureManifest, invoke } from './fixture-app/host';
import { as, asApp, OPT_IN, personWithRole } from './people';

const MYSELF = '/rest/api/3/myself';
const MY_PERMISSIONS = '/rest/api/3/mypermissions?permissions=ADMINISTER';
const INVITE = '/rest/servicedeskapi/servicedesk/1/customer/invite';
const ADMIN_SCOPE = 'manage:jira-configuration';

describe('not-shared', () => {
  const site = new JiraSite({ profile: 'not-shared' });

  it('opens no screen to somebody who is no contributor', async () => {
    await expect(invoke(fixtureHost({ site }), 'count', {}, 'agent')).rejects.toThrow('not shared');
  });

  it.each([
    ['jira-admin', 200],
    ['agent', 401],
  ])('lets the app act in the name of contributors only: %s, %i', async (role, status) => {
    const { accountId } = personWithRole(site, role);
    const answer = await invoke(fixtureHost({ site }), 'jira', { as: accountId, path: MYSELF }, 'jira-admin');
    expect(answer).toMatchObject({ status });
  });
});

describe('no-offline-in-web-triggers', () => {
  const site = new JiraSite({ profile: 'no-offline-in-web-triggers' });
  const { accountId } = personWithRole(site, 'jira-admin');
  const allowedIn = (moduleType: string): boolean =>
    currentInvocation.run(
      {
        id: '1',
        functionKey: 'f',
        moduleKey: 'm',
        moduleType,
        accountId: undefined,
        projectId: undefined,
        endsAt: 0,
      },
      () => mayImpersonate(accountId, site),
    );

  it('refuses impersonation in a web trigger, and nowhere else', () => {
    expect(['core:webtrigger', 'core:consumer', 'jira:adminPage'].map(allowedIn)).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe('app-needs-admin-scope', () => {
  it.each([
    [[], false],
    [[ADMIN_SCOPE], true],
  ])('gives the app with the scopes %j what an admin may: %s', async (scopes, holds) => {
    const site = new JiraSite({ profile: 'app-needs-admin-scope' });
    const host = fixtureHost({ site, manifest: withScopes(fixtureManifest(), scopes) });
    const { body } = (await invoke(host, 'jira', { as: 'app', path: MY_PERMISSIONS })) as { body: string };
    expect(JSON.parse(body)).toMatchObject({ permissions: { ADMINISTER: { havePermission: holds } } });
  });

  it('gives it nothing on a site where the scope does not count', async () => {
    const site = new JiraSite({ profile: 'app-not-admin' });
    const host = fixtureHost({ site, manifest: withScopes(fixtureManifest(), [ADMIN_SCOPE]) });
    const { body } = (await invoke(host, 'jira', { as: 'app', path: MY_PERMISSIONS })) as { body: string };
    expect(JSON.parse(body)).toMatchObject({ permissions: { ADMINISTER: { havePermission: false } } });
  });
});

describe('no-invite-endpoint', () => {
  it('answers as where there is nothing, to the app and to admins', async () => {
    const site = new JiraSite({ profile: 'no-invite-endpoint' });
    const sent = { headers: OPT_IN, body: { email: 'ada@acme.example', displayName: 'Ada' } };
    expect(await asApp(site)('POST', INVITE, sent)).toHaveProperty('status', 404);
    expect(await as(site, 'jira-admin')('POST', INVITE, sent)).toHaveProperty('status', 404);
    expect(site.state.withEmail('ada@acme.example')).toEqual([]);
  });
});
