import type { KeyFields } from './key-fields';
import { NEW_KEY, readKeyFields } from './key-fields';
import { statusOf } from './key-standing';
import { organizationId, PROJECT } from '../../../test/fakes/ids';

const FILLED: KeyFields = { ...NEW_KEY, name: ' CI ', projects: [PROJECT] };

const problemsOf = (changed: Partial<KeyFields>): string[] => {
  const read = readKeyFields({ ...FILLED, ...changed });
  return read.ok ? [] : [...read.problems.keys()];
};

describe('readKeyFields', () => {
  test('reads what was filled in', () => {
    const acme = { id: organizationId('11'), name: 'Acme' };
    expect(readKeyFields({ ...FILLED, domains: 'ACME.example', organizations: [acme] })).toEqual({
      ok: true,
      input: {
        name: 'CI',
        projects: [PROJECT],
        domains: ['acme.example'],
        organizations: [acme],
        dailyQuota: 100,
        days: 30,
      },
    });
  });

  test('asks for a name and a project', () => {
    expect(problemsOf({ name: ' ', projects: [] })).toEqual(['name', 'projects']);
  });

  test.each(['', '0', '10001', '-1', '1.5', 'many'])('does not take %j invitations a day', (quota) => {
    expect(problemsOf({ quota })).toEqual(['quota']);
  });

  test.each(['0', '91', '1e1'])('does not take %j days', (days) => {
    expect(problemsOf({ days })).toEqual(['days']);
  });

  test.each(['1', ' 90 '])('takes %j days', (days) => {
    expect(problemsOf({ days })).toEqual([]);
  });

  test('does not take what is no domain', () => {
    expect(problemsOf({ domains: 'acme.example\ncom' })).toEqual(['domains']);
  });
});

describe('standingOf', () => {
  const NOW = Date.UTC(2026, 9, 5);
  const inDays = (days: number) => new Date(NOW + days * 86_400_000).toISOString();

  test.each([
    [8, 'active'],
    [7, 'soon'],
    [0, 'expired'],
  ])('a key that ends in %d days is %s', (days, standing) => {
    expect(statusOf({ state: 'active', expiresAt: inDays(days) }, NOW)).toBe(standing);
  });

  test('a revoked key stays revoked', () => {
    expect(statusOf({ state: 'revoked', expiresAt: inDays(1) }, NOW)).toBe('revoked');
  });
});
