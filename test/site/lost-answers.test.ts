import { LocalSite } from '../../local/server/local-site';
import type { ApiKeyView } from '../../src/contract/api-key';
import { ask } from './inviting';
import { audited, changePolicy, newKey, told } from './scripting';

let site: LocalSite;
beforeEach(async () => void (site = await LocalSite.create()));

/** Storage does what it is asked, and its answer is lost. */
const loseAnswers = (): void =>
  site.forge.kvs.faults.set([{ operations: ['transaction', 'set'], afterWork: true }]);

const events = async (): Promise<string[]> => {
  site.forge.kvs.faults.set([]);
  return (await audited(site)).map((entry) => (entry.event === 'key' ? `key ${entry.action}` : entry.event));
};

describe('where storage does it and the answer is lost, it is done and in the audit log:', () => {
  test('a change of the policy', async () => {
    const before = await events();
    loseAnswers();
    await changePolicy(site, {}, { projectAdminsMakeKeys: true });
    expect(await events()).toEqual(['policy', ...before]);
  });

  test('a new key', async () => {
    loseAnswers();
    expect((await newKey(site)).key.state).toBe('active');
    expect((await events())[0]).toBe('key created');
  });

  test('the end of a key', async () => {
    const { key } = await newKey(site);
    loseAnswers();
    const ended = await told(site, 'jira-admin', 'keys.revoke', { id: key.id });
    expect<ApiKeyView['state']>(ended.state).toBe('revoked');
    expect((await events())[0]).toBe('key revoked');
  });
});

describe('where storage does not do it, nothing is done and nothing in the audit log:', () => {
  test('a change of the policy', async () => {
    const before = await events();
    const { projects: _projects, ...shown } = await told(site, 'jira-admin', 'policy.show');
    site.forge.kvs.faults.set([{ operations: ['transaction'] }]);
    const reply = await ask(site, 'jira-admin', 'policy.save', {
      ...shown,
      projectAdminsMakeKeys: true,
      projects: [],
    });
    expect(reply).toMatchObject({ ok: false, error: { code: 'storage-unavailable' } });
    expect(await events()).toEqual(before);
    expect((await told(site, 'jira-admin', 'policy.show')).projectAdminsMakeKeys).toBe(false);
  });

  test('a new key', async () => {
    site.forge.kvs.faults.set([{ operations: ['transaction'] }]);
    const limits = { name: 'n', projects: ['10001'], domains: [], organizations: [], dailyQuota: 1, days: 1 };
    const reply = await ask(site, 'jira-admin', 'keys.create', limits);
    expect(reply.ok).toBe(false);
    expect((await events()).filter((event) => event.startsWith('key'))).toEqual([]);
    expect((await told(site, 'jira-admin', 'keys.list')).keys).toEqual([]);
  });
});
