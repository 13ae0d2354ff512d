import fc from 'fast-check';
import type { Actor } from '../../../domain/actor';
import { actorWord } from '../../../domain/actor';
import type { AuditKind, AuditOutcome } from '../../../contract/audit';
import { issueIdSchema } from '../../../domain/ids';
import { PROJECT } from '../../../../test/fakes/ids';
import {
  ANA,
  auditLog,
  ENDED,
  entry,
  itemsOf,
  olderItem,
  OTHER,
  OTTO,
  SCRIPT,
} from '../../../../test/fakes/audit-log';
import { kvsSite } from '../../../../test/fakes/kvs-site';
import type { KvsSite } from '../../../../test/fakes/kvs-site';
import { writeAll } from '../../../platform/kvs/kvs';
import type { Item } from '../../../platform/kvs/kvs';
import type { NewAuditEntry } from './audit-entry';
import { kindOf } from './audit-kinds';
import type { StoredAuditQuery } from './search-parts';

let site: KvsSite;
beforeEach(() => {
  site = kvsSite();
});
afterEach(() => site.restore());

const { log, page, readAllPages } = auditLog(() => site);
const queries = (): number => site.operations.filter((path) => path.endsWith('/query')).length;

const policy: NewAuditEntry = {
  actor: ANA,
  projectId: PROJECT,
  event: 'policy',
  outcome: 'done',
  changes: [],
};
const asked = entry({ issueId: issueIdSchema.parse('20001') });
const ana = 'person:5b10:ana';

type Filters = Pick<Partial<StoredAuditQuery>, 'projectId' | 'actor' | 'outcome' | 'kind'>;

const outcome = fc.constantFrom<AuditOutcome>('done', 'attention', 'failed', 'refused');
const some = fc.record({
  base: fc.constantFrom<NewAuditEntry>(entry(), entry(), asked, ENDED, policy),
  actor: fc.constantFrom<Actor>(ANA, OTTO, SCRIPT),
  projectId: fc.constantFrom(PROJECT, OTHER),
  outcome,
});
const filters: fc.Arbitrary<Filters> = fc.record(
  {
    actor: fc.constantFrom(ana, 'person:5b10:otto'),
    projectId: fc.constantFrom(PROJECT, OTHER),
    outcome,
    kind: fc.constantFrom<AuditKind>('invitation', 'access', 'policy', 'key'),
  },
  { requiredKeys: [] },
);

function isWanted({ actor, projectId, outcome: became, event }: NewAuditEntry, query: Filters): boolean {
  return (
    (query.actor === undefined || query.actor === actorWord(actor)) &&
    (query.projectId === undefined || query.projectId === projectId) &&
    (query.outcome === undefined || query.outcome === became) &&
    (query.kind === undefined || query.kind === kindOf(event))
  );
}

test('any filters find every entry once, newest first, of an updated site, too, whatever took the place of what', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(some, fc.option(fc.nat({ max: 20 }))), { maxLength: 140 }),
      fc.nat({ max: 100 }),
      filters,
      fc.integer({ min: 1, max: 60 }),
      async (entries, older, query, limit) => {
        site.restore();
        site = kvsSite();
        const stands = new Map<string, NewAuditEntry>();
        for (const [place, [{ base, ...each }, name]] of entries.entries()) {
          site.clock.advance(1000);
          const written = { ...base, ...each } as NewAuditEntry;
          const where = {
            now: site.clock.now(),
            days: 365,
            once: name === null ? `e-${place}` : `same-${name}`,
          };
          await writeAll(place < older ? [olderItem(written, where)] : itemsOf(written, where));
          stands.delete(where.once);
          stands.set(where.once, written);
        }
        const found = await readAllPages({ ...query, limit });
        const wanted = [...stands].filter(([, each]) => isWanted(each, query)).map(([id]) => id);
        expect(found.map(({ id }) => id)).toEqual(wanted.reverse());
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);

