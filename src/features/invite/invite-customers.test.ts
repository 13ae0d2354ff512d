import type { Authority } from '../../contract/authority';
import type { SendResult } from '../../contract/invite';
import { InterruptedError } from './intent';
import { inviteCustomers } from './invite-customers';
import type { SendPorts } from './invite-customers';
import { StorageError } from '../../platform/kvs/kvs';
import { START, VirtualClock } from '../../../test/fakes/clock';
import { accountId, AGENT_ACTOR } from '../../../test/fakes/ids';
import { ACME, invitation, linked } from '../../../test/fakes/invitations';
import { refusal } from '../../../test/fakes/jira';
import type { FakeJira, Reply } from '../../../test/fakes/jira';
import { projectPolicy } from '../../../test/fakes/policy';
import { CREATE, DESK_ADD, MY_PERMISSIONS, SEARCH, serviceDesk } from '../../../test/fakes/service-desk';
import { fakeStore } from '../../../test/fakes/store';
import type { FakeStore } from '../../../test/fakes/store';
import type { Item } from '../../platform/kvs/kvs';
import type { Result } from '../../domain/result';
import { checkInvitations } from '../../domain/invitation/check-invitation';

const DELEGATE: Authority = {
  kind: 'delegate',
  accountId: accountId('admin'),
  since: '2027-01-01T00:00:00Z',
};

function sendOne(
  jira: FakeJira,
  {
    authority,
    store = fakeStore(),
    postpone = () => Promise.resolve(),
    mayGoOn = () => Promise.resolve(true),
  }: {
    authority?: Authority;
    store?: FakeStore;
    postpone?: SendPorts['postpone'];
    mayGoOn?: SendPorts['mayGoOn'];
  } = {},
): Promise<Result<SendResult>> {
  return inviteCustomers(
    checkInvitations([invitation()], projectPolicy(), START),
    { actor: AGENT_ACTOR, policy: projectPolicy(), known: linked(ACME) },
    {
      callers: jira.callers,
      settings: { authority },
      store,
      clock: new VirtualClock(),
      postpone,
      tell: () => undefined,
      mayGoOn,
    },
  );
}

/** What a person is told of their own Administer Jira. */
function administer(havePermission: boolean): Reply {
  return { status: 200, body: { permissions: { ADMINISTER: { havePermission } } } };
}

test('without another authority, the app itself does it', async () => {
  const jira = serviceDesk();
  expect(await sendOne(jira)).toMatchObject({
    ok: true,
    data: { recorded: 'yes', outcomes: [{ state: 'done' }] },
  });
  expect(new Set(jira.calls.map(({ as }) => as))).toEqual(new Set(['app']));
});

test('a delegate does it, after being asked whether they still may', async () => {
  const jira = serviceDesk();
  expect(await sendOne(jira, { authority: DELEGATE })).toMatchObject({ ok: true });
  expect(jira.asked('offline admin')).toEqual([MY_PERMISSIONS, CREATE, DESK_ADD]);
  expect(jira.asked('app')).toEqual([]);
});

test('a delegate who is no admin any more does nothing', async () => {
  const jira = serviceDesk({ [MY_PERMISSIONS]: administer(false) });
  expect(await sendOne(jira, { authority: DELEGATE })).toEqual({
    ok: false,
    reason: { code: 'delegate-lost-admin' },
  });
  expect(jira.asked()).toEqual([MY_PERMISSIONS]);
});

test.each<[string, Authority | undefined, string]>([
  ['the app', undefined, 'app-lacks-admin'],
  ['the delegate', DELEGATE, 'delegate-lost-admin'],
])('where Jira refuses %s the create, that is told', async (_, authority, code) => {
  const jira = serviceDesk({ [CREATE]: refusal(403), [MY_PERMISSIONS]: administer(true) });
  const sent = await sendOne(jira, { ...(authority && { authority }) });
  expect(sent).toMatchObject({ ok: true, data: { outcomes: [{ state: 'failed', reason: { code } }] } });
});

