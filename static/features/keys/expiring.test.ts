import { WARN_DAYS, expiringKeys } from './expiring';

const NOW = Date.UTC(2030, 0, 1);
const after = (days: number, state: 'active' | 'revoked' | 'expired' = 'active') => ({
  expiresAt: new Date(NOW + days * 86_400_000).toISOString(),
  state,
});

describe('API keys that expire soon', () => {
  test('are those with no more days left than the warning is long, the next first', () => {
    const [soon, last] = [after(3), after(WARN_DAYS)];
    expect(expiringKeys([after(WARN_DAYS + 1), last, soon], NOW)).toEqual([soon, last]);
  });

  test('are no keys that work no longer', () => {
    expect(expiringKeys([after(3, 'revoked'), after(-1, 'expired')], NOW)).toEqual([]);
  });
});
