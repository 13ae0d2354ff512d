import { listKeys } from './manage';
import type { ApiKeyStore } from './store/key-store';
import { forgeStore } from '../stores';
import type { Store } from '../stores';
import { START } from '../../../test/fakes/clock';
import { keyId, storedKey } from '../../../test/fakes/keys';
import { kvsSite } from '../../../test/fakes/kvs-site';
import type { KvsSite } from '../../../test/fakes/kvs-site';
import { BOTH, JIRA_ADMIN, managedKeys } from '../../../test/fakes/managed-keys';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let site: KvsSite;
beforeEach(() => {
  site = kvsSite();
});
afterEach(() => site.restore());

const { ports, made, rotate, revoke, atTheDoor, audited } = managedKeys(() => site);

describe('rotating', () => {
  test('gives a new secret, and ends the old one at once where no overlap is wanted', async () => {
    const { key, secret } = await made();
    const rotated = await rotate(key.id, 0);
    expect(await atTheDoor(secret)).toBe('key-wrong');
    expect(rotated).toMatchObject({ ok: true, data: { key: { id: key.id, expiresAt: key.expiresAt } } });
    expect(await atTheDoor(rotated.ok ? rotated.data.secret : '')).toBe('opens');
  });

  test('lets the old one open for the overlap', async () => {
    const { key, secret } = await made();
    expect(await rotate(key.id, 2)).toMatchObject({
      data: { key: { overlapUntil: new Date(START + 2 * HOUR_MS).toISOString() } },
    });
    site.clock.advance(2 * HOUR_MS - 1);
    expect(await atTheDoor(secret)).toBe('opens');
    site.clock.advance(1);
    expect(await atTheDoor(secret)).toBe('key-wrong');
  });

  test('lets the overlap end where the key does', async () => {
    const { key } = await made({ days: 1 });
    expect(await rotate(key.id, 168)).toMatchObject({ data: { key: { overlapUntil: key.expiresAt } } });
  });

  test('twice leaves the first secret no overlap: at most two open', async () => {
    const { key, secret: first } = await made();
    await rotate(key.id, 24);
    await rotate(key.id, 24);
    expect(await atTheDoor(first)).toBe('key-wrong');
  });

  test('does not make a key live longer', async () => {
    const { key } = await made({ days: 10 });
    site.clock.advance(9 * DAY_MS);
    expect(await rotate(key.id, 1)).toMatchObject({ data: { key: { expiresAt: key.expiresAt } } });
  });

  test.each([
    ['revoked', { revokedAt: new Date(START).toISOString() }],
    ['expired', { expiresAt: new Date(START).toISOString() }],
  ])('one that is %s is refused, and changes nothing', async (_, but) => {
    await put({ id: keyId('endedkey0000'), ...but });
    const stored = site.text();
    expect(await rotate(keyId('endedkey0000'), 1)).toMatchObject({ ok: false, reason: { code: 'key-gone' } });
    expect(site.text()).toBe(stored);
  });

  test('one that there is not is refused', async () => {
    expect(await rotate(keyId('nosuchkey000'), 1)).toMatchObject({ ok: false, reason: { code: 'key-gone' } });
  });

  test('is written into the audit log', async () => {
    const { key } = await made();
    site.clock.advance(1);
    await rotate(key.id, 1);
    expect((await audited())[0]).toMatchObject({ event: 'key', action: 'rotated', keyId: key.id });
  });
});

describe('revoking', () => {
  test('ends all secrets of a key at once and for ever', async () => {
    const { key, secret } = await made();
    const rotated = await rotate(key.id, 24);
    expect(await revoke(key.id)).toMatchObject({ ok: true, data: { state: 'revoked' } });
    expect(await atTheDoor(rotated.ok ? rotated.data.secret : '')).toBe('key-revoked');
    expect(await atTheDoor(secret)).not.toBe('opens');
  });

  test('twice is revoking once', async () => {
    const { key } = await made();
    await revoke(key.id);
    const entries = (await audited()).length;
    site.clock.advance(DAY_MS);
    expect(await revoke(key.id)).toMatchObject({ ok: true, data: { state: 'revoked' } });
    expect(await audited()).toHaveLength(entries);
  });

  test('wins over a rotation that read the key before', async () => {
    const { key } = await made();
    const rotated = rotate(
      key.id,
      24,
      JIRA_ADMIN,
      afterFind(() => revoke(key.id)),
    );
    expect(await rotated).toMatchObject({ ok: false, reason: { code: 'key-gone' } });
    expect((await listKeys(JIRA_ADMIN, BOTH, ports()))[0]?.state).toBe('revoked');
  });

  test('wins over a rotation that wrote the key after it was read', async () => {
    const { key } = await made();
    let rotated: Awaited<ReturnType<typeof rotate>> | undefined;
    const store = afterFind(async () => {
      rotated = await rotate(key.id, 24);
    });
    expect(await revoke(key.id, JIRA_ADMIN, store)).toMatchObject({
      ok: true,
      data: { state: 'revoked' },
    });
    expect(rotated).toMatchObject({ ok: true });
    expect(await atTheDoor(rotated?.ok ? rotated.data.secret : '')).toBe('key-revoked');
  });

  test('and rotating at the same moment ends revoked, whoever comes first', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { key } = await made();
      await Promise.all([rotate(key.id, 1), revoke(key.id), rotate(key.id, 1)]);
      expect((await forgeStore.apiKeys.find(key.id))?.key.revokedAt).toBeDefined();
    }
  });
});

async function put(but: Parameters<typeof storedKey>[0]): Promise<void> {
  await forgeStore.apiKeys.replace(storedKey(but));
}

/** A store in which something happens right after a key was looked up for the first time. */
function afterFind(meanwhile: () => Promise<unknown>): Store {
  let happened = false;
  const find: ApiKeyStore['find'] = async (id) => {
    const found = await forgeStore.apiKeys.find(id);
    if (!happened) {
      happened = true;
      await meanwhile();
    }
    return found;
  };
  return { ...forgeStore, apiKeys: { ...forgeStore.apiKeys, find } };
}
