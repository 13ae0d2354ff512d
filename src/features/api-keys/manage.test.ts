import { keyInputSchema, rotateInputSchema } from '../../contract/api-key';
import { createKey, listKeys } from './manage';
import type { KeyScope } from './key-scope';
import { parseKey } from './secret';
import { keyUseItem } from './store/key-store';
import { forgeStore } from '../stores';
import { START } from '../../../test/fakes/clock';
import { accountId, PROJECT, projectId } from '../../../test/fakes/ids';
import { keyId, keyInput, storedKey } from '../../../test/fakes/keys';
import { kvsSite } from '../../../test/fakes/kvs-site';
import type { KvsSite } from '../../../test/fakes/kvs-site';
import { BOTH, JIRA_ADMIN, managedKeys, OTHER } from '../../../test/fakes/managed-keys';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PROJECT_ADMIN: KeyScope = { accountId: accountId('5b10:lead'), project: PROJECT };
const OTHER_ADMIN: KeyScope = { accountId: accountId('5b10:other'), project: OTHER };

let site: KvsSite;
beforeEach(() => {
  site = kvsSite();
});
afterEach(() => site.restore());

const { ports, made, rotate, revoke, atTheDoor, audited } = managedKeys(() => site);

describe('what an admin may ask for', () => {
  test.each([
    ['a day', { days: 1 }, true],
    ['90 days', { days: 90 }, true],
    ['no day', { days: 0 }, false],
    ['91 days', { days: 91 }, false],
    ['half a day', { days: 0.5 }, false],
    ['a quota of none', { dailyQuota: 0 }, false],
    ['the largest quota', { dailyQuota: 10_000 }, true],
    ['more than that', { dailyQuota: 10_001 }, false],
    ['no project', { projects: [] }, false],
    ['a name of spaces', { name: '   ' }, false],
    ['a name of 80 characters', { name: 'n'.repeat(80) }, true],
    ['a name of 81', { name: 'n'.repeat(81) }, false],
    ['a key that already has a secret', { hash: 'mine' }, false],
    ['a key made by somebody else', { createdBy: '5b10:other' }, false],
  ])('%s: %#', (_, but, isTaken) => {
    expect(keyInputSchema.safeParse({ ...keyInput(), ...but }).success).toBe(isTaken);
  });

  test.each([
    [0, true],
    [168, true],
    [169, false],
    [-1, false],
    [0.5, false],
  ])('an overlap of %d hours: %s', (overlapHours, isTaken) => {
    expect(rotateInputSchema.safeParse({ id: 'abcdefghijkl', overlapHours }).success).toBe(isTaken);
  });
});

describe('a key that is made', () => {
  test('opens with what was told once', async () => {
    expect(await atTheDoor((await made()).secret)).toBe('opens');
  });

  test('is stored with a hash, its secret nowhere', async () => {
    const { secret } = await made();
    expect(site.text()).not.toContain(parseKey(secret)?.secret);
  });

  test('is shown without its secret or its hash', async () => {
    const { key, secret } = await made();
    const [shown] = await listKeys(JIRA_ADMIN, BOTH, ports());
    const stored = (await forgeStore.apiKeys.find(key.id))?.key.hash;
    expect(stored).toMatch(/^[a-f0-9]{64}$/);
    expect(shown).toEqual(key);
    expect(JSON.stringify(shown)).not.toContain(parseKey(secret)?.secret);
    expect(JSON.stringify(shown)).not.toContain(stored);
  });

  test('ends after the days asked for', async () => {
    const { key, secret } = await made({ days: 90 });
    expect(key.expiresAt).toBe(new Date(START + 90 * DAY_MS).toISOString());
    site.clock.advance(90 * DAY_MS - 1);
    expect(await atTheDoor(secret)).toBe('opens');
    site.clock.advance(1);
    expect(await atTheDoor(secret)).toBe('key-expired');
  });

  test('has its domains normalised, and each project once', async () => {
    const { key } = await made({ domains: ['*.Acme.example', 'acme.example'], projects: [PROJECT, PROJECT] });
    expect(key).toMatchObject({ domains: ['acme.example'], projects: [PROJECT] });
  });

  test('is written into the audit log, in its project where it has one', async () => {
    const { key } = await made();
    expect(await audited()).toMatchObject([
      {
        event: 'key',
        action: 'created',
        keyId: key.id,
        keyName: 'Onboarding',
        projectId: PROJECT,
        actor: { kind: 'person', accountId: JIRA_ADMIN.accountId },
      },
    ]);
  });

  test('for several projects is the site’s business', async () => {
    await made({ projects: [PROJECT, OTHER] });
    expect((await audited())[0]).not.toHaveProperty('projectId');
  });
});