describe('behind any number of others,', () => {
  const failed = { ...ENDED, outcome: 'failed', projectId: OTHER } as NewAuditEntry;
  beforeEach(() =>
    log(
      failed,
      ...Array.from({ length: 150 }, (): NewAuditEntry[] => [
        { ...failed, actor: OTTO, projectId: PROJECT },
        entry({ outcome: 'failed' }),
        entry({ projectId: OTHER }),
        { ...ENDED, projectId: OTHER, actor: OTTO },
        { ...ENDED, actor: ANA },
      ]).flat(),
    ),
  );

  test.each<[string, Filters]>([
    ['project and outcome', { projectId: OTHER, outcome: 'failed' }],
    ['person, kind and outcome', { actor: ana, kind: 'access', outcome: 'failed' }],
    ['project, kind and outcome', { projectId: OTHER, kind: 'access', outcome: 'failed' }],
    ['person, project and outcome', { actor: ana, projectId: OTHER, outcome: 'failed' }],
    ['person, project and kind', { actor: ana, projectId: OTHER, kind: 'access' }],
    ['all', { actor: ana, projectId: OTHER, kind: 'access', outcome: 'failed' }],
  ])('%s is found in two queries, and nothing is said to be left', async (_, query) => {
    site.operations.length = 0;
    const found = await page(query);
    expect(found).toMatchObject({ entries: [{ event: 'access', projectId: OTHER, outcome: 'failed' }] });
    expect([queries(), found.before]).toEqual([2, undefined]);
  });

  test.each<[string, Filters]>([
    ['project and person', { projectId: PROJECT, actor: 'key:abcdefghijkl' }],
    ['project, person and what is usual', { projectId: OTHER, actor: ana, outcome: 'done', kind: 'policy' }],
    ['kind and outcome', { kind: 'policy', outcome: 'failed' }],
    ['person and outcome', { actor: ana, outcome: 'refused' }],
    ['person and kind', { actor: ana, kind: 'key' }],
  ])('that nothing is of %s is said after three queries', async (_, query) => {
    site.operations.length = 0;
    expect(await page(query)).toEqual({ entries: [] });
    expect(queries()).toBeLessThanOrEqual(3);
  });
});

describe('a site that was updated', () => {
  const older = (each: NewAuditEntry, place: number): Item =>
    olderItem(each, { now: site.clock.now() + place * 1000, days: 365 });
  const failed = entry({ outcome: 'failed', projectId: OTHER });

  beforeEach(async () => {
    await writeAll([failed, ...Array.from({ length: 120 }, () => entry()), failed].map(older));
    site.clock.advance(86_400_000);
    await log(failed);
    site.clock.advance(2 * 86_400_000);
    await log(...Array.from({ length: 900 }, () => entry()), failed);
  });

  test('tells what is newer at once, and what is older on the next page', async () => {
    const query = { projectId: OTHER, outcome: 'failed' } as const;
    const first = await page(query);
    expect(first.entries).toHaveLength(2);
    const second = await page({ ...query, before: first.before });
    expect(second.entries).toHaveLength(2);
    expect(second.before).toBeUndefined();
  });

  test('begins with what is older where there is nothing newer, and goes through no more than that', async () => {
    const query = { projectId: PROJECT, kind: 'invitation', actor: 'person:5b10:otto' } as const;
    await writeAll([older(entry({ actor: OTTO }), -3 * 86_400)]);
    site.operations.length = 0;
    expect((await page(query)).entries).toHaveLength(1);
    expect(queries()).toBeLessThanOrEqual(6);
  });

  test('tells nothing older of a time after the update', async () => {
    const from = new Date(site.clock.now() - 2.5 * 86_400_000).toISOString();
    const found = await page({ projectId: OTHER, outcome: 'failed', from });
    expect([found.entries.length, found.before]).toEqual([2, undefined]);
  });

  test('tells nothing newer of a time before it', async () => {
    const to = new Date(site.clock.now() - 2.5 * 86_400_000).toISOString();
    expect(await readAllPages({ projectId: OTHER, outcome: 'failed', to })).toHaveLength(2);
  });
});
