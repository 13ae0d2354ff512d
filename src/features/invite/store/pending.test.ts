import { pendingIn, pendingItem, pendingStore } from './pending';
import type { PendingInvitation } from './pending';
import { START } from '../../../../test/fakes/clock';
import { fakeForgeStorage } from '../../../../test/fakes/forge-storage';
import type { FakeStorage } from '../../../../test/fakes/forge-storage';
import { AGENT_ACTOR, PROJECT, projectId } from '../../../../test/fakes/ids';

let storage: FakeStorage | undefined;
afterEach(() => storage?.restore());

function pending(but: Partial<PendingInvitation> = {}): PendingInvitation {
  return {
    projectId: PROJECT,
    actor: AGENT_ACTOR,
    email: 'ada@acme.example',
    organizations: [],
    attempts: 1,
    dueAt: START,
    until: START + 86_400_000,
    ...but,
  };
}

const page = (values: unknown[], cursor?: string) => ({
  data: values.map((value, index) => ({ key: `pending:${index}`, value })),
  ...(cursor && { cursor }),
});

const many = (count: number, dueAt: number): PendingInvitation[] =>
  Array.from({ length: count }, (_, index) => pending({ email: `p${index}@acme.example`, dueAt }));

test('due are those whose time has come', async () => {
  storage = fakeForgeStorage([
    page([pending({ dueAt: START + 1 }), pending(), pending({ dueAt: START - 1 })]),
  ]);
  expect((await pendingStore.due(START)).map(({ dueAt }) => dueAt)).toEqual([START, START - 1]);
});

test('those that are not due yet do not hide the ones behind them', async () => {
  storage = fakeForgeStorage([page(many(100, START + 1), 'next'), page([pending()])]);
  expect(await pendingStore.due(START)).toEqual([pending()]);
  expect(storage.calls[1]?.body).toMatchObject({ after: 'next', limit: 100 });
});

test('no more are read than one run gets through', async () => {
  storage = fakeForgeStorage([page(many(60, START), 'a'), page(many(60, START), 'b'), page(many(60, START))]);
  expect(await pendingStore.due(START)).toHaveLength(100);
  expect(storage.calls).toHaveLength(2);
});

test('one of another shape does not keep the others waiting', async () => {
  storage = fakeForgeStorage([page([{ email: 'ada@acme.example' }, null, pending()])]);
  expect(await pendingStore.due(START)).toEqual([pending()]);
});

test('all are removed in one walk, though a query still gives out for a while what was deleted', async () => {
  storage = fakeForgeStorage([
    page([pending(), { of: 'another shape' }], 'next'),
    page([pending()]),
    page([pending()]),
  ]);
  await pendingStore.removeAll();
  expect(storage.calls.map(({ path }) => path)).toEqual([
    '/api/v1/query',
    '/api/v1/query',
    '/api/v1/batch/delete',
  ]);
});

describe('the key', () => {
  const keyOf = (but: Partial<PendingInvitation>): string => pendingItem(pending(but), START).key;

  test('holds no address', () => {
    expect(keyOf({})).toMatch(/^pending:10001:[0-9a-f]{64}$/);
  });

  test('is one for one person in one project and one actor, however the address is spelled', () => {
    expect(keyOf({ email: 'ADA@acme.example', attempts: 3 })).toBe(keyOf({}));
  });

  test.each<Partial<PendingInvitation>>([
    { email: 'bob@acme.example' },
    { projectId: projectId('10002') },
    { actor: { kind: 'nobody' } },
  ])('is another with %j', (but) => {
    expect(keyOf(but)).not.toBe(keyOf({}));
  });

  test('is the one that is removed', async () => {
    storage = fakeForgeStorage();
    await pendingStore.remove(pending());
    expect(storage.calls.map(({ path, body }) => [path, body])).toEqual([
      ['/api/v1/delete', { key: keyOf({}) }],
    ]);
  });
});

test('one that is over is not found any more, though Forge still returns it', () => {
  const { key } = pendingItem(pending(), START);
  const values = new Map([[key, pending()]]);
  const { until } = pending();
  expect(pendingIn(values, key, until - 1)).toEqual(pending());
  expect(pendingIn(values, key, until)).toBeUndefined();
});
