import type { ProjectPolicy } from '../../domain/policy/policy';
import type { JiraClient } from '../../platform/jira/client';
import { settleInvitations } from './settle';
import type { Interrupted } from './settle';
import { withGiven } from './store/enrolment-note';
import { enrolmentItem } from './store/enrolments';
import { VirtualClock } from '../../../test/fakes/clock';
import { atHour, ending } from '../../../test/fakes/ending';
import { accountId, organizationId, PROJECT } from '../../../test/fakes/ids';
import { ACME, GLOBEX } from '../../../test/fakes/invitations';
import { refusal } from '../../../test/fakes/jira';
import type { FakeJira, Script } from '../../../test/fakes/jira';
import { projectPolicy } from '../../../test/fakes/policy';
import { idOf, LISTED, MEMBERSHIPS, SEARCH, serviceDesk } from '../../../test/fakes/service-desk';
import { fakeStore } from '../../../test/fakes/store';
import type { FakeStore } from '../../../test/fakes/store';

const ADA = 'ada@acme.example';
const NOTHING = { organizations: {} };
const ON_DESK = { values: [{ accountId: idOf(ADA), displayName: 'Ada', emailAddress: ADA }] };

function site(organizations: readonly object[], but: Script = {}): FakeJira {
  const memberships = { status: 200, body: { values: organizations, isLastPage: true } };
  return serviceDesk({ [MEMBERSHIPS]: memberships, [LISTED]: { status: 200, body: ON_DESK }, ...but }, [ADA]);
}

async function settle(
  jira: FakeJira,
  guest: Partial<Interrupted> = {},
  { store = fakeStore(), policy = projectPolicy() }: { store?: FakeStore; policy?: ProjectPolicy } = {},
) {
  const ports = { privileged: jira.caller('app'), app: jira.caller('app'), store, clock: new VirtualClock() };
  const [settled] = await settleInvitations([{ email: ADA, organizations: [], ...guest }], policy, ports);
  if (!settled) throw new Error('nothing settled');
  return settled;
}

test('settling changes nothing in Jira', async () => {
  const jira = site([{ id: '11', name: 'Acme' }]);
  await settle(jira, { organizations: [{ name: 'acme' }] });
  expect(jira.asked().filter((call) => !call.startsWith('GET'))).toEqual([]);
});

test('the outcome names the account and the places where the customer is, and is never done', async () => {
  const settled = await settle(site([{ id: '11', name: 'Acme' }]), { organizations: [{ name: 'acme' }] });
  expect(settled).toMatchObject({
    outcome: { state: 'attention', accountId: idOf(ADA), reason: { code: 'interrupted' } },
    organizations: [{ id: '11', name: 'Acme' }],
    enrolment: { desk: 'confirmed', organizations: { '11': 'confirmed' } },
    reached: true,
    isNewAccount: false,
  });
  expect(settled.outcome.steps.map(({ step, change }) => [step, change])).toEqual([
    ['account', 'confirmed'],
    ['desk', 'confirmed'],
    ['organization', 'confirmed'],
  ]);
});

test('an organization that the invitation did not mean is not told of', async () => {
  const settled = await settle(site([{ id: '12', name: 'Globex' }]), { organizations: [{ id: ACME.id }] });
  expect(settled.organizations).toEqual([]);
  expect(settled.enrolment).toEqual({ desk: 'confirmed', organizations: {} });
});

test('where nobody named an organization, the one that the rule for the domain chose counts', async () => {
  const policy = projectPolicy({ domainOrganizations: [{ domain: 'acme.example', organization: GLOBEX }] });
  const settled = await settle(site([{ id: '12', name: 'Globex' }]), {}, { policy });
  expect(settled.organizations).toEqual([{ id: '12', name: 'Globex' }]);
});

