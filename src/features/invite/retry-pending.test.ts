import { reason } from '../../domain/reason';
import type { ReasonCode } from '../../domain/reason';
import { retryPending } from './retry-pending';
import { pendingItem } from './store/pending';
import type { PendingInvitation } from './store/pending';
import type { Settings } from '../policy/store/settings-store';
import { START, VirtualClock } from '../../../test/fakes/clock';
import { accountId, AGENT, AGENT_ACTOR, PROJECT, projectId } from '../../../test/fakes/ids';
import { ACME } from '../../../test/fakes/invitations';
import { refusal } from '../../../test/fakes/jira';
import type { FakeJira } from '../../../test/fakes/jira';
import { policy } from '../../../test/fakes/policy';
import {
  ACME_ADD,
  CREATE,
  DESK_ADD,
  INVITE,
  LINKED,
  MY_PERMISSIONS,
  SEARCH,
  serviceDesk,
} from '../../../test/fakes/service-desk';
import { fakeStore } from '../../../test/fakes/store';
import type { FakeStore } from '../../../test/fakes/store';

const NOT_FOUND = { [SEARCH]: { status: 200, body: [] } };

function pending(but: Partial<PendingInvitation> = {}): PendingInvitation {
  return {
    projectId: PROJECT,
    actor: AGENT_ACTOR,
    email: 'ada@acme.example',
    organizations: [{ id: ACME.id, name: ACME.name }],
    attempts: 1,
    dueAt: START,
    until: START + 86_400_000,
    ...but,
  };
}

/** Runs the schedule once, over these. @returns what is still pending, and what history was written. */
async function run(
  jira: FakeJira,
  {
    waiting = [pending()],
    settings = { policy: policy() },
    refused,
    meanwhile = () => undefined,
  }: {
    waiting?: PendingInvitation[];
    settings?: Partial<Settings>;
    refused?: ReasonCode;
    /** Happens while one is worked on. */
    meanwhile?: (store: FakeStore, pending: PendingInvitation) => void;
  } = {},
): Promise<{ left: PendingInvitation[]; history: unknown[]; store: FakeStore }> {
  const store = fakeStore(settings);
  await store.write(waiting.map((each) => pendingItem(each, START)));
  store.written.length = 0;
  await retryPending({
    callers: jira.callers,
    store,
    clock: new VirtualClock(),
    postpone: () => Promise.resolve(),
    refusal: (each) => {
      meanwhile(store, each);
      return Promise.resolve(refused && reason(refused));
    },
  });
  const left = [...store.values].filter(([key]) => key.startsWith('pending:')).map(([, value]) => value);
  const history = store.audited();
  return { left: left as PendingInvitation[], history, store };
}

/** A site on which Ada exists, and can be found. */
const found = (but = {}): FakeJira => serviceDesk(but, ['ada@acme.example']);

test('a customer who is found now is enrolled, written down, and no longer pending', async () => {
  const jira = found();
  const { left, history } = await run(jira);
  expect(left).toEqual([]);
  expect(history).toMatchObject([
    {
      outcome: 'done',
      actor: `person:${AGENT}`,
      domain: 'acme.example',
      detail: { organizations: ['Acme'] },
    },
  ]);
  expect(jira.asked('app')).toEqual(expect.arrayContaining([DESK_ADD, ACME_ADD]));
});

test("the project's organizations are read as the agent whose invitation it is", async () => {
  const jira = found();
  await run(jira);
  expect(jira.callsOf(LINKED).map(({ as }) => as)).toEqual([`offline ${AGENT}`]);
});

test('no e-mail is sent by a retry, though the policy sends one with every new account', async () => {
  // The account was closed meanwhile, so that the address is free again.
  const jira = serviceDesk({ [ACME_ADD]: { status: 204 } });
  await run(jira, { settings: { policy: policy({ email: 'always' }) } });
  expect(jira.callsOf(INVITE)).toEqual([]);
  expect(jira.callsOf(CREATE)).toHaveLength(1);
});

test.each([
  [true, 'confirmed'],
  [false, 'already'],
])('whose first create got no answer (%s) is told as %s', async (isSilent, change) => {
  const waiting = [pending(isSilent ? { maybeMade: true } : {})];
  const { history } = await run(found(), { waiting });
  expect(history).toMatchObject([{ detail: { account: change } }]);
});

test('one that is not due is left alone', async () => {
  const jira = found();
  const { left } = await run(jira, { waiting: [pending({ dueAt: START + 1 })] });
  expect(left).toHaveLength(1);
  expect(jira.calls).toEqual([]);
});

test('one that is still not found is tried again later', async () => {
  const { left, history } = await run(found(NOT_FOUND));
  expect(left).toEqual([pending({ attempts: 2, dueAt: START + 10 * 60_000 })]);
  expect(history).toEqual([]);
});

test('one that is not found the last time is given up, and History says so', async () => {
  const { left, history } = await run(found(NOT_FOUND), { waiting: [pending({ attempts: 5 })] });
  expect(left).toEqual([]);
  expect(history).toMatchObject([{ outcome: 'failed', reason: 'account-given-up', domain: 'acme.example' }]);
});

