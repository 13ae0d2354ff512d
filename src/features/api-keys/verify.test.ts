import { verifyKey, verifyOwner } from './verify';
import { newSecret, parseKey } from './secret';
import type { StoredKey } from './store/key-store';
import { START } from '../../../test/fakes/clock';
import { PROJECT, projectId } from '../../../test/fakes/ids';
import { KEY, storedKey } from '../../../test/fakes/keys';
import { policy } from '../../../test/fakes/policy';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** A secret with its hash. */
function secret(): { readonly sent: string; readonly hash: string } {
  const { whole, hash } = newSecret(KEY);
  return { sent: parseKey(whole)?.secret ?? '', hash };
}

const now = secret();
const before = secret();
const LETS = { ...policy(), projectAdminsMakeKeys: true };

/** Why a secret does not open the key, or that it does. */
function verdict(sent: string, key: StoredKey | undefined, at = START, set = policy()): string {
  return verifyKey(sent, key, set, at)?.code ?? 'opens';
}

describe('a secret', () => {
  const key = storedKey({ hash: now.hash });

  test('opens its key', () => {
    expect(verdict(now.sent, key)).toBe('opens');
  });

  test('of another key opens nothing', () => {
    expect(verdict(secret().sent, key)).toBe('key-wrong');
  });

  test('for a key that there is not opens nothing', () => {
    expect(verdict(now.sent, undefined)).toBe('key-wrong');
  });

  test('opens until the key expires, and not then', () => {
    expect(verdict(now.sent, key, START + 30 * DAY_MS - 1)).toBe('opens');
    expect(verdict(now.sent, key, START + 30 * DAY_MS)).toBe('key-expired');
  });

  test('opens though the clock that made the key is ahead of ours', () => {
    expect(verdict(now.sent, key, START - HOUR_MS)).toBe('opens');
  });

  test('opens nothing once the key is revoked, expired or not', () => {
    const revoked = { ...key, revokedAt: new Date(START).toISOString() };
    expect(verdict(now.sent, revoked)).toBe('key-revoked');
    expect(verdict(now.sent, revoked, START + 31 * DAY_MS)).toBe('key-revoked');
  });

  test('that is wrong is told nothing about the key', () => {
    expect(verdict('wrong', { ...key, revokedAt: new Date(START).toISOString() })).toBe('key-wrong');
    expect(verdict('wrong', key, START + 31 * DAY_MS)).toBe('key-wrong');
  });
});

describe('after a rotation', () => {
  const key = storedKey({ hash: now.hash, previous: { hash: before.hash, until: START + HOUR_MS } });

  test('the new secret opens', () => {
    expect(verdict(now.sent, key)).toBe('opens');
  });

  test('the old one opens until the overlap is over, and not then', () => {
    expect(verdict(before.sent, key, START + HOUR_MS - 1)).toBe('opens');
    expect(verdict(before.sent, key, START + HOUR_MS)).toBe('key-wrong');
  });

  test('the new one opens after the overlap, too', () => {
    expect(verdict(now.sent, key, START + 2 * HOUR_MS)).toBe('opens');
  });
});

describe('the key of a project admin', () => {
  const key = storedKey({ hash: now.hash, byProjectAdmin: true });

  test('opens while the policy lets them make keys', () => {
    expect(verdict(now.sent, key, START, LETS)).toBe('opens');
  });

  test('opens nothing once it does not', () => {
    expect(verdict(now.sent, key)).toBe('key-rule');
  });

  test('opens nothing where there is no policy', () => {
    expect(verifyKey(now.sent, key, undefined, START)?.code).toBe('key-rule');
  });
});

describe('whoever used a key that was good', () => {
  const key = storedKey();

  test('may go on in its projects', () => {
    expect(verifyOwner(key, policy(), PROJECT, START)).toBeUndefined();
  });

  test.each([
    ['the key is gone', undefined, PROJECT, START, 'key-revoked'],
    [
      'the key is revoked',
      storedKey({ revokedAt: '2027-01-01T00:00:00.000Z' }),
      PROJECT,
      START,
      'key-revoked',
    ],
    ['the key is expired', key, PROJECT, START + 30 * DAY_MS, 'key-expired'],
    ['the key is for other projects', key, projectId('10002'), START, 'key-project'],
    ['project admins make no keys any more', storedKey({ byProjectAdmin: true }), PROJECT, START, 'key-rule'],
  ])('may not where %s', (_, stored, project, at, code) => {
    expect(verifyOwner(stored, policy(), project, at)?.code).toBe(code);
  });
});
