import { enrolmentItem, enrolmentStore } from '../../src/store/enrolments';
import { writeAll } from '../../src/store/batch';
import { fakeForgeStorage } from '../fakes/forge-storage';
import type { FakeStorage } from '../fakes/forge-storage';
import { accountId, organizationId, PROJECT, projectId } from '../fakes/ids';

const ADA = accountId('qm:ada');
const ENROLMENT = { desk: 'made', organizations: { [organizationId('11')]: 'confirmed' } } as const;

let storage: FakeStorage;
beforeEach(async () => {
  storage = fakeForgeStorage();
  await writeAll([enrolmentItem(PROJECT, ADA, ENROLMENT)]);
});
afterEach(() => storage.restore());

test('what is known of a customer is read back; nothing of others', async () => {
  const read = await enrolmentStore.read(PROJECT, [ADA, accountId('qm:bob')]);
  expect([...read]).toEqual([[ADA, ENROLMENT]]);
});

test('what is known in one project is not known in another', async () => {
  expect((await enrolmentStore.read(projectId('10002'), [ADA])).size).toBe(0);
});

test('a value of another shape is refused', async () => {
  storage.values.set(enrolmentItem(PROJECT, ADA, ENROLMENT).key, { desk: 'perhaps' });
  await expect(enrolmentStore.read(PROJECT, [ADA])).rejects.toThrow();
});
