import type { PolicyVersionView } from '../../src/contract/policy-versions';
import { POLICY_VERSIONS_MAX } from '../../src/domain/limits';
import { LocalSite } from '../../local/server/local-site';
import { ask } from './inviting';
import { holding } from './kept';
import { audited, changePolicy, told } from './scripting';

const RECORDS = 'entity:record';
const WEEK = 7 * 86_400_000;

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

const versions = async (limit?: number): Promise<readonly PolicyVersionView[]> =>
  told(site, 'jira-admin', 'policy.versions', limit === undefined ? {} : { limit });
const stored = (): string[] =>
  site.forge.kvs.store
    .all(RECORDS)
    .map(({ key }) => key)
    .filter((key) => key.startsWith('policy-version:'));
const newestNumber = async (): Promise<number> => (await told(site, 'jira-admin', 'policy.show')).version;

test('a save is a version: who, when, and what it changed', async () => {
  await changePolicy(site, { dailyPerPerson: 20 });
  const [newest] = await versions();
  expect(newest).toEqual({
    version: await newestNumber(),
    at: (await audited(site))[0]?.at,
    actor: { kind: 'person', accountId: site.person('jira-admin').accountId },
    changes: [{ rule: 'dailyPerPerson', before: null, after: 20 }],
  });
});

test('what a space admin sets is a version, too', async () => {
  const { version } = await told(site, 'project-admin', 'project.show');
  await told(site, 'project-admin', 'project.save', { version, own: { accounts: 'existing' } });
  const [newest] = await versions(1);
  expect(newest).toMatchObject({
    actor: { accountId: site.person('project-admin').accountId },
    changes: [{ rule: 'accounts', layer: 'own', after: 'existing' }],
  });
});

test('no more than the last ones are kept, whatever is saved', async () => {
  for (let day = 1; day <= POLICY_VERSIONS_MAX + 3; day += 1)
    await changePolicy(site, { dailyPerPerson: day });
  const list = await versions();
  const newest = await newestNumber();
  expect(stored()).toHaveLength(POLICY_VERSIONS_MAX);
  expect(list.map(({ version }) => version)).toEqual(
    Array.from({ length: POLICY_VERSIONS_MAX }, (_, back) => newest - back),
  );
  expect(list.at(-1)?.changes).toBeUndefined();
  expect(
    await ask(site, 'jira-admin', 'policy.version', { version: newest - POLICY_VERSIONS_MAX }),
  ).toMatchObject({ ok: false, error: { code: 'policy-version-gone' } });
});

test('a version can be gone back to as it was', async () => {
  const before = await told(site, 'jira-admin', 'policy.show');
  await changePolicy(site, { dailyPerPerson: 20 });
  const { policy, missing } = await told(site, 'jira-admin', 'policy.version', { version: before.version });
  expect(policy).toEqual(before);
  expect(missing).toEqual([]);
});

test('a policy that was saved before versions were kept becomes one with the next save', async () => {
  const { version } = await told(site, 'jira-admin', 'policy.show');
  for (const key of stored()) site.forge.kvs.store.delete(RECORDS, key);
  expect(await versions()).toEqual([]);
  await changePolicy(site, { dailyPerPerson: 20 });
  const [newest, older] = await versions();
  expect(newest).toMatchObject({ changes: [{ rule: 'dailyPerPerson' }] });
  expect(older).toEqual({ version });
});

test('a version says which rules did not exist when it was saved', async () => {
  await changePolicy(site, { dailyPerPerson: 20 });
  const key = stored().at(-1) ?? '';
  const row = site.forge.kvs.store.get(RECORDS, key)?.value as {
    value: { policy: { version: number; rules: Record<string, unknown> } };
  };
  const { mayRemove: _mayRemove, ...rules } = row.value.policy.rules;
  const { version } = row.value.policy;
  const older = { ...row, value: { ...row.value, policy: { ...row.value.policy, rules } } };
  site.forge.kvs.store.set(RECORDS, key, older, undefined);
  expect(await told(site, 'jira-admin', 'policy.version', { version })).toMatchObject({
    missing: ['mayRemove'],
  });
});

test('a save that another one overtook leaves no version', async () => {
  const { projects, ...shown } = await told(site, 'jira-admin', 'policy.show');
  const input = {
    ...shown,
    projects: Object.keys(projects).map((projectId) => ({ projectId, overrides: {} })),
  };
  await changePolicy(site, { dailyPerPerson: 20 });
  const before = await versions();
  await ask(site, 'jira-admin', 'policy.save', { ...input, rules: { ...input.rules, dailyPerPerson: 30 } });
  expect(await versions()).toEqual(before);
});

test('whose account was closed is taken out of the versions, which stay', async () => {
  const { version } = await told(site, 'project-admin', 'project.show');
  await told(site, 'project-admin', 'project.save', { version, own: { accounts: 'existing' } });
  const { accountId } = site.person('project-admin');
  site.forge.personalData.mark(accountId, 'closed');
  site.jira.clock.advance(WEEK);
  site.forge.time.hurried = true;
  await site.forge.runSchedule('privacy');
  expect(holding(site, accountId)).toEqual([]);
  expect((await versions())[0]).toMatchObject({ actor: { kind: 'erased' } });
});