test('Jira is not asked where it cannot be noted beforehand what is about to be done', async () => {
  const jira = serviceDesk();
  await expect(sendOne(jira, { store: fakeStore({ failing: ['intents'] }) })).rejects.toThrow(StorageError);
  expect(jira.asked()).toEqual([]);
});

test('what is about to be done is noted before Jira is asked, and closed with its outcome', async () => {
  const store = fakeStore();
  const noted: unknown[] = [];
  const jira = serviceDesk({
    [CREATE]: () => {
      noted.push(...store.values.values());
      return { status: 201, body: { accountId: 'qm:ada' } };
    },
  });
  await sendOne(jira, { store });
  expect(noted).toMatchObject([
    { scope: 'open', value: { guests: [{ place: 0, email: 'ada@acme.example' }] } },
  ]);
  const [intent] = [...store.values].filter(([key]) => key.startsWith('intent:')).map(([, value]) => value);
  expect(intent).toMatchObject({ scope: 'closed', value: {} });
});

test('an account that Jira may have made without an answer is never forgotten: it is asked for', async () => {
  const store = fakeStore();
  await sendOne(serviceDesk({ [CREATE]: refusal(504) }), { store });
  expect(store.audited()).toMatchObject([{ outcome: 'failed', reason: 'jira-unavailable' }]);
  const open = [...store.values.values()].filter((value) => (value as { scope?: string }).scope === 'open');
  expect(open).toMatchObject([{ scope: 'open', value: { guests: [{ place: 0 }] } }]);
});

test('what ends the work in the middle is told as an interruption, never as nothing done', async () => {
  const jira = serviceDesk({ [DESK_ADD]: () => Promise.reject(new StorageError('INTERNAL')) });
  await expect(sendOne(jira)).rejects.toThrow(InterruptedError);
});

describe('where the outcome cannot be written down', () => {
  let logged: jest.SpyInstance<void, unknown[]>;
  beforeEach(() => {
    logged = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  });
  afterEach(() => logged.mockRestore());

  test('what was done stands, and its audit entry is queued, without an address', async () => {
    const queued: Item[] = [];
    const sent = await sendOne(serviceDesk(), {
      store: fakeStore({ failing: ['write'] }),
      postpone: (items) => Promise.resolve(void queued.push(...items)),
    });
    expect(sent).toMatchObject({ ok: true, data: { recorded: 'later', outcomes: [{ state: 'done' }] } });
    expect(queued).toMatchObject([
      { entityName: 'audit', value: { outcome: 'done' } },
      { key: expect.stringMatching(/^enrolment-note:/) as string, value: { value: { desk: 'made' } } },
    ]);
    expect(JSON.stringify(queued.map(({ value }) => ({ ...(value as object), customer: '' })))).not.toContain(
      'ada@',
    );
  });

  test('nor queued, the missing record is told', async () => {
    const sent = await sendOne(serviceDesk(), {
      store: fakeStore({ failing: ['write'] }),
      postpone: () => Promise.reject(new Error('down')),
    });
    expect(sent).toMatchObject({ ok: true, data: { recorded: 'no', outcomes: [{ state: 'done' }] } });
  });

  test('the log says so, without an address', async () => {
    await sendOne(serviceDesk(), { store: fakeStore({ failing: ['write'] }) });
    expect(logged.mock.calls).toEqual([['{"event":"audit-postponed","name":"StorageError"}']]);
  });
});

test('where a retry could not be put down, the agent is told to invite again, not that it goes on by itself', async () => {
  const jira = serviceDesk({ [SEARCH]: { status: 200, body: [] } }, ['ada@acme.example']);
  expect(await sendOne(jira, { store: fakeStore({ failing: ['write'] }) })).toMatchObject({
    data: {
      recorded: 'later',
      outcomes: [{ state: 'attention', reason: { code: 'account-not-found-yet' } }],
    },
  });
});
