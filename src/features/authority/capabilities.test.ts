import { isCapable, learningFrom, provenTest } from './capabilities';
import type { SelfTest } from '../../contract/authority';
import type { Capabilities } from '../../contract/capabilities';
import { accountId } from '../../../test/fakes/ids';
import { VirtualClock } from '../../../test/fakes/clock';

const DAY = 86_400_000;

let clock: VirtualClock;
let saved: Capabilities[];
beforeEach(() => {
  clock = new VirtualClock();
  saved = [];
});
const learning = (known: Capabilities = {}) =>
  learningFrom(known, {
    settings: { saveCapabilities: (all) => Promise.resolve(void saved.push(all)) },
    clock,
  });

test('what nobody learnt is not known', () => {
  expect(isCapable(undefined, 'invite', 0)).toBeUndefined();
  expect(isCapable({}, 'invite', 0)).toBeUndefined();
});

test('what a site could do holds until it shows otherwise; what it could not, for a week', () => {
  const known = { invite: { is: true, at: 0 }, hiddenAddresses: { is: false, at: 0 } };
  expect(isCapable(known, 'invite', 400 * DAY)).toBe(true);
  expect(isCapable(known, 'hiddenAddresses', 6 * DAY)).toBe(false);
  expect(isCapable(known, 'hiddenAddresses', 7 * DAY)).toBeUndefined();
});

test('what is learnt holds at once, and the last word counts', () => {
  const site = learning({ invite: { is: true, at: 0 } });
  site.learn('invite', false);
  expect(site.isCapable('invite')).toBe(false);
  site.learn('invite', true);
  expect(site.isCapable('invite')).toBe(true);
});

test('what was true and is no longer is unlearnt, and nothing else is lost', async () => {
  const known = { invite: { is: true, at: clock.now() }, hiddenAddresses: { is: true, at: clock.now() } };
  const site = learning(known);
  site.learn('invite', false);
  await site.keep();
  expect(saved).toEqual([{ ...known, invite: { is: false, at: clock.now() } }]);
});

test('what is known already is written down once a day at most', async () => {
  const site = learning({ invite: { is: true, at: clock.now() } });
  site.learn('invite', true);
  await site.keep();
  expect(saved).toEqual([]);
  clock.advance(DAY);
  await site.keep();
  expect(saved).toEqual([{ invite: { is: true, at: clock.now() } }]);
});

test('a storage that refuses keeps nobody from their work', async () => {
  const refusing = { saveCapabilities: () => Promise.reject(new Error('storage')) };
  const site = learningFrom({}, { settings: refusing, clock });
  site.learn('invite', true);
  await expect(site.keep()).resolves.toBeUndefined();
});

describe('a self-test that found no power', () => {
  const selfTest: SelfTest = { at: '2026-11-30T12:00:00Z', result: 'lacks-power', checks: [] };
  const created = { createAsApp: { is: true, at: 0 } };

  test('is corrected where the app has created a customer all the same', () => {
    expect(provenTest({ authority: undefined, selfTest, capabilities: created }, 0)?.result).toBe('ready');
  });

  test.each([
    ['nobody knows', {}, { kind: 'app' } as const],
    ['the app was refused since', { createAsApp: { is: false, at: 0 } }, { kind: 'app' } as const],
    [
      'it was about a lent permission',
      created,
      { kind: 'delegate', accountId: accountId('admin'), since: '2026-11-30T12:00:00Z' } as const,
    ],
  ])('stands where %s', (_, capabilities, authority) => {
    expect(provenTest({ authority, selfTest, capabilities }, 0)?.result).toBe('lacks-power');
  });
});
