import { refusedNumber } from './limits';
import type { KeyScope } from './key-scope';
import { apiKeyStore } from './store/key-store';
import type { StoredKey } from './store/key-store';
import { START } from '../../../test/fakes/clock';
import { accountId, AGENT, PROJECT, projectId } from '../../../test/fakes/ids';
import { storedKey } from '../../../test/fakes/keys';
import { kvsSite } from '../../../test/fakes/kvs-site';
import { policy } from '../../../test/fakes/policy';

const DAY_MS = 86_400_000;
const LETS = { ...policy(), projectAdminsMakeKeys: true };
const OTHER = projectId('10002');
const SITE: KeyScope = { accountId: accountId('5b10:admin'), project: undefined };
const LEAD: KeyScope = { accountId: AGENT, project: PROJECT };
const COLLEAGUE: KeyScope = { accountId: accountId('5b10:colleague'), project: PROJECT };

const keys = (count: number, but: Partial<StoredKey> = {}): StoredKey[] =>
  Array.from({ length: count }, () => storedKey(but));
const leads = { byProjectAdmin: true };
const revoked = { ...leads, revokedAt: new Date(START).toISOString() };

const refused = (all: readonly StoredKey[], manager: KeyScope, now = START): unknown =>
  refusedNumber(all, manager, LETS, now);

describe('keys that open at once', () => {
  test('are a hundred of Jira admins at most', () => {
    expect(refused(keys(99), SITE)).toBeUndefined();
    expect(refused(keys(100), SITE)).toEqual({ code: 'keys-too-many', params: { max: 100 } });
  });

  test('are twenty of one project’s admins at most, whoever of them made them', () => {
    expect(refused(keys(19, leads), COLLEAGUE)).toBeUndefined();
    expect(refused(keys(20, leads), COLLEAGUE)).toEqual({ code: 'keys-too-many', params: { max: 20 } });
  });

  test('of a project take no room from the site’s, nor from another project’s', () => {
    expect(refused(keys(200, leads), SITE)).toBeUndefined();
    expect(refused(keys(20, { ...leads, projects: [OTHER] }), COLLEAGUE)).toBeUndefined();
  });
});

describe('keys that a project admin makes in a day', () => {
  test('are twenty at most, though each was revoked at once', () => {
    expect(refused(keys(19, revoked), LEAD)).toBeUndefined();
    expect(refused(keys(20, revoked), LEAD)).toEqual({ code: 'keys-too-many-today', params: { max: 20 } });
  });

  test('are their own: a colleague may go on', () => {
    expect(refused(keys(20, revoked), COLLEAGUE)).toBeUndefined();
  });

  test('count for a day', () => {
    expect(refused(keys(20, revoked), LEAD, START + DAY_MS)).toBeUndefined();
  });
});

describe('a key that opens nothing any more', () => {
  const daysKept = async (key: StoredKey): Promise<number> => {
    const site = kvsSite();
    try {
      await apiKeyStore.replace(key);
      let days = 0;
      for (; (await apiKeyStore.list()).length > 0; days += 1) site.clock.advance(DAY_MS);
      return days;
    } finally {
      site.restore();
    }
  };
  /** Forge may give out for two days what expired; the last look is a day later. */
  const LATE_DAYS = 3;

  test('is kept for 30 days after it was revoked', async () => {
    const days = await daysKept(storedKey(revoked));
    expect(days).toBeGreaterThanOrEqual(30);
    expect(days).toBeLessThanOrEqual(30 + LATE_DAYS);
  });

  test('is kept for 30 days after it expired', async () => {
    const days = await daysKept(storedKey({ expiresAt: new Date(START + 7 * DAY_MS).toISOString() }));
    expect(days).toBeGreaterThanOrEqual(37);
    expect(days).toBeLessThanOrEqual(37 + LATE_DAYS);
  });
});
