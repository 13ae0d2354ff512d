import { PROJECT } from '../../../../test/fakes/ids';
import { auditLog, entry, itemsOf } from '../../../../test/fakes/audit-log';
import { kvsSite } from '../../../../test/fakes/kvs-site';
import type { KvsSite } from '../../../../test/fakes/kvs-site';
import { writeAll } from '../../../platform/kvs/kvs';
import type { Item } from '../../../platform/kvs/kvs';
import { auditItem } from './audit-entry';
import { addSettledEntry } from './settled-entries';

let site: KvsSite;
beforeEach(() => {
  site = kvsSite();
});
afterEach(() => site.restore());

const { page } = auditLog(() => site);
const ofGuest = { days: 30, once: 'intent:x:0' };
const settled = (but: object): Item => auditItem(entry(but), { ...ofGuest, now: site.clock.now() + 1000 });
const write = (but: object): Promise<void> =>
  writeAll(itemsOf(entry(but), { ...ofGuest, now: site.clock.now() }));
const found = async (outcome: 'done' | 'failed' | 'attention'): Promise<number> =>
  (await page({ projectId: PROJECT, outcome })).entries.length;

const INTERRUPTED = { outcome: 'attention', reason: 'interrupted' };

test('a guest without an entry gets one, which filters together find', async () => {
  await addSettledEntry(settled({ outcome: 'failed' }), undefined);
  expect(await found('failed')).toBe(1);
});

test('an entry that could not tell gives way to one that can, and is found no more', async () => {
  await write(INTERRUPTED);
  expect(await found('attention')).toBe(1);
  await addSettledEntry(settled({ outcome: 'failed', reason: 'app-lacks-admin' }), 'interrupted');
  expect([await found('attention'), await found('failed')]).toEqual([0, 1]);
});

test.each([
  ['none was seen', undefined],
  ['another was seen', 'interrupted'],
])('the worker’s own entry stays, and stays found, where %s', async (_, seen) => {
  await write({ outcome: 'failed' });
  await addSettledEntry(settled(INTERRUPTED), seen);
  expect([await found('attention'), await found('failed')]).toEqual([0, 1]);
});

test('the worker’s own entry stays where it is one without a reason', async () => {
  await write({});
  await addSettledEntry(settled(INTERRUPTED), undefined);
  expect([await found('attention'), await found('done')]).toEqual([0, 1]);
});

test.each([
  ['there is no entry', undefined],
  ['the entry is as it was seen', 'interrupted'],
])('what storage refuses is told where %s', async (_, seen) => {
  if (seen !== undefined) await write(INTERRUPTED);
  site.breakDown('/api/v1/transaction');
  await expect(addSettledEntry(settled({ outcome: 'failed' }), seen)).rejects.toThrow();
});
