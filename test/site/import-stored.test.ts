import type { ImportView } from '../../src/contract/import';
import { PLAN_BYTES_MAX, SLICES_MAX } from '../../src/contract/import';
import type { OrganizationMapping } from '../../src/domain/invitation/import-row';
import { LocalSite } from '../../local/server/local-site';
import { beginning, importing, people, refusedWith, settled, started } from './importing';
import { recordsOf, rewrite } from './stored-imports';

const KIB = 1024;
const BOUND = 200 * KIB;
const DAY = 24 * 3_600_000;

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** Watches what the app stores. @returns the bytes of the largest record so far. */
function watchRecords(): () => number {
  let largest = 0;
  const { store } = site.forge.kvs;
  const set = store.set.bind(store);
  store.set = (space, key, value, ttl) => {
    if (space === 'entity:record') largest = Math.max(largest, bytesOf(value));
    return set(space, key, value, ttl);
  };
  return () => largest;
}

/** Names mapped to nothing that together take so many bytes. */
function mappingOf(bytes: number, of = '𝒲'): OrganizationMapping {
  const each = Math.floor(bytes / 500);
  return Array.from({ length: 500 }, (_, index) => {
    const entry = { name: `${index} `, to: { leaveOut: true as const } };
    const left = each - bytesOf(entry) - 1;
    return { ...entry, name: entry.name + of.repeat(Math.floor(left / (bytesOf(of) - 2))) };
  });
}

/** As versions stored it before the plan was a record of its own. */
function asBefore(id: ImportView['id'], but: Record<string, unknown> = {}): void {
  const [plan] = recordsOf(site, 'import-plan').filter(({ key }) => key === `import-plan:${id}`);
  rewrite(site, id, ({ counted: _of, policy: _policy, serviceDeskId: _desk, ...value }) => ({
    ...value,
    ...plan?.value.value,
    ...but,
  }));
  site.forge.kvs.store.delete('entity:record', `import-plan:${id}`);
}

describe('what an import stores', () => {
  test('is never larger than 200 KiB, for the worst that its door takes', async () => {
    const largest = watchRecords();
    const rows = people(SLICES_MAX);
    const { input, slices } = beginning({
      rows,
      sliceRows: 1,
      organizations: mappingOf(PLAN_BYTES_MAX - 4000),
    });
    const worst = { ...input, fileName: '𝒲'.repeat(127), header: ['é'.repeat(200), 'name', 'organizations'] };
    const { id } = await importing(site, 'import.begin', worst);
    for (let from = 0; from < slices.length; from += 3) {
      await importing(site, 'import.upload', { importId: id, from, slices: slices.slice(from, from + 3) });
    }
    // Each slice with the largest numbers that it can have.
    const summary = { rows: 447, left: 447, waiting: 447, dueAt: 9_999_999_999_999, again: true };
    const counts = { created: 447, existed: 447, attention: 447, failed: 447 };
    rewrite(site, id, (value) => ({
      ...value,
      people: SLICES_MAX * 447,
      state: 'paused',
      resumesAt: Number.MAX_SAFE_INTEGER,
      slices: slices.map(() => ({ ...summary, ...counts, retriable: { attention: 447, failed: 447 } })),
      begun: {
        slice: 699,
        places: Array.from({ length: 149 }, (_, place) => 298 + place),
        since: 9e15,
        counted: true,
        policy: 9e9,
      },
      reason: {
        code: 'organizations-not-allowed',
        params: { message: '𝒲'.repeat(60), name: '\u0001'.repeat(60) },
      },
    }));
    const cancelled = await importing(site, 'import.cancel', { importId: id }, 'project-admin');
    expect(cancelled.state).toBe('cancelled');
    expect(largest()).toBeGreaterThan(100 * KIB);
    expect(largest()).toBeLessThan(BOUND);
  });

  test('of a mapping at the bound runs to its end, and of one beyond it is refused at the door', async () => {
    const largest = watchRecords();
    const file = { rows: people(6, ['Acme', '']), sliceRows: 2 };
    const { id } = await started(site, { ...file, organizations: mappingOf(PLAN_BYTES_MAX - 2000) });
    expect((await settled(site, id)).counts).toMatchObject({ created: 6, left: 0 });
    expect(largest()).toBeGreaterThan(PLAN_BYTES_MAX - 10 * KIB);
    expect(largest()).toBeLessThan(BOUND);
    for (const letter of ['𝒲', '"', 'x']) {
      const { input } = beginning({ ...file, organizations: mappingOf(PLAN_BYTES_MAX + 20 * KIB, letter) });
      expect(await refusedWith(site, 'import.begin', input)).toBe('import-plan-too-large');
    }
  });

  test('of rows with the worst results is never larger than 200 KiB', async () => {
    const largest = watchRecords();
    // Rows as long as a slice may hold, each refused with as many words as are kept.
    const rows = people(447, ['Nowhere']).map((cells) => [...cells.slice(0, 2), '𝒲'.repeat(20)]);
    const { id } = await started(site, { rows });
    expect((await settled(site, id)).counts.failed).toBe(447);
    expect(largest()).toBeLessThan(BOUND);
  });
});

describe('an import that an older version stored, with its mapping inside,', () => {
  const FILE = { rows: people(6, ['Acme', '']), sliceRows: 2 };

  test('runs, and can be read again', async () => {
    const { id } = await started(site, FILE);
    asBefore(id);
    expect(await importing(site, 'import.layout', { importId: id })).toMatchObject({ notify: false });
    expect((await settled(site, id)).counts).toMatchObject({ created: 6, left: 0 });
    expect(await importing(site, 'import.layout', { importId: id })).toMatchObject({
      columns: ['email', 'name', 'organizations'],
    });
  });

  test.each(['import.cancel', 'import.erase'] as const)(
    'as large as storage takes can be ended (%s)',
    async (name) => {
      const { id } = await started(site, FILE);
      asBefore(id, { organizations: mappingOf(236 * KIB) });
      if (name === 'import.erase') await importing(site, 'import.cancel', { importId: id });
      await importing(site, name, { importId: id });
      const view = await settled(site, id);
      expect(view).toMatchObject({
        state: 'cancelled',
        erased: name === 'import.erase',
        counts: { left: 6 },
      });
    },
  );

  test('is over after its week, as large as it may be', async () => {
    const { id } = await started(site, FILE);
    asBefore(id, { organizations: mappingOf(236 * KIB) });
    site.jira.clock.advance(7 * DAY);
    await site.forge.runSchedule('retry');
    expect(await importing(site, 'import.show', { importId: id })).toMatchObject({
      state: 'stopped',
      erased: true,
    });
    expect(JSON.stringify(recordsOf(site, 'slice'))).not.toContain('person-');
  });
});