describe('no key is made', () => {
  test.each([
    ['for a project that is off', { projects: [PROJECT, projectId('10009')] }, 'project-not-enabled'],
    [
      'for a project with a name of JavaScript’s',
      { projects: ['constructor' as typeof PROJECT] },
      'project-not-enabled',
    ],
    ['for what is no domain', { domains: ['acme'] }, 'policy-domain-public'],
  ])('%s', async (_, but, code) => {
    const result = await createKey(keyInput(but), JIRA_ADMIN, BOTH, ports());
    expect(result).toMatchObject({ ok: false, reason: { code } });
    expect(await forgeStore.apiKeys.list()).toEqual([]);
  });

  test('where a hundred open already', async () => {
    for (let count = 0; count < 100; count += 1)
      await put({ id: keyId(`key${String(count).padStart(9, '0')}`) });
    const result = await createKey(keyInput(), JIRA_ADMIN, BOTH, ports());
    expect(result).toMatchObject({ ok: false, reason: { code: 'keys-too-many', params: { max: 100 } } });
  });

  test('but one that is revoked or expired leaves room', async () => {
    for (let count = 0; count < 98; count += 1)
      await put({ id: keyId(`key${String(count).padStart(9, '0')}`) });
    await put({ id: keyId('revoked00000'), revokedAt: new Date(START).toISOString() });
    await put({ id: keyId('expired00000'), expiresAt: new Date(START).toISOString() });
    expect(await createKey(keyInput(), JIRA_ADMIN, BOTH, ports())).toMatchObject({ ok: true });
    expect(await createKey(keyInput(), JIRA_ADMIN, BOTH, ports())).toMatchObject({ ok: true });
    expect(await createKey(keyInput(), JIRA_ADMIN, BOTH, ports())).toMatchObject({ ok: false });
  });

  test('where storage fails, and nobody is told one', async () => {
    site.breakDown('/api/v1/entity/set');
    await expect(createKey(keyInput(), JIRA_ADMIN, BOTH, ports())).rejects.toThrow();
  });
});

describe('a project admin', () => {
  test('sees the keys that admins of the project made, and no other', async () => {
    const own = await made({ name: 'Own' }, PROJECT_ADMIN);
    await made({ name: 'Of a Jira admin' });
    await made({ name: 'Of another project', projects: [OTHER] }, OTHER_ADMIN);
    expect(await listKeys(PROJECT_ADMIN, BOTH, ports())).toEqual([own.key]);
  });

  test('rotates and revokes a colleague’s key', async () => {
    const { key } = await made({}, PROJECT_ADMIN);
    const colleague = { ...PROJECT_ADMIN, accountId: accountId('5b10:colleague') };
    expect(await rotate(key.id, 0, colleague)).toMatchObject({ ok: true });
    expect(await revoke(key.id, colleague)).toMatchObject({ ok: true });
  });

  test.each([
    ['a Jira admin’s key for the very project', {}, JIRA_ADMIN],
    ['a Jira admin’s key for several', { projects: [PROJECT, OTHER] }, JIRA_ADMIN],
    ['another project’s key', { projects: [OTHER] }, OTHER_ADMIN],
  ])('cannot touch %s, or learn that it is there', async (_, but, owner) => {
    const { key, secret } = await made(but, owner);
    expect(await rotate(key.id, 0, PROJECT_ADMIN)).toEqual(
      await rotate(keyId('nosuchkey000'), 0, PROJECT_ADMIN),
    );
    expect(await revoke(key.id, PROJECT_ADMIN)).toEqual(await revoke(keyId('nosuchkey000'), PROJECT_ADMIN));
    expect(await atTheDoor(secret)).toBe('opens');
  });
});

test('a Jira admin sees all keys, the newest first', async () => {
  await made({ name: 'First' });
  site.clock.advance(1000);
  await made({ name: 'Second' }, PROJECT_ADMIN);
  expect((await listKeys(JIRA_ADMIN, BOTH, ports())).map(({ name }) => name)).toEqual(['Second', 'First']);
});

test('a key is shown with its last use', async () => {
  const { key } = await made();
  await forgeStore.write([keyUseItem(key.id, START + HOUR_MS)]);
  expect((await listKeys(JIRA_ADMIN, BOTH, ports()))[0]?.lastUsedAt).toBe(
    new Date(START + HOUR_MS).toISOString(),
  );
});

test('a key that opens is shown with how often it was used today', async () => {
  const { key } = await made();
  await forgeStore.quotas.take([{ of: 'key', keyId: key.id, max: 100 }], 12, site.clock);
  expect((await listKeys(JIRA_ADMIN, BOTH, ports()))[0]?.usedToday).toBe(12);
  await revoke(key.id);
  expect((await listKeys(JIRA_ADMIN, BOTH, ports()))[0]).not.toHaveProperty('usedToday');
});

test('the keys of a site with more than a page of them are all listed', async () => {
  for (let count = 0; count < 130; count += 1) {
    const revokedAt = new Date(START).toISOString();
    await put({ id: keyId(`key${String(count).padStart(9, '0')}`), revokedAt });
  }
  expect(await listKeys(JIRA_ADMIN, BOTH, ports())).toHaveLength(130);
});

async function put(but: Parameters<typeof storedKey>[0]): Promise<void> {
  await forgeStore.apiKeys.replace(storedKey(but));
}