describe('what changed since the list was read is not written over:', () => {
  const BOB = 'bob@acme.example';
  const forget = (store: FakeStore, email: string): void =>
    void store.values.delete(pendingItem(pending({ email }), START).key);

  test('one that is gone before its turn is not invited', async () => {
    const jira = serviceDesk({}, ['ada@acme.example', BOB]);
    await run(jira, {
      waiting: [pending(), pending({ email: BOB })],
      meanwhile: (store) => forget(store, BOB),
    });
    expect(jira.callsOf(SEARCH)).toHaveLength(1);
  });

  test('one that goes while Jira is searched does not come back', async () => {
    const { left } = await run(found(NOT_FOUND), { meanwhile: (store, { email }) => forget(store, email) });
    expect(left).toEqual([]);
  });

  test('one that was asked for anew meanwhile stays as it is now', async () => {
    const anew = pending({ dueAt: START + 300_000, until: START + 86_400_000 });
    const { left } = await run(found(NOT_FOUND), {
      waiting: [pending({ attempts: 5 })],
      meanwhile: (store) => store.values.set(pendingItem(anew, START).key, anew),
    });
    expect(left).toEqual([anew]);
  });
});

test('one that cannot be worked on does not keep the others from their turn', async () => {
  const jira = serviceDesk({}, ['ada@acme.example', 'bob@acme.example']);
  const running = run(jira, {
    waiting: [pending(), pending({ email: 'bob@acme.example' })],
    meanwhile: (_store, { email }) => {
      if (email.startsWith('ada')) throw new Error('storage is down');
    },
  });
  await expect(running).rejects.toThrow('storage is down');
  expect(jira.callsOf(DESK_ADD)).toHaveLength(1);
});

test('no address is written into History then', async () => {
  const { history } = await run(found(NOT_FOUND), { waiting: [pending({ attempts: 5 })] });
  expect(JSON.stringify(history)).not.toContain('ada@');
});

describe('an invitation is dropped, with nothing done as the app,', () => {
  test.each<[string, Parameters<typeof run>[1], ReasonCode]>([
    [
      'where the project was switched off meanwhile',
      { settings: { policy: { ...policy(), projects: {} } } },
      'project-not-enabled',
    ],
    ['where there is no policy any more', { settings: {} }, 'project-not-enabled'],
    ['where its agent is an agent no more', { refused: 'not-an-inviter' }, 'not-an-inviter'],
    ['where its time is over', { waiting: [pending({ until: START })] }, 'account-given-up'],
    [
      'where its domain was denied meanwhile',
      { settings: { policy: policy({ deniedDomains: ['acme.example'] }) } },
      'domain-denied',
    ],
    [
      'where agents may not enrol any more',
      { settings: { policy: policy({ organizations: 'none' }) } },
      'organizations-not-allowed',
    ],
  ])('%s, and History says why', async (_, options, reasonCode) => {
    const jira = found();
    const { left, history } = await run(jira, options);
    expect(left).toEqual([]);
    expect(history).toMatchObject([{ outcome: 'failed', domain: 'acme.example', reason: reasonCode }]);
    expect(jira.asked('app')).toEqual([]);
  });

  test('where its organization was unlinked meanwhile', async () => {
    const jira = found({ [LINKED]: { status: 200, body: { values: [], isLastPage: true } } });
    const { left } = await run(jira);
    expect(left).toEqual([]);
    expect(jira.asked('app')).toEqual([]);
  });
});

describe('an invitation is kept as it is', () => {
  const delegate = {
    kind: 'delegate',
    accountId: accountId('admin'),
    since: '2027-01-01T00:00:00Z',
  } as const;

  test.each<[string, FakeJira, Parameters<typeof run>[1]]>([
    ['while Jira does not say whether its agent may invite', found(), { refused: 'permission-unknown' }],
    ['while Jira is busy', found({ [CREATE]: refusal(429) }), {}],
    ['while Jira is down', found({ [CREATE]: refusal(503) }), {}],
    ['while the desk does not answer', found({ [DESK_ADD]: refusal(500) }), {}],
    ['while the organizations cannot be read', found({ [LINKED]: refusal(503) }), {}],
    ['while the app has lost its power', found({ [CREATE]: refusal(403) }), {}],
    [
      'while the delegate has lost theirs',
      found({
        [MY_PERMISSIONS]: { status: 200, body: { permissions: { ADMINISTER: { havePermission: false } } } },
      }),
      { settings: { policy: policy(), authority: delegate } },
    ],
  ])('%s', async (_, jira, options) => {
    const { left, history } = await run(jira, options);
    expect(left).toEqual([pending()]);
    expect(history).toEqual([]);
  });
});

test('what is refused for good is written down, and not tried again', async () => {
  const { left, history } = await run(found({ [DESK_ADD]: refusal(403) }));
  expect(left).toEqual([]);
  expect(history).toMatchObject([{ outcome: 'failed', reason: 'desk-refused' }]);
});

test('each is decided by its own project', async () => {
  const other = pending({ projectId: projectId('10002'), email: 'bob@acme.example' });
  const { left, history } = await run(found(), { waiting: [other, pending()] });
  expect(left).toEqual([]);
  expect(history).toMatchObject([
    { projectId: '10002', outcome: 'failed' },
    { projectId: PROJECT, outcome: 'done' },
  ]);
});

test('where nothing is due, not even the settings are read', async () => {
  const store = fakeStore({ failing: ['settings'] });
  const jira = serviceDesk();
  await retryPending({
    callers: jira.callers,
    store,
    clock: new VirtualClock(),
    postpone: () => Promise.resolve(),
    refusal: () => Promise.resolve(undefined),
  });
  expect(jira.calls).toEqual([]);
});

test('where the settings cannot be read, nothing is done and nothing is lost', async () => {
  const store = fakeStore({ failing: ['settings'] });
  await store.write([pendingItem(pending(), START)]);
  const jira = found();
  const run = retryPending({
    callers: jira.callers,
    store,
    clock: new VirtualClock(),
    postpone: () => Promise.resolve(),
    refusal: () => Promise.resolve(undefined),
  });
  await expect(run).rejects.toThrow('storage refused');
  expect(jira.calls).toEqual([]);
  expect(store.values.size).toBe(1);
});