test('an account that Jira does not find is told as unknown, without an account', async () => {
  const jira = serviceDesk({ [LISTED]: { status: 200, body: { values: [] } } });
  const { outcome, enrolment } = await settle(jira);
  expect(outcome).toMatchObject({ state: 'attention', reason: { code: 'interrupted' } });
  expect([outcome.accountId, enrolment]).toEqual([undefined, undefined]);
});

test.each([
  ['the search', SEARCH],
  ['the desk', LISTED],
  ['the memberships', MEMBERSHIPS],
])('where Jira does not answer for %s, that is told and nothing is claimed', async (_, endpoint) => {
  const { outcome } = await settle(site([], { [endpoint]: refusal(503) }));
  expect(outcome).toMatchObject({ state: 'attention', reason: { code: 'jira-unavailable' } });
  expect(outcome.accountId).toBeUndefined();
});

test('what this app once noted as made stays known as made', async () => {
  const store = fakeStore();
  const made = { desk: 'made', organizations: { [organizationId('12')]: 'made' } } as const;
  await store.write([enrolmentItem(PROJECT, accountId(idOf(ADA)), made, 0)]);
  const jira = site([{ id: '11', name: 'Acme' }]);
  const { noted, enrolment = NOTHING } = await settle(jira, { organizations: [{ id: ACME.id }] }, { store });
  expect(withGiven(noted?.enrolment, enrolment)).toMatchObject({
    desk: 'made',
    organizations: { '11': 'confirmed', '12': 'made' },
  });
});

describe('an organization that an interrupted invitation until a day meant, and that Jira names', () => {
  const invited = { organizations: [{ id: ACME.id }], endsAt: atHour(48) };
  const acme = () => site([{ id: '11', name: 'Acme' }]);

  test('is never noted as given where its end was not stored', async () => {
    const { organizations, enrolment } = await settle(acme(), invited);
    expect(enrolment).toEqual({ desk: 'confirmed', organizations: {} });
    // The entry tells it all the same.
    expect(organizations).toEqual([{ id: '11', name: 'Acme' }]);
  });

  test('is noted where its end was stored', async () => {
    const store = fakeStore();
    store.ending.put(ending(idOf(ADA), { organizations: [ACME], endsAt: atHour(48) }));
    const { enrolment } = await settle(acme(), invited, { store });
    expect(enrolment).toEqual({ desk: 'confirmed', organizations: { '11': 'confirmed' } });
  });

  test('is not noted where storage does not tell', async () => {
    const { enrolment } = await settle(acme(), invited, { store: fakeStore({ failing: ['endings'] }) });
    expect(enrolment).toEqual({ desk: 'confirmed', organizations: {} });
  });
});

test('notes that cannot be read are read again before they are written over', async () => {
  const { outcome, noted, enrolment } = await settle(
    site([]),
    {},
    { store: fakeStore({ failing: ['enrolments'] }) },
  );
  expect([outcome.accountId, noted, enrolment?.desk]).toEqual([idOf(ADA), undefined, 'confirmed']);
});

test('what is no address asks nobody', async () => {
  const jira = site([]);
  await settle(jira, { email: 'nobody' });
  expect(jira.asked()).toEqual([]);
});

test('what a delegate may not read is read as the app', async () => {
  const jira = site([{ id: '11', name: 'Acme' }]);
  const delegate: JiraClient = {
    requestJira: (path, init) =>
      path.value.includes('servicedeskapi')
        ? Promise.resolve({ status: 403, headers: new Headers(), text: () => Promise.resolve('') })
        : jira.caller('offline admin').requestJira(path, init),
  };
  const ports = {
    privileged: delegate,
    app: jira.caller('app'),
    store: fakeStore(),
    clock: new VirtualClock(),
  };
  const [settled] = await settleInvitations(
    [{ email: ADA, organizations: [{ id: ACME.id }] }],
    projectPolicy(),
    ports,
  );
  expect(settled).toMatchObject({ organizations: [{ id: '11' }], enrolment: { desk: 'confirmed' } });
});
