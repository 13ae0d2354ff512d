import { PROJECT } from '../../../../test/fakes/ids';
import { auditLog, ENDED, entry, olderItem, OTHER, OTTO } from '../../../../test/fakes/audit-log';
import { kvsSite } from '../../../../test/fakes/kvs-site';
import type { KvsSite } from '../../../../test/fakes/kvs-site';
import { writeAll } from '../../../platform/kvs/kvs';

let site: KvsSite;
beforeEach(() => {
  site = kvsSite();
});
afterEach(() => site.restore());

const { log, page, readAllPages } = auditLog(() => site);
const queries = (): number => site.operations.filter((path) => path.endsWith('/query')).length;

describe('of a long log, a kind', () => {
  beforeEach(async () => {
    const rare = entry({ domain: 'rare.example' });
    await log(rare, ...Array.from({ length: 2_450 }, () => entry()), rare);
  });

  test('is looked up, in one project, too', async () => {
    await log(entry(ENDED), entry({ ...ENDED, projectId: OTHER }));
    site.operations.length = 0;
    const first = await page({ kind: 'access', projectId: PROJECT });
    expect(queries()).toBe(2);
    expect(first.entries).toMatchObject([{ event: 'access', projectId: PROJECT }]);
    expect(first.entries[0]).not.toHaveProperty('issueId');
  });

  test('is looked up, of one person and outcome, too', async () => {
    await log(entry(ENDED), entry({ ...ENDED, outcome: 'failed' }), entry({ ...ENDED, actor: OTTO }));
    site.operations.length = 0;
    const first = await page({ kind: 'access', actor: 'person:5b10:ana', outcome: 'failed' });
    expect(queries()).toBe(2);
    expect(first.entries).toMatchObject([{ event: 'access', outcome: 'failed' }]);
  });

  test('is found in entries from before it could be looked up, and each entry once', async () => {
    const item = olderItem(entry(ENDED), { now: site.clock.now() - 3_600_000, days: 365 });
    const { issueId: _none, ...oldest } = item.value as Record<string, unknown>;
    const older = olderItem(entry(ENDED), { now: site.clock.now() - 3_500_000, days: 365 });
    await writeAll([{ ...item, value: oldest }, older]);
    await log(entry(ENDED));
    for (const query of [{ kind: 'access' }, { kind: 'access', projectId: PROJECT }] as const) {
      const found = await readAllPages(query);
      expect(found.map(({ event }) => event)).toEqual(['access', 'access', 'access']);
      expect(new Set(found.map(({ id }) => id)).size).toBe(3);
    }
  });

  test('that nothing is of is told after two queries, and no page is behind it', async () => {
    site.operations.length = 0;
    expect(await page({ kind: 'key' })).toEqual({ entries: [] });
    expect(queries()).toBe(2);
  });

  test('of invitations is all but the log itself: it is gone through', async () => {
    await log(entry(ENDED));
    const found = await readAllPages({ kind: 'invitation', domain: 'rare' });
    expect(found.map(({ event }) => event)).toEqual(['invitation', 'invitation']);
  });
});
