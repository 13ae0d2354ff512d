import type { KeyLimits } from '../../contract/api-key';
import type { KeyId } from '../../domain/actor';
import type { KeyScope } from './key-scope';
import { updateKey } from './update';
import { accountId, PROJECT, projectId } from '../../../test/fakes/ids';
import { keyId } from '../../../test/fakes/keys';
import { kvsSite } from '../../../test/fakes/kvs-site';
import type { KvsSite } from '../../../test/fakes/kvs-site';
import { BOTH, JIRA_ADMIN, managedKeys, OTHER } from '../../../test/fakes/managed-keys';

const PROJECT_ADMIN: KeyScope = { accountId: accountId('5b10:lead'), project: PROJECT };
const LIMITS: KeyLimits = { projects: [PROJECT], domains: [], organizations: [], dailyQuota: 100 };

let site: KvsSite;
beforeEach(() => {
  site = kvsSite();
});
afterEach(() => site.restore());

const { ports, made, revoke, audited } = managedKeys(() => site);

const update = (
  id: KeyId,
  but: Partial<KeyLimits>,
  { manager = JIRA_ADMIN, seen = LIMITS, policy = BOTH } = {},
) => updateKey({ id, limits: { ...seen, ...but }, seen }, manager, policy, ports());

test('a key has its new limits at once, and keeps its name, its end and its secret', async () => {
  const { key } = await made();
  const result = await update(key.id, {
    dailyQuota: 5,
    domains: ['*.Acme.example'],
    projects: [PROJECT, OTHER],
  });
  expect(result).toEqual({
    ok: true,
    data: { ...key, dailyQuota: 5, domains: ['acme.example'], projects: [PROJECT, OTHER] },
  });
});

test('which limits were changed is in the audit log', async () => {
  const { key } = await made();
  site.clock.advance(1_000);
  await update(key.id, { dailyQuota: 5, domains: ['acme.example'] });
  expect((await audited())[0]).toMatchObject({
    event: 'key',
    action: 'changed',
    keyId: key.id,
    limits: ['domains', 'dailyQuota'],
    actor: { accountId: JIRA_ADMIN.accountId },
  });
});

test('a save that changes nothing writes nothing', async () => {
  const { key } = await made();
  const before = (await audited()).length;
  expect(await update(key.id, {})).toMatchObject({ ok: true });
  expect(await audited()).toHaveLength(before);
});

test('what another admin changed meanwhile is not overwritten', async () => {
  const { key } = await made();
  await update(key.id, { dailyQuota: 5 });
  expect(await update(key.id, { dailyQuota: 50 })).toMatchObject({
    ok: false,
    reason: { code: 'key-changed-meanwhile' },
  });
});

test.each([
  ['a space that is off', { projects: [projectId('10009')] }, 'project-not-enabled'],
  ['what is no domain', { domains: ['acme'] }, 'policy-domain-public'],
])('%s cannot be allowed', async (_, but, code) => {
  const { key } = await made();
  expect(await update(key.id, but)).toMatchObject({ ok: false, reason: { code } });
});

test('a space that was switched off since stays, so that the other limits can be changed', async () => {
  const { key } = await made();
  const policy = { ...BOTH, projects: {} };
  expect(await update(key.id, { dailyQuota: 5 }, { policy })).toMatchObject({ ok: true });
});

test('a key that is revoked is none', async () => {
  const { key } = await made();
  await revoke(key.id);
  expect(await update(key.id, { dailyQuota: 5 })).toMatchObject({ ok: false, reason: { code: 'key-gone' } });
});

test('a space admin’s key stays in its space, whoever changes it', async () => {
  const { key } = await made({}, PROJECT_ADMIN);
  for (const projects of [[PROJECT, OTHER], [OTHER]]) {
    expect(await update(key.id, { projects })).toMatchObject({
      ok: false,
      reason: { code: 'key-space-fixed' },
    });
  }
  expect(await update(key.id, { dailyQuota: 5 }, { manager: PROJECT_ADMIN })).toMatchObject({ ok: true });
});

test('a space admin cannot touch a Jira admin’s key, or learn that it is there', async () => {
  const { key } = await made();
  expect(await update(key.id, { dailyQuota: 5 }, { manager: PROJECT_ADMIN })).toEqual(
    await update(keyId('nosuchkey000'), { dailyQuota: 5 }, { manager: PROJECT_ADMIN }),
  );
});
