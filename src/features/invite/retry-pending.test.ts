import { retryPending } from './retry-pending';
import { pendingItem } from './store/pending';
import { START, VirtualClock } from '../../../test/fakes/clock';
import { AGENT, PROJECT, projectId } from '../../../test/fakes/ids';
import { policy } from '../../../test/fakes/policy';
import {
  ACME_ADD,
  CREATE,
  DESK_ADD,
  INVITE,
  LINKED,
  SEARCH,
  serviceDesk,
} from '../../../test/fakes/service-desk';
import { found, NOT_FOUND, pending, retry } from '../../../test/fakes/retrying';
import { fakeStore } from '../../../test/fakes/store';
import type { FakeStore } from '../../../test/fakes/store';

test('a customer who is found now is enrolled, written down, and no longer pending', async () => {
  const jira = found();
  const { left, history } = await retry(jira);
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
  await retry(jira);
  expect(jira.callsOf(LINKED).map(({ as }) => as)).toEqual([`offline ${AGENT}`]);
});

test('no e-mail is sent by a retry, though the policy sends one with every new account', async () => {
  // The account was closed meanwhile, so that the address is free again.
  const jira = serviceDesk({ [ACME_ADD]: { status: 204 } });
  await retry(jira, { settings: { policy: policy({ email: 'always' }) } });
  expect(jira.callsOf(INVITE)).toEqual([]);
  expect(jira.callsOf(CREATE)).toHaveLength(1);
});

test.each([
  [true, 'confirmed'],
  [false, 'already'],
])('whose first create got no answer (%s) is told as %s', async (isSilent, change) => {
  const waiting = [pending(isSilent ? { maybeMade: true } : {})];
  const { history } = await retry(found(), { waiting });
  expect(history).toMatchObject([{ detail: { account: change } }]);
});

test('one that is not due is left alone', async () => {
  const jira = found();
  const { left } = await retry(jira, { waiting: [pending({ dueAt: START + 1 })] });
  expect(left).toHaveLength(1);
  expect(jira.calls).toEqual([]);
});

test('one that is still not found is tried again later', async () => {
  const { left, history } = await retry(found(NOT_FOUND));
  expect(left).toEqual([pending({ attempts: 2, dueAt: START + 10 * 60_000 })]);
  expect(history).toEqual([]);
});

test('one that is not found the last time is given up, and History says so', async () => {
  const { left, history } = await retry(found(NOT_FOUND), { waiting: [pending({ attempts: 5 })] });
  expect(left).toEqual([]);
  expect(history).toMatchObject([{ outcome: 'failed', reason: 'account-given-up', domain: 'acme.example' }]);
});

describe('what changed since the list was read is not written over:', () => {
  const BOB = 'bob@acme.example';
  const forget = (store: FakeStore, email: string): void =>
    void store.values.delete(pendingItem(pending({ email }), START).key);

  test('one that is gone before its turn is not invited', async () => {
    const jira = serviceDesk({}, ['ada@acme.example', BOB]);
    await retry(jira, {
      waiting: [pending(), pending({ email: BOB })],
      meanwhile: (store) => forget(store, BOB),
    });
    expect(jira.callsOf(SEARCH)).toHaveLength(1);
  });

  test('one that goes while Jira is searched does not come back', async () => {
    const { left } = await retry(found(NOT_FOUND), { meanwhile: (store, { email }) => forget(store, email) });
    expect(left).toEqual([]);
  });

  test('one that was asked for anew meanwhile stays as it is now', async () => {
    const anew = pending({ dueAt: START + 300_000, until: START + 86_400_000 });
    const { left } = await retry(found(NOT_FOUND), {
      waiting: [pending({ attempts: 5 })],
      meanwhile: (store) => store.values.set(pendingItem(anew, START).key, anew),
    });
    expect(left).toEqual([anew]);
  });
});

test('one that cannot be worked on does not keep the others from their turn', async () => {
  const jira = serviceDesk({}, ['ada@acme.example', 'bob@acme.example']);
  const running = retry(jira, {
    waiting: [pending(), pending({ email: 'bob@acme.example' })],
    meanwhile: (_store, { email }) => {
      if (email.startsWith('ada')) throw new Error('storage is down');
    },
  });
  await expect(running).rejects.toThrow('storage is down');
  expect(jira.callsOf(DESK_ADD)).toHaveLength(1);
});

test('no address is written into History then', async () => {
  const { history } = await retry(found(NOT_FOUND), { waiting: [pending({ attempts: 5 })] });
  expect(JSON.stringify(history)).not.toContain('ada@');
});

test('each is decided by its own project', async () => {
  const other = pending({ projectId: projectId('10002'), email: 'bob@acme.example' });
  const { left, history } = await retry(found(), { waiting: [other, pending()] });
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
