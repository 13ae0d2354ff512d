import { LocalSite } from '../../local/server/local-site';
import { ask, organizationNamed } from './inviting';
import { changePolicy, newKey, told } from './scripting';

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

test.each(['co.uk', '*.co.uk', '@GitHub.io', 'x.kobe.jp'])(
  '%s is never let in as a company’s domain, nor leads anybody into an organization',
  async (domain) => {
    const { id, name } = organizationNamed(site, 'Acme');
    const before = await told(site, 'jira-admin', 'policy.show');
    const { version, rules, auditDays, projectAdminsMakeKeys } = before;
    const projects = Object.keys(before.projects).map((projectId) => ({ projectId, overrides: {} }));
    for (const but of [
      { allowedDomains: [domain] },
      { domainOrganizations: [{ domain, organization: { id, name } }] },
    ]) {
      const input = { version, auditDays, projectAdminsMakeKeys };
      expect(
        await ask(site, 'jira-admin', 'policy.save', { ...input, rules: { ...rules, ...but }, projects }),
      ).toMatchObject({ ok: false, error: { code: 'policy-domain-shared' } });
      const overridden = projects.map((each) => ({ ...each, overrides: but }));
      expect(
        await ask(site, 'jira-admin', 'policy.save', { ...input, rules, projects: overridden }),
      ).toMatchObject({ ok: false, error: { code: 'policy-domain-shared' } });
    }
    expect(
      await ask(site, 'project-admin', 'project.save', { version, own: { allowedDomains: [domain] } }),
    ).toMatchObject({ ok: false, error: { code: 'policy-domain-shared' } });
    await expect(newKey(site, { domains: [domain] })).rejects.toThrow('refused: policy-domain-shared');
    expect(await told(site, 'jira-admin', 'policy.show')).toEqual(before);
  },
);

test('a public suffix can be denied, with all that is under it', async () => {
  await changePolicy(site, { deniedDomains: ['github.io'] });
  const people = [{ email: 'ada@acme.github.io' }];
  expect(await ask(site, 'agent', 'invite.send', { people, organizations: [], notify: false })).toMatchObject(
    { ok: true, data: { outcomes: [{ reason: { code: 'domain-denied' } }] } },
  );
});
