import { enrolmentItem, enrolmentStore } from '../../src/store/enrolments';
import { writeAll } from '../../src/store/batch';
import { START } from '../fakes/clock';
import { fakeForgeStorage } from '../fakes/forge-storage';
import type { FakeStorage } from '../fakes/forge-storage';
import { accountId, organizationId, PROJECT, projectId } from '../fakes/ids';

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

test('a value of another shape is refused', async () => {
  storage.values.set(enrolmentItem(PROJECT, ADA, ENROLMENT, START).key, { desk: 'perhaps' });
  await expect(enrolmentStore.read(PROJECT, [ADA], START)).rejects.toThrow();
});

test('what is over is not known any more, though Forge still returns it', async () => {
  const year = 365 * 86_400_000;
  expect((await enrolmentStore.read(PROJECT, [ADA], START + year - 1)).size).toBe(1);
  expect((await enrolmentStore.read(PROJECT, [ADA], START + year)).size).toBe(0);
});

test('erasing one account leaves others whose id begins like it', async () => {
  storage.restore();
  const other = accountId('qm:ada:b');
  const rows = [ADA, other].map((id) => ({
    key: enrolmentItem(PROJECT, id, ENROLMENT, START).key,
    value: {},
  }));
  storage = fakeForgeStorage([{ data: rows }]);
  await enrolmentStore.eraseAccount(ADA);
  const deleted = storage.calls.find(({ path }) => path === '/api/v1/batch/delete');
  expect(deleted?.body).toEqual([{ key: 'enrolment:qm:ada:10001' }]);
});

test('erasing an account goes on to the last page', async () => {
  const row = (project: number) => ({ key: `enrolment:qm:ada:${project}`, value: { organizations: {} } });
  storage = fakeForgeStorage([{ data: [row(1)], cursor: 'next' }, { data: [row(2)] }]);
  await enrolmentStore.eraseAccount(ADA);
  const deleted = storage.calls.find(({ path }) => path === '/api/v1/batch/delete');
  expect(deleted?.body).toEqual([{ key: row(1).key }, { key: row(2).key }]);
});
