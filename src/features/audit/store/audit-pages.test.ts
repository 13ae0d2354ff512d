import fc from 'fast-check';
import type { Actor } from '../../../domain/actor';
import type { AuditOutcome } from '../../../contract/audit';
import { auditItem } from './audit-entry';
import type { StoredAuditQuery } from './audit-store';
import { writeAll } from '../../../platform/kvs/kvs';
import { PROJECT } from '../../../../test/fakes/ids';
import { KEY } from '../../../../test/fakes/keys';
import { ANA, auditLog, entry, itemsOf, OTHER, OTTO, SCRIPT } from '../../../../test/fakes/audit-log';
import { kvsSite } from '../../../../test/fakes/kvs-site';
import type { KvsSite } from '../../../../test/fakes/kvs-site';

let site: KvsSite;
beforeEach(() => {
  site = kvsSite();
});
afterEach(() => site.restore());

const { log, page, readAllPages } = auditLog(() => site);

describe('pages', () => {
  test('are as long as asked for, and the last one says that it is', async () => {
    await log(...Array.from({ length: 7 }, () => entry()));
    const first = await page({ limit: 5 });
    const last = await page({ limit: 5, ...(first.before && { before: first.before }) });
    expect([first.entries.length, last.entries.length, last.before]).toEqual([5, 2, undefined]);
  });

  test('end where the entries do, without an empty page behind', async () => {
    await log(...Array.from({ length: 5 }, () => entry()));
    expect((await page({ limit: 5 })).before).toBeUndefined();
  });

  test('go on where they ended though new entries came', async () => {
    await log(...Array.from({ length: 6 }, (_, place) => entry({ domain: `d${place}.example` })));
    const first = await page({ limit: 3 });
    await log(entry({ domain: 'new.example' }));
    const second = await page({ limit: 3, ...(first.before && { before: first.before }) });
    expect(second.entries.map(({ domain }) => domain)).toEqual(['d2.example', 'd1.example', 'd0.example']);
  });

  test('go on where they ended though the entry there is gone', async () => {
    await log(...Array.from({ length: 6 }, (_, place) => entry({ domain: `d${place}.example` })));
    const first = await page({ limit: 3 });
    site.kvs.store.delete('entity:audit', first.entries[2]?.id ?? '');
    const second = await page({ limit: 3, ...(first.before && { before: first.before }) });
    expect(second.entries).toHaveLength(3);
  });

  test('give every entry that matches exactly once, in order, however they are cut', async () => {
    const outcome = fc.constantFrom<AuditOutcome>('done', 'attention', 'failed', 'refused');
    const some = fc.record({
      actor: fc.constantFrom(ANA, OTTO, SCRIPT),
      projectId: fc.constantFrom(PROJECT, OTHER),
      outcome,
      domain: fc.constantFrom('acme.example', 'mail.acme.example', 'globex.example'),
    });
    const filter = fc.record(
      {
        actor: fc.constantFrom('person:5b10:ana', 'person:5b10:otto', `key:${KEY}`),
        projectId: fc.constantFrom(PROJECT, OTHER),
        outcome,
        domain: fc.constantFrom('acme', 'globex', 'mail.'),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(some, fc.nat({ max: 2 })), { maxLength: 140 }),
        filter,
        fc.integer({ min: 1, max: 100 }),
        async (entries, query, limit) => {
          site.restore();
          site = kvsSite();
          for (const [place, [each, pause]] of entries.entries()) {
            site.clock.advance(pause * 1000);
            await writeAll(itemsOf(entry(each), { now: site.clock.now(), days: 365, place }));
          }
          const read = await readAllPages({ ...query, limit });
          const wanted = entries.filter(
            ([each]) =>
              (query.actor === undefined || query.actor === wordOf(each.actor)) &&
              (query.projectId === undefined || query.projectId === each.projectId) &&
              (query.outcome === undefined || query.outcome === each.outcome) &&
              (query.domain === undefined || each.domain.includes(query.domain)),
          );
          expect(read.map(({ actor, domain }) => [actor, domain])).toEqual(
            wanted.reverse().map(([{ actor, domain }]) => [actor, domain]),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  function wordOf(actor: Actor): string {
    return actor.kind === 'key'
      ? `key:${actor.keyId}`
      : actor.kind === 'person'
        ? `person:${actor.accountId}`
        : '';
  }
});

test('a page is never larger than 1 MB, and what did not fit is on the next', async () => {
  const changes = Array.from({ length: 1_000 }, (_, index) => ({ field: 'x'.repeat(150), index }));
  for (let index = 0; index < 30; index += 1) await log(entry({ event: 'policy', changes } as object));
  const first = await page({ limit: 100 });
  expect(Buffer.byteLength(JSON.stringify(first))).toBeLessThan(1_000_000);
  expect(await readAllPages({ limit: 100 })).toHaveLength(30);
});

describe('of a long log, where matches are rare,', () => {
  beforeEach(async () => {
    const rare = entry({ domain: 'rare.example' });
    await log(rare, ...Array.from({ length: 2_450 }, () => entry()), rare);
  });

  test('a page never takes more than 20 queries, and says how far it looked', async () => {
    site.operations.length = 0;
    const first = await page({ domain: 'rare' });
    expect(site.operations).toEqual(Array.from({ length: 20 }, () => '/api/v1/entity/query'));
    expect(first.entries).toHaveLength(1);
    expect(first.searchedTo).toBe(first.before?.slice(0, 24));
    expect(Date.parse(first.searchedTo ?? '')).toBeLessThan(site.clock.now() - 1_900_000);
  });

  test('a whole domain is never searched for where it can be looked up', async () => {
    site.operations.length = 0;
    const first = await page({ domain: 'Rare.Example', limit: 2 });
    expect(site.operations).toHaveLength(1);
    expect(first.entries).toHaveLength(2);
  });

  test('a whole domain of one person is looked up, and each entry told once', async () => {
    await log(entry({ domain: 'rare.example', actor: OTTO }));
    site.operations.length = 0;
    const query = { domain: 'rare.example', actor: 'person:5b10:ana' };
    expect((await page(query)).entries).toHaveLength(2);
    expect(site.operations).toHaveLength(1);
    expect(await readAllPages(query)).toHaveLength(2);
  });

  test('what the index by domain knows is told after one query, and the rest is another page', async () => {
    site.operations.length = 0;
    const first = await page({ domain: 'rare.example' });
    expect(site.operations).toHaveLength(1);
    expect(first.entries).toHaveLength(2);
    expect(first.before).toBeDefined();
    expect((await page({ domain: 'rare.example', before: first.before })).entries).toEqual([]);
  });

  test('a whole domain is found in entries from before they could be looked up, and each entry once', async () => {
    const item = auditItem(entry({ domain: 'rare.example' }), { now: site.clock.now(), days: 365 });
    const { ofDomain: _none, ...older } = item.value as Record<string, unknown>;
    const part = auditItem(entry({ domain: 'it.rare.example' }), { now: site.clock.now(), days: 365 });
    await writeAll([{ ...item, value: older }, part]);
    const found = await readAllPages({ domain: 'rare.example' });
    expect(found.map(({ domain }) => domain).sort()).toEqual([
      'it.rare.example',
      'rare.example',
      'rare.example',
      'rare.example',
    ]);
    expect(new Set(found.map(({ id }) => id)).size).toBe(4);
  });

  test('a day that is asked for holds for the index by domain, and for the rest', async () => {
    const from = new Date(site.clock.now() - 10_000).toISOString();
    expect(await readAllPages({ domain: 'rare.example', from })).toHaveLength(1);
    expect(await readAllPages({ domain: 'rare.example', to: from })).toHaveLength(1);
  });

  test('an entry that cannot be read hides no other', async () => {
    const item = auditItem(entry({ domain: 'rare.example' }), { now: site.clock.now(), days: 365 });
    await writeAll([{ ...item, value: { ...(item.value as object), outcome: 'perhaps' } }]);
    expect(await readAllPages({ domain: 'rare' })).toHaveLength(2);
    expect((await page({})).entries).toHaveLength(25);
  });

  test('going on finds the others, and ends', async () => {
    expect(await readAllPages({ domain: 'rare' })).toHaveLength(2);
  });

  test('the last page does not say how far it looked', async () => {
    let next = await page({ domain: 'rare' });
    while (next.before) next = await page({ domain: 'rare', before: next.before });
    expect(next.searchedTo).toBeUndefined();
  });

  test.each<[string, Partial<StoredAuditQuery>]>([
    ['nothing', {}],
    ['project', { projectId: PROJECT }],
    ['actor', { actor: 'person:5b10:ana' }],
    ['outcome', { outcome: 'done' }],
    ['domain', { domain: 'acme' }],
  ])('the first page by %s takes two queries at most', async (_, query) => {
    site.operations.length = 0;
    await page({ ...query, limit: 100 });
    expect(site.operations.length).toBeLessThanOrEqual(2);
  });
});
