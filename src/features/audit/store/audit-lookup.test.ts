import { issueIdSchema } from '../../../domain/ids';
import { accountId, PROJECT } from '../../../../test/fakes/ids';
import { ANA, auditLog, ENDED, entry, itemsOf, OTTO } from '../../../../test/fakes/audit-log';
import { kvsSite } from '../../../../test/fakes/kvs-site';
import type { KvsSite } from '../../../../test/fakes/kvs-site';
import { writeAll } from '../../../platform/kvs/kvs';
import { auditItem } from './audit-entry';
import type { NewAuditEntry } from './audit-entry';
import { lookupItems } from './audit-lookup';
import { auditStore } from './audit-store';

let site: KvsSite;
beforeEach(() => {
  site = kvsSite();
});
afterEach(() => site.restore());

const { log, page, readAllPages } = auditLog(() => site);
const rows = (): readonly Stored[] => site.kvs.store.all('entity:audit-lookup') as never;
interface Stored {
  readonly key: string;
  readonly value: { readonly actor: string; readonly entry: string; readonly word?: string };
}

const policy: NewAuditEntry = {
  actor: ANA,
  projectId: PROJECT,
  event: 'policy',
  outcome: 'done',
  changes: [],
};
const asked = entry({ issueId: issueIdSchema.parse('20001') });
const ana = 'person:5b10:ana';

describe('what finds an entry', () => {
  const wordsOf = (each: NewAuditEntry): unknown[] =>
    lookupItems(auditItem(each, { now: site.clock.now(), days: 30 })).map(
      ({ value }) => (value as Stored['value']).word,
    );

  test.each<[string, NewAuditEntry, unknown[]]>([
    ['an invitation that is done has nothing', entry(), []],
    ['one from a request has its space and who', asked, [undefined]],
    ['one that failed has that', entry({ outcome: 'failed' }), ['failed']],
    ['what is no invitation has its kind', ENDED, ['access']],
    [
      'what is unusual in both ways has each, and both',
      { ...ENDED, outcome: 'failed' },
      ['failed', 'access', 'failed:access'],
    ],
  ])('%s', (_, each, words) => {
    expect(wordsOf(each)).toEqual(words);
  });

  test('is small, however large the entry is', () => {
    const changes = Array.from({ length: 1_000 }, () => ({ field: 'x'.repeat(150) }));
    const item = auditItem({ ...policy, changes } as never, { now: site.clock.now(), days: 30 });
    expect(Buffer.byteLength(JSON.stringify(lookupItems(item)))).toBeLessThan(500);
  });

  test('lives as long as the entry', () => {
    const item = auditItem(entry({ outcome: 'failed' }), { now: site.clock.now(), days: 30 });
    expect(lookupItems(item)).toMatchObject([
      { ttl: item.ttl, value: { until: (item.value as { until: string }).until } },
    ]);
  });
});

describe('an entry that took the place of another', () => {
  const write = (each: NewAuditEntry): Promise<void> =>
    writeAll(itemsOf(each, { now: site.clock.now(), days: 30, once: 'import:x:0:0' }));

  test('is found as what it is now, and not as what it was', async () => {
    await write(entry({ outcome: 'failed' }));
    site.clock.advance(1000);
    await write(entry());
    expect(rows()).toHaveLength(1);
    expect((await page({ projectId: PROJECT, outcome: 'failed' })).entries).toEqual([]);
    expect((await page({ projectId: PROJECT, actor: ana })).entries).toMatchObject([{ outcome: 'done' }]);
  });

  test('leaves nothing behind that grows', async () => {
    for (let times = 0; times < 50; times += 1) {
      site.clock.advance(1000);
      await write({ ...ENDED, outcome: 'failed' });
    }
    expect(rows()).toHaveLength(3);
    expect((await page({ projectId: PROJECT, outcome: 'failed' })).entries).toHaveLength(1);
  });
});

test('what finds an entry that is not there is passed over', async () => {
  await log(entry({ outcome: 'failed' }), entry({ outcome: 'failed' }));
  site.kvs.store.delete('entity:audit', rows()[0]?.value.entry ?? '');
  expect((await page({ projectId: PROJECT, outcome: 'failed' })).entries).toHaveLength(1);
});

test('a row that cannot be read hides no entry', async () => {
  await log(entry({ outcome: 'failed' }));
  const [row] = rows();
  const broken = { ...row?.value, entry: undefined, order: new Date(site.clock.now()).toISOString() };
  site.kvs.store.set('entity:audit-lookup', 'broken', broken, undefined);
  expect((await page({ projectId: PROJECT, outcome: 'failed' })).entries).toHaveLength(1);
});

test('what is over its time is not found though storage still gives it out', async () => {
  await writeAll(itemsOf(entry({ outcome: 'failed' }), { now: site.clock.now(), days: 30 }));
  site.clock.advance(30 * 86_400_000 + 1);
  expect(rows()).toHaveLength(1);
  expect((await page({ projectId: PROJECT, outcome: 'failed' })).entries).toEqual([]);
});

describe('when an account is erased,', () => {
  beforeEach(async () => {
    await log(entry(), entry({ outcome: 'failed' }), { ...ENDED, outcome: 'failed' }, asked);
    // One whose entry was never written.
    await writeAll(itemsOf(entry({ outcome: 'failed' }), { now: site.clock.now(), days: 30 }).slice(1));
    await log(entry({ actor: OTTO, outcome: 'failed' }));
    await auditStore.eraseAccount(accountId('5b10:ana'), site.clock.now());
  });

  test('it is in nothing that finds entries', () => {
    expect(site.text()).not.toContain('5b10:ana');
  });

  test('what it did is still found', async () => {
    const found = await readAllPages({ projectId: PROJECT, outcome: 'failed' });
    expect(found.map(({ actor }) => actor.kind)).toEqual(['person', 'erased', 'erased']);
    expect(await readAllPages({ projectId: PROJECT, actor: ana })).toEqual([]);
  });

  test('others are found as before', async () => {
    const found = await readAllPages({ projectId: PROJECT, actor: 'person:5b10:otto' });
    expect(found).toMatchObject([{ actor: OTTO, outcome: 'failed' }]);
  });
});
