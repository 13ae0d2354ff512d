import fc from 'fast-check';
import { createHash } from 'node:crypto';
import type * as crypto from 'node:crypto';
import { isSecretOf, keyPrefix, newKeyId, newSecret, parseKey } from './secret';
import { KEY } from '../../../test/fakes/keys';
import { anyText } from '../../../test/fakes/any-text';

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
const SECRET = 'A'.repeat(43);

describe('a new key', () => {
  test('begins with gl, so that scanners for leaked secrets can know it, and with its id', () => {
    const id = newKeyId();
    expect(newSecret(id).whole).toMatch(new RegExp(`^gl_${id}_[A-Za-z0-9_-]{43}$`));
  });

  test('shows no more than its id', () => {
    expect(keyPrefix(KEY)).toBe(`gl_${KEY}`);
  });

  test('can be read again', () => {
    for (let count = 0; count < 200; count += 1) {
      const id = newKeyId();
      const { whole, hash } = newSecret(id);
      const parsed = parseKey(whole);
      expect(parsed?.id).toBe(id);
      expect(isSecretOf(parsed?.secret ?? '', [hash])).toBe(true);
    }
  });

  test('is like no other', () => {
    const all = Array.from({ length: 1000 }, () => newSecret(newKeyId()).whole);
    expect(new Set(all).size).toBe(all.length);
  });

  test('is kept as a hash from which nothing of it can be read', () => {
    const { whole, hash } = newSecret(KEY);
    expect(hash).toMatch(/^[a-f0-9]{64}$/);
    expect(hash).toBe(hashOf(whole.slice(`gl_${KEY}_`.length)));
  });
});

describe('what is no key of ours', () => {
  test.each([
    ['nothing', ''],
    ['an Atlassian API token', `ATATT3xFfGF0${'a'.repeat(180)}=ABCDEF12`],
    ['a GitHub token', `ghp_${'a'.repeat(36)}`],
    ['a Slack token', 'xoxb-123456789012-1234567890123-abcdefghijklmnopqrstuvwx'],
    ['a JSON Web Token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc'],
    ['a GitLab token', `glpat-${'a'.repeat(20)}`],
    ['an id alone', `gl_${KEY}`],
    ['a secret alone', SECRET],
    ['a key without its secret', `gl_${KEY}_`],
    ['a secret that is a character short', `gl_${KEY}_${'A'.repeat(42)}`],
    ['a secret that is a character long', `gl_${KEY}_${'A'.repeat(44)}`],
    ['an id that is a character short', `gl_${KEY.slice(1)}_${SECRET}`],
    ['an id in upper case', `gl_${KEY.toUpperCase()}_${SECRET}`],
    ['another beginning', `GL_${KEY}_${SECRET}`],
    ['a space in front', ` gl_${KEY}_${SECRET}`],
    ['a line break behind', `gl_${KEY}_${SECRET}\n`],
    ['two keys', `gl_${KEY}_${SECRET},gl_${KEY}_${SECRET}`],
    ['standard base64 in place of the one for addresses', `gl_${KEY}_${'+/'.repeat(21)}A`],
    ['a path for a name of a record', `gl_../../policy_${SECRET}`],
  ])('%s', (_, text) => {
    expect(parseKey(text)).toBeUndefined();
  });

  test('whatever it is, it is read without an error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), anyText()), (text) => {
        expect(parseKey(text)).toBeUndefined();
      }),
    );
  });
});

describe('a secret', () => {
  test('opens where its hash is kept', () => {
    expect(isSecretOf(SECRET, [hashOf(SECRET)])).toBe(true);
  });

  test('opens where it is the one before', () => {
    expect(isSecretOf(SECRET, [hashOf('another'), hashOf(SECRET)])).toBe(true);
  });

  test.each([
    ['another one', [hashOf('another')]],
    ['two others', [hashOf('another'), hashOf('one more')]],
    ['none', []],
    ['an empty hash', ['']],
    ['a hash that is cut off', [hashOf(SECRET).slice(0, 62)]],
    ['what is no hash', ['zz'.repeat(32)]],
    ['the secret itself in place of its hash', [SECRET]],
    ['zeros, which stand in for a missing hash', ['00'.repeat(32)]],
  ])('does not open where %s is kept', (_, hashes) => {
    expect(isSecretOf(SECRET, hashes)).toBe(false);
  });

  test('does not open with one character changed', () => {
    fc.assert(
      fc.property(fc.nat({ max: 42 }), (at) => {
        const other = `${SECRET.slice(0, at)}B${SECRET.slice(at + 1)}`;
        expect(isSecretOf(other, [hashOf(SECRET)])).toBe(false);
      }),
    );
  });

  test.each([
    ['the right one', [hashOf(SECRET)]],
    ['the right one first', [hashOf(SECRET), hashOf('another')]],
    ['the right one second', [hashOf('another'), hashOf(SECRET)]],
    ['a wrong one', [hashOf('another')]],
    ['none', []],
  ])('is compared twice where %s is kept, so that the time tells nothing', (_, hashes) => {
    const compare = jest.spyOn(jest.requireActual<typeof crypto>('node:crypto'), 'timingSafeEqual');
    isSecretOf(SECRET, hashes);
    const times = compare.mock.calls.length;
    compare.mockRestore();
    expect(times).toBe(2);
  });
});
