import type { HistoryEntry } from '../../src/contract/history';
import { historyItem, historyStore } from '../../src/store/history';
import { fakeForgeStorage } from '../fakes/forge-storage';
import type { FakeStorage } from '../fakes/forge-storage';
import { accountId, AGENT, PROJECT, projectId } from '../fakes/ids';

const ENTRY: HistoryEntry = {
  at: '2027-01-01T12:00:00.000Z',
  actor: AGENT,
  customer: accountId('qm:ada'),
  domain: 'acme.example',
  state: 'done',
  account: 'made',
  organizations: ['Acme'],
};

const stored = (entry: HistoryEntry, project = PROJECT) => {
  const { key, value } = historyItem(project, entry, 0);
  return { key, value };
};

let storage: FakeStorage | undefined;
afterEach(() => storage?.restore());

test('a page is asked for in the project alone, newest first, 20 at a time', async () => {
  storage = fakeForgeStorage([{ data: [stored(ENTRY)] }]);
  expect(await historyStore.page(PROJECT, undefined)).toEqual({ entries: [ENTRY] });
  expect(storage.calls[0]?.body).toMatchObject({
    entityName: 'invitation',
    indexName: 'by-project',
    partition: [PROJECT],
    sort: 'DESC',
    limit: 20,
  });
});

test('the next page begins where this one ended', async () => {
  storage = fakeForgeStorage([{ data: [], cursor: 'next' }, { data: [] }]);
  const { cursor } = await historyStore.page(PROJECT, undefined);
  expect(await historyStore.page(PROJECT, cursor)).toEqual({ entries: [] });
  expect(storage.calls[1]?.body).toMatchObject({ cursor: 'next', partition: [PROJECT] });
});

test("whatever a cursor leads to, another project's entries are not shown", async () => {
  storage = fakeForgeStorage([{ data: [stored(ENTRY, projectId('10002')), stored(ENTRY)] }]);
  expect((await historyStore.page(PROJECT, 'from elsewhere')).entries).toEqual([ENTRY]);
});

describe('an entry', () => {
  test('has a key of its own, though it shares its moment', () => {
    expect(historyItem(PROJECT, ENTRY, 0).key).not.toBe(historyItem(PROJECT, ENTRY, 1).key);
  });

  test('sorts by its moment and its place', () => {
    const orders = [0, 1, 10].map(
      (place) => (historyItem(PROJECT, ENTRY, place).value as { order: string }).order,
    );
    expect([...orders].sort()).toEqual(orders);
  });

  test('is kept for a year', () => {
    expect(historyItem(PROJECT, ENTRY, 0).ttl).toEqual({ unit: 'DAYS', value: 365 });
  });

  test('with a reason and without a customer is read back as it was', async () => {
    const refused: HistoryEntry = {
      at: ENTRY.at,
      actor: AGENT,
      domain: 'acme.example',
      state: 'failed',
      reason: 'app-lacks-admin',
      organizations: [],
    };
    storage = fakeForgeStorage([{ data: [stored(refused)] }]);
    expect((await historyStore.page(PROJECT, undefined)).entries).toEqual([refused]);
  });
});
