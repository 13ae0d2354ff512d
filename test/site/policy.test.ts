import type { Rules } from '../../src/domain/policy/rules';
import { LocalSite } from '../../local/server/local-site';
import { ask, inviteOne } from './inviting';
import { audited, changePolicy, PAR, SUP, told } from './scripting';

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

/** What an admin sends who changes these rules of the policy that they saw. */
async function seen(rules: Partial<Rules> = {}) {
  const { projects, ...shown } = await told(site, 'jira-admin', 'policy.show');
  return {
    ...shown,
    rules: { ...shown.rules, ...rules },
    projects: Object.keys(projects).map((projectId) => ({ projectId, overrides: {} })),
  };
}

async function saveOwn(own: Partial<Rules>) {
  const { version } = await told(site, 'project-admin', 'project.show');
  return ask(site, 'project-admin', 'project.save', { version, own });
}

describe('two admins who save at once', () => {
  test('exactly one wins, and the other is told', async () => {
    const [one, other] = [await seen({ email: 'never' }), await seen({ email: 'always' })];
    const replies = await Promise.all([
      ask(site, 'jira-admin', 'policy.save', one),
      ask(site, 'jira-admin', 'policy.save', other),
    ]);
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    expect(replies.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'policy-changed-meanwhile' } });
  });

  test('what is kept is what the winner saved', async () => {
    const inputs = await Promise.all((['never', 'always'] as const).map((email) => seen({ email })));
    const replies = await Promise.all(inputs.map((input) => ask(site, 'jira-admin', 'policy.save', input)));
    const winner = replies.findIndex(({ ok }) => ok);
    expect((await told(site, 'jira-admin', 'policy.show')).rules).toEqual(inputs[winner]?.rules);
  });

  test('one change is in the audit log, not two', async () => {
    const before = (await audited(site)).length;
    const inputs = await Promise.all((['never', 'always'] as const).map((email) => seen({ email })));
    await Promise.all(inputs.map((input) => ask(site, 'jira-admin', 'policy.save', input)));
    expect(await audited(site)).toHaveLength(before + 1);
  });

  test('one for the site and one for a project: the second is told, too', async () => {
    const input = await seen({ email: 'never' });
    await told(site, 'jira-admin', 'policy.save', input);
    const late = { version: input.version, own: { accounts: 'existing' } };
    expect(await ask(site, 'project-admin', 'project.save', late)).toMatchObject({
      error: { code: 'policy-changed-meanwhile' },
    });
  });

  test('the first policy of a site: one wins', async () => {
    site.forge.kvs.store.delete('entity:record', 'policy:site');
    const input = { ...(await seen()), version: 0 };
    const replies = await Promise.all([1, 2, 3].map(() => ask(site, 'jira-admin', 'policy.save', input)));
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe('saving', () => {
  test('is in the audit log with what it was and what it is, and by whom', async () => {
    await changePolicy(site, { deniedDomains: ['evil.example'] });
    expect((await audited(site))[0]).toMatchObject({
      event: 'policy',
      outcome: 'done',
      actor: { kind: 'person', accountId: site.person('jira-admin').accountId },
      changes: [{ rule: 'deniedDomains', before: ['denied.example'], after: ['evil.example'] }],
    });
  });

  test('what changes nothing is in no audit log', async () => {
    const before = (await audited(site)).length;
    await changePolicy(site, {});
    expect(await audited(site)).toHaveLength(before);
  });

  test('a project that was switched on is told in that project’s audit log', async () => {
    await changePolicy(
      site,
      {},
      { projects: [SUP, PAR].map((projectId) => ({ projectId, overrides: {} })) as never },
    );
    expect((await audited(site, { projectId: PAR as never }))[0]).toMatchObject({
      event: 'policy',
      projectId: PAR,
      changes: [{ rule: 'enabled', before: false, after: true }],
    });
  });

  test.each([
    ['a whole top-level domain', { deniedDomains: ['com'] }, 'policy-domain-public'],
    ['what is no domain', { allowedDomains: ['not a domain'] }, 'policy-domain'],
    ['an IP address', { allowedDomains: ['10.0.0.1'] }, 'policy-domain'],
  ])('%s is refused', async (_, rules, code) => {
    expect(await ask(site, 'jira-admin', 'policy.save', await seen(rules))).toMatchObject({
      error: { code },
    });
  });

  test('domains are kept in one form', async () => {
    await changePolicy(site, { allowedDomains: [' *.ACME.example ', 'Bücher.example', 'acme.example.'] });
    const { rules } = await told(site, 'jira-admin', 'policy.show');
    expect(rules.allowedDomains).toEqual(['acme.example', 'xn--bcher-kva.example']);
  });

  test('a policy that locks everyone out is taken', async () => {
    await changePolicy(site, { mayInvite: [] });
    expect(await ask(site, 'agent', 'invite.start')).toMatchObject({ error: { code: 'not-an-inviter' } });
  });

  test('where storage fails is told, and nothing changes', async () => {
    const input = await seen({ email: 'never' });
    site.forge.kvs.failing = (path) => path === '/api/v1/transaction';
    expect(await ask(site, 'jira-admin', 'policy.save', input)).toMatchObject({
      error: { code: 'storage-unavailable' },
    });
    site.forge.kvs.failing = () => false;
    expect(await told(site, 'jira-admin', 'policy.show')).toMatchObject({
      version: input.version,
      rules: { email: 'choice' },
    });
  });

  test('once it is in, stands though its audit entry is written later', async () => {
    const input = await seen({ email: 'never' });
    site.forge.kvs.failing = (path) => path === '/api/v1/batch/set';
    expect(await ask(site, 'jira-admin', 'policy.save', input)).toMatchObject({ ok: true });
    site.forge.kvs.failing = () => false;
    await site.forge.runQueues();
    expect((await audited(site))[0]).toMatchObject({ event: 'policy' });
  });
});

describe('a project admin', () => {
  test('sees the site’s rules as the bounds of their own', async () => {
    expect(await told(site, 'project-admin', 'project.show')).toMatchObject({
      projectId: SUP,
      site: { deniedDomains: ['denied.example'], email: 'choice' },
      own: {},
      mayMakeKeys: false,
    });
  });

  test('makes the rules stricter, and they hold at once', async () => {
    expect(await saveOwn({ deniedDomains: ['globex.example'] })).toMatchObject({ ok: true });
    expect(await inviteOne(site, 'eve@globex.example')).toMatchObject({ reason: { code: 'domain-denied' } });
    expect(await inviteOne(site, 'eve@denied.example')).toMatchObject({ reason: { code: 'domain-denied' } });
  });

  test.each<[string, Partial<Rules>, Partial<Rules>]>([
    ['domains', { allowedDomains: ['acme.example'] }, { allowedDomains: ['globex.example'] }],
    ['accounts', { accounts: 'existing' }, { accounts: 'create' }],
    ['organizations', { organizations: 'linked' }, { organizations: 'any' }],
    ['e-mails', { email: 'never' }, { email: 'always' }],
    ['quotas', { dailyPerProject: 5 }, { dailyPerProject: 6 }],
    ['the size of imports', { importMax: 100 }, { importMax: null }],
    ['when imports are confirmed', { importConfirmFrom: 100 }, { importConfirmFrom: 101 }],
    ['new organizations', { createOrganizations: false }, { createOrganizations: true }],
    ['inviters', { mayInvite: ['agents'] }, { mayInvite: ['agents', 'projectAdmins'] }],
  ])('cannot loosen %s', async (_, rules, own) => {
    await changePolicy(site, rules);
    expect(await saveOwn(own)).toMatchObject({
      error: { code: 'policy-looser', params: { rule: Object.keys(own)[0] } },
    });
    expect((await told(site, 'project-admin', 'project.show')).own).toEqual({});
  });

  test('is bound by what the site tightens later', async () => {
    await saveOwn({ allowedDomains: ['acme.example', 'globex.example'] });
    await changePolicy(site, { allowedDomains: ['acme.example'] });
    expect(await inviteOne(site, 'eve@globex.example')).toMatchObject({ state: 'failed' });
    expect(await inviteOne(site, 'ada@acme.example')).toMatchObject({ state: 'done' });
  });

  test('keeps their rules when a Jira admin saves the site’s', async () => {
    await saveOwn({ deniedDomains: ['globex.example'] });
    await changePolicy(site, { email: 'never' });
    expect((await told(site, 'project-admin', 'project.show')).own).toEqual({
      deniedDomains: ['globex.example'],
    });
  });

  test('may be allowed more than the site by a Jira admin, for the one project', async () => {
    await changePolicy(site, { organizations: 'none' }, { overrides: { organizations: 'linked' } });
    expect(await saveOwn({ organizations: 'linked' })).toMatchObject({ ok: true });
  });

  test('of another project changes nothing here', async () => {
    expect(await ask(site, 'other-agent', 'project.save', { version: 1, own: {} })).toMatchObject({
      error: { code: 'not-a-project-admin' },
    });
  });

  test('of a project that is off is told so', async () => {
    await changePolicy(site, {}, { projects: [] });
    expect(await ask(site, 'project-admin', 'project.show')).toMatchObject({
      error: { code: 'project-not-enabled' },
    });
  });
});

describe('keys of project admins', () => {
  const INPUT = { name: 'Ours', domains: [], organizations: [], dailyQuota: 10, days: 7 };

  test.each([
    ['project.keys.list', {}],
    ['project.keys.create', INPUT],
    ['project.keys.rotate', { id: 'abcdefghijkl', overlapHours: 0 }],
    ['project.keys.revoke', { id: 'abcdefghijkl' }],
  ] as const)('%s is refused unless the policy says otherwise', async (name, input) => {
    expect(await ask(site, 'project-admin', name, input)).toMatchObject({
      error: { code: 'keys-not-allowed' },
    });
  });

  test('are for their own project alone, whatever they send', async () => {
    await changePolicy(site, {}, { projectAdminsMakeKeys: true });
    expect(await told(site, 'project-admin', 'project.keys.create', INPUT)).toMatchObject({
      key: { projects: [SUP] },
    });
    expect(
      await ask(site, 'project-admin', 'project.keys.create', { ...INPUT, projects: [PAR] }),
    ).toMatchObject({
      error: { code: 'invalid-input' },
    });
  });

  test('are the Jira admin’s business, too', async () => {
    await changePolicy(site, {}, { projectAdminsMakeKeys: true });
    const { key } = await told(site, 'project-admin', 'project.keys.create', INPUT);
    expect((await told(site, 'jira-admin', 'keys.list')).keys).toMatchObject([{ id: key.id }]);
    expect(await told(site, 'jira-admin', 'keys.revoke', { id: key.id })).toMatchObject({ state: 'revoked' });
  });
});
