import type { SelfTest } from '../../contract/authority';
import { consent, showAuthority, testAuthority, withdraw } from './consent';
import { START, VirtualClock } from '../../../test/fakes/clock';
import { accountId } from '../../../test/fakes/ids';
import { fakeJira, refusal } from '../../../test/fakes/jira';
import type { FakeJira } from '../../../test/fakes/jira';
import { fakeStore } from '../../../test/fakes/store';
import type { FakeStore } from '../../../test/fakes/store';

const ADMIN = accountId('admin');
const CHANGING = { actor: ADMIN, policy: { auditDays: 30 } };
const DELEGATE = { kind: 'delegate', accountId: ADMIN, since: '2027-01-01T12:00:00.000Z' } as const;

/** A site where the app is no admin, but everybody else is. */
function site(): FakeJira {
  return fakeJira({
    'GET /rest/api/3/mypermissions': ({ as }) => ({
      status: 200,
      body: { permissions: { ADMINISTER: { havePermission: as !== 'app' } } },
    }),
    'GET /rest/servicedeskapi/servicedesk': { status: 200, body: { values: [], isLastPage: true } },
  });
}

const ports = (store: FakeStore, jira = site()) => ({
  callers: jira.callers,
  store,
  settings: store.settings,
  clock: new VirtualClock(),
  postpone: () => Promise.resolve(),
});

test('what is shown where nothing was set is the app, and no test', () => {
  expect(showAuthority({ policy: undefined, authority: undefined, selfTest: undefined }, START)).toEqual({
    authority: { kind: 'app' },
    selfTest: undefined,
  });
});

test('whoever consents lends their own permission, and it is tested and kept', async () => {
  const store = fakeStore();
  const view = await consent(CHANGING, ports(store));
  expect(view).toMatchObject({ authority: DELEGATE, selfTest: { result: 'ready' } });
  expect(store.current()).toMatchObject(view);
});

test('withdrawing gives the work back to the app, whoever had lent it', async () => {
  const store = fakeStore({ authority: DELEGATE });
  const view = await withdraw(CHANGING, ports(store));
  expect(view).toMatchObject({ authority: { kind: 'app' }, selfTest: { result: 'lacks-power' } });
  expect(store.current()).toMatchObject(view);
});

test.each([
  ['lending', consent, 'lent'],
  ['withdrawing', withdraw, 'withdrawn'],
] as const)(
  '%s is written into the audit log, for a year, whatever the policy says of invitations',
  async (_, change, action) => {
    const store = fakeStore();
    await change(CHANGING, ports(store));
    expect(store.audited()).toMatchObject([
      { event: 'authority', actor: `person:${ADMIN}`, outcome: 'done', detail: { action } },
    ]);
    expect(store.written[0]?.ttl).toEqual({ unit: 'DAYS', value: 365 });
  },
);

test('consent is not taken where it cannot be kept', async () => {
  await expect(consent(CHANGING, ports(fakeStore({ failing: ['settings'] })))).rejects.toThrow();
});

describe('a test', () => {
  const last = (result: SelfTest['result'], minutesAgo: number): SelfTest => ({
    at: new Date(START - minutesAgo * 60_000).toISOString(),
    result,
    checks: [],
  });

  test('is run for whoever is set, and kept for the screens of agents', async () => {
    const store = fakeStore();
    await testAuthority({ authority: DELEGATE, selfTest: undefined }, ports(store));
    expect(store.current().selfTest?.result).toBe('ready');
  });

  test.each<[string, SelfTest | undefined, SelfTest['result']]>([
    ['for the first time', undefined, 'lacks-power'],
    ['while Jira may still be granting', last('waiting', 1), 'waiting'],
    ['long after that', last('waiting', 15), 'lacks-power'],
    ['after a plain no', last('lacks-power', 1), 'lacks-power'],
  ])('that finds no power %s', async (_, selfTest, result) => {
    const store = fakeStore();
    await testAuthority({ authority: undefined, selfTest }, ports(store));
    expect(store.current().selfTest?.result).toBe(result);
  });

  test('that finds the power at last does not wait any more', async () => {
    const store = fakeStore();
    await testAuthority({ authority: DELEGATE, selfTest: last('waiting', 1) }, ports(store));
    expect(store.current().selfTest?.result).toBe('ready');
  });

  test('that nobody answers says so, and is kept', async () => {
    const store = fakeStore();
    const down = fakeJira({
      'GET /rest/api/3/mypermissions': refusal(503),
      'GET /rest/servicedeskapi/servicedesk': refusal(503),
    });
    await testAuthority({ authority: undefined, selfTest: undefined }, ports(store, down));
    expect(store.current().selfTest?.result).toBe('unreachable');
  });
});
