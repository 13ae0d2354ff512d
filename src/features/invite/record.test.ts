import type { Invitation } from '../../domain/invitation/invitation';
import { reason } from '../../domain/reason';
import { invite } from './pipeline';
import { recordInvitations } from './record';
import { AUDIT_ENTITY, LOOKUP_ENTITY } from '../audit/store/audit-store';
import type { Item } from '../../platform/kvs/kvs';
import type { PendingInvitation } from './store/pending';
import { START, VirtualClock } from '../../../test/fakes/clock';
import { AGENT, AGENT_ACTOR, PROJECT } from '../../../test/fakes/ids';
import { ACME, GLOBEX, invitation, linked } from '../../../test/fakes/invitations';
import { inviteAll } from '../../../test/fakes/inviting';
import { refusal } from '../../../test/fakes/jira';
import type { FakeJira } from '../../../test/fakes/jira';
import { projectPolicy } from '../../../test/fakes/policy';
import { CREATE, idOf, SEARCH, serviceDesk } from '../../../test/fakes/service-desk';
import { fakeStore } from '../../../test/fakes/store';
import { checkInvitations } from '../../domain/invitation/check-invitation';

const postpone = (): Promise<void> => Promise.resolve();
const ADA = idOf('ada@acme.example');

/** Everything that is written down after inviting these. */
async function written(invitations: Invitation[], jira: FakeJira = serviceDesk()): Promise<readonly Item[]> {
  const store = fakeStore();
  const clock = new VirtualClock();
  const policy = projectPolicy({ deniedDomains: ['denied.example'] });
  const invited = await invite(checkInvitations(invitations, policy, clock.now()), policy, linked(ACME), {
    privileged: jira.callers.app,
    app: jira.callers.app,
    missingAdmin: reason('app-lacks-admin'),
    store,
    clock,
    tell: () => undefined,
    actor: AGENT_ACTOR,
    postpone,
  });
  await recordInvitations(invited, AGENT_ACTOR, policy, { store, clock, postpone });
  return store.written;
}

const kindsOf = (items: readonly Item[]): string[] =>
  items.map(({ key, entityName }) =>
    entityName === AUDIT_ENTITY || entityName === LOOKUP_ENTITY ? entityName : (key.split(':')[0] ?? ''),
  );

test('a new customer leaves history, an enrolment, and a memory of the account', async () => {
  const items = await written([invitation({ organizations: [{ id: ACME.id }] })]);
  expect(kindsOf(items)).toEqual(['audit', 'person', 'person', 'new-account', 'enrolment-note']);
});

test('history keeps who invited whom, where and how it went: ids and the domain, no address', async () => {
  const [item] = await written([invitation({ organizations: [{ id: ACME.id }] })]);
  expect(item?.value).toEqual({
    projectId: PROJECT,
    order: expect.stringMatching(/^2027-01-01T12:00:00.000Z:0000:[0-9a-f]{8}$/) as string,
    until: '2028-01-01T12:00:00.000Z',
    actor: `person:${AGENT}`,
    customer: ADA,
    domain: 'acme.example',
    ofDomain: 'acme.example',
    issueId: `kind:invitation:${PROJECT}:person:${AGENT}`,
    listed: true,
    event: 'invitation',
    outcome: 'done',
    detail: {
      actor: AGENT_ACTOR,
      account: 'made',
      organizations: ['Acme'],
      organizationIds: ['11'],
      added: ['desk', '11'],
      emailed: false,
    },
  });
});

test('the order of several invitations is kept, though they share their moment', async () => {
  const items = await written([invitation(), invitation({ email: 'bob@acme.example' })]);
  const orders = items
    .filter(({ entityName }) => entityName === AUDIT_ENTITY)
    .map(({ value }) => (value as { order: string }).order.slice(0, 29));
  expect(orders).toEqual(['2027-01-01T12:00:00.000Z:0000', '2027-01-01T12:00:00.000Z:0001']);
});

test('a customer who existed leaves no memory of an account', async () => {
  expect(kindsOf(await written([invitation()], serviceDesk({}, ['ada@acme.example'])))).toEqual([
    'audit',
    'person',
    'person',
    'enrolment-note',
  ]);
});

test('what Jira refused leaves history, with the reason', async () => {
  const items = await written([invitation()], serviceDesk({ [CREATE]: refusal(403) }));
  expect(kindsOf(items)).toEqual(['audit', 'audit-lookup', 'person']);
  expect(items[0]?.value).toMatchObject({ outcome: 'failed', reason: 'app-lacks-admin' });
});

test('what is no address leaves nothing', async () => {
  expect(await written([invitation({ email: 'ada' })])).toEqual([]);
});

test('what the policy refuses is noted as refused', async () => {
  const items = await written([invitation({ email: 'a@denied.example' })]);
  expect(kindsOf(items)).toEqual(['audit', 'audit-lookup', 'person']);
  expect(items[0]?.value).toMatchObject({
    outcome: 'refused',
    reason: 'domain-denied',
    domain: 'denied.example',
  });
});

