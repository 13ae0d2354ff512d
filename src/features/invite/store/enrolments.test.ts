import { enrolmentItem, enrolmentStore } from './enrolments';
import { writeAll } from '../../../platform/kvs/kvs';
import { START } from '../../../../test/fakes/clock';
import { fakeForgeStorage } from '../../../../test/fakes/forge-storage';
import type { FakeStorage } from '../../../../test/fakes/forge-storage';
import { accountId, organizationId, PROJECT, projectId } from '../../../../test/fakes/ids';

const ADA = accountId('qm:ada');
const ENROLMENT = { desk: 'made', organizations: { [organizationId('11')]: 'confirmed' } } as const;

let storage: FakeStorage;
beforeEach(async () => {
  storage = fakeForgeStorage();
  await writeAll([enrolmentItem(PROJECT, ADA, ENROLMENT, START)]);
});
afterEach(() => storage.restore());

test('what is known of a customer is read back; nothing of others', async () => {
  const read = await enrolmentStore.read(PROJECT, [ADA, accountId('qm:bob')], START);
  expect([...read]).toEqual([[ADA, ENROLMENT]]);
});

test('what is known in one project is not known in another', async () => {
  expect((await enrolmentStore.read(projectId('10002'), [ADA], START)).size).toBe(0);
});

test('a note that cannot be read is a note, so that no rule takes the customer for a stranger', async () => {
  const { key } = enrolmentItem(PROJECT, ADA, ENROLMENT, START);
  for (const bad of [{ desk: 'perhaps' }, { version: 1, value: { desk: 'perhaps' } }, 'nothing']) {
    storage.values.set(key, bad);
    expect([...(await enrolmentStore.read(PROJECT, [ADA], START))]).toEqual([[ADA, { organizations: {} }]]);
  }
});

test('what is over is not known any more, though Forge still returns it', async () => {
  const year = 365 * 86_400_000;
  expect((await enrolmentStore.read(PROJECT, [ADA], START + year - 1)).size).toBe(1);
  expect((await enrolmentStore.read(PROJECT, [ADA], START + year)).size).toBe(0);
});

describe('a note of an older version', () => {
  const older = { ...ENROLMENT, until: START + 1_000 };
  const key = 'enrolment:qm:ada:10001';

  test('is read where it was', async () => {
    storage.values.clear();
    storage.values.set(key, older);
    expect([...(await enrolmentStore.read(PROJECT, [ADA], START))]).toEqual([[ADA, ENROLMENT]]);
  });

  test('never hides a newer one', async () => {
    storage.values.set(key, { organizations: {}, until: START + 1_000 });
    expect([...(await enrolmentStore.read(PROJECT, [ADA], START))]).toEqual([[ADA, ENROLMENT]]);
  });
});

/** What queries answer: the old place first, then the new one. */
function erasing(older: readonly string[][], newer: readonly string[][]): FakeStorage {
  const pages = <T>(all: readonly string[][], row: (id: string) => T) =>
    all.map((ids, index) => ({
      data: ids.map(row),
      ...(index < all.length - 1 && { cursor: 'next' }),
    }));
  return fakeForgeStorage([
    ...pages(older, (id) => ({ key: `enrolment:${id}`, value: { organizations: {} } })),
    ...pages(newer, (id) => ({
      key: `enrolment-note:${id}`,
      value: { sort: id, version: 1, value: { organizations: {} } },
    })),
  ]);
}

const deleted = (): unknown => storage.calls.find(({ path }) => path === '/api/v1/batch/delete')?.body;

test('erasing one account leaves others whose id begins like it', async () => {
  storage.restore();
  storage = erasing([['qm:ada:10001', 'qm:ada:b:10001']], [['qm:ada:10002', 'qm:ada:b:10002']]);
  await enrolmentStore.eraseAccount(ADA);
  expect(deleted()).toEqual([
    { key: 'enrolment:qm:ada:10001' },
    { key: 'enrolment-note:qm:ada:10002', entityName: 'record' },
  ]);
});

test('erasing an account goes on to the last page', async () => {
  storage.restore();
  storage = erasing([['qm:ada:1'], ['qm:ada:2']], [['qm:ada:3'], ['qm:ada:4']]);
  await enrolmentStore.eraseAccount(ADA);
  expect(deleted()).toHaveLength(4);
});