test('an account not found yet is put down to be tried again in 5 minutes, with the address', async () => {
  const jira = serviceDesk({ [SEARCH]: { status: 200, body: [] } }, ['ada@acme.example']);
  const items = await written([invitation({ organizations: [{ id: ACME.id }] })], jira);
  expect(kindsOf(items)).toEqual(['audit', 'audit-lookup', 'person', 'pending']);
  expect(items[3]).toMatchObject({
    value: {
      projectId: PROJECT,
      actor: AGENT_ACTOR,
      email: 'ada@acme.example',
      organizations: [{ id: '11', name: 'Acme' }],
      attempts: 1,
      dueAt: START + 5 * 60_000,
    },
    ttl: { unit: 'HOURS', value: 24 },
  });
});

describe('what waits for an address already', () => {
  const GONE = serviceDesk({ [SEARCH]: { status: 200, body: [] } }, ['ada@acme.example']);
  const waiting = async (then: FakeJira, organizations: { id: typeof ACME.id }[]) => {
    const store = fakeStore();
    const record = async (jira: FakeJira, refs: { id: typeof ACME.id }[]): Promise<void> => {
      const invited = await inviteAll([invitation({ organizations: refs })], { jira, store });
      await recordInvitations(invited, AGENT_ACTOR, projectPolicy(), {
        store,
        clock: new VirtualClock(),
        postpone,
      });
    };
    await record(GONE, [{ id: ACME.id }]);
    await record(then, organizations);
    return [...store.values]
      .filter(([key]) => key.startsWith('pending:'))
      .map(([, value]) => (value as PendingInvitation).organizations.map(({ name }) => name));
  };
  const FOUND_NOW = serviceDesk({}, ['ada@acme.example']);

  test('is over once an agent did all of it by hand', async () => {
    expect(await waiting(FOUND_NOW, [{ id: ACME.id }])).toEqual([]);
  });

  test('goes on for the organizations that are left', async () => {
    expect(await waiting(FOUND_NOW, [{ id: GLOBEX.id }])).toEqual([['Acme']]);
  });

  test('takes in the organizations of another try that found nobody', async () => {
    expect(await waiting(GONE, [{ id: GLOBEX.id }])).toEqual([['Acme', 'Globex']]);
  });
});

test('where earlier enrolments cannot be read, none is written over them, and the new one comes later', async () => {
  const store = fakeStore({ failing: ['enrolments'] });
  const queued: string[] = [];
  const invited = await inviteAll([invitation()], { jira: serviceDesk({}, ['ada@acme.example']), store });
  await recordInvitations(invited, AGENT_ACTOR, projectPolicy(), {
    store,
    clock: new VirtualClock(),
    postpone: (items) => Promise.resolve(void queued.push(...kindsOf(items))),
  });
  expect(kindsOf(store.written)).not.toContain('enrolment-note');
  expect(queued).toEqual(['audit', 'enrolment-note']);
});

describe('no address is kept', () => {
  const everyWay: [string, () => FakeJira][] = [
    ['a new customer', () => serviceDesk()],
    ['one who existed', () => serviceDesk({}, ['ada@acme.example'])],
    [
      'one whom Jira refused, naming the address',
      () => serviceDesk({ [CREATE]: refusal(400, 'ada@acme.example is bad') }),
    ],
    ['one not found yet', () => serviceDesk({ [SEARCH]: { status: 200, body: [] } }, ['ada@acme.example'])],
  ];
  const withName = [invitation({ displayName: 'Ada Lovelace', organizations: [{ id: ACME.id }] })];

  test.each(everyWay)('nor a name, in any value but of what is to be tried again: %s', async (_, site) => {
    const items = await written(withName, site());
    const values = JSON.stringify(
      items.filter(({ key }) => !key.startsWith('pending:')).map(({ value }) => value),
    );
    expect(items.length).toBeGreaterThan(0);
    expect(values).not.toMatch(/ada@|lovelace/i);
  });

  test.each(everyWay)('in any key: %s', async (_, site) => {
    for (const { key } of await written(withName, site())) {
      expect(key).toMatch(/^[A-Za-z0-9:._#-]+$/);
      // This fake site puts the address into the account id, as no real one does.
      expect(key.replace(ADA, '')).not.toMatch(/acme|lovelace/i);
    }
  });

  test.each(everyWay)(
    'for longer than a year, and an address for no longer than a day: %s',
    async (_, site) => {
      for (const { key, ttl } of await written(withName, site())) {
        const days = ttl.unit === 'DAYS' ? ttl.value : ttl.value / 24;
        expect(days).toBeLessThanOrEqual(key.startsWith('pending:') ? 1 : 365);
      }
    },
  );
});
