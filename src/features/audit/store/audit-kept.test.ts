import { showAudit } from '../show';
import { auditItem } from './audit-entry';
import { auditStore } from './audit-store';
import { writeAll } from '../../../platform/kvs/kvs';
import { forgeStore } from '../../stores';
import { START } from '../../../../test/fakes/clock';
import { accountId } from '../../../../test/fakes/ids';
import { ADA, ANA, auditLog, entry, OTTO } from '../../../../test/fakes/audit-log';
import { kvsSite } from '../../../../test/fakes/kvs-site';
import type { KvsSite } from '../../../../test/fakes/kvs-site';

const DAY_MS = 86_400_000;

let site: KvsSite;
beforeEach(() => {
  site = kvsSite();
});
afterEach(() => site.restore());

const { log, entriesOf, readAllPages } = auditLog(() => site);

describe('what is over its time', () => {
  test('is not shown once the policy keeps less', async () => {
    await log(entry({ domain: 'old.example' }));
    site.clock.advance(40 * DAY_MS);
    await log(entry({ domain: 'new.example' }));
    const shown = await showAudit({ limit: 25 }, { auditDays: 30 }, { store: forgeStore, clock: site.clock });
    expect(shown.entries.map(({ domain }) => domain)).toEqual(['new.example']);
  });

  test('is not shown though storage still gives it out', async () => {
    await writeAll([auditItem(entry(), { now: site.clock.now(), days: 30 })]);
    site.clock.advance(30 * DAY_MS + 1);
    expect(site.text()).toContain('acme.example');
    expect(await entriesOf({})).toEqual([]);
  });

  test('is not found by its id, either', async () => {
    await writeAll([auditItem(entry(), { now: site.clock.now(), days: 30 })]);
    const [{ id } = { id: '' }] = await entriesOf({});
    expect(await auditStore.find(id, 0, site.clock.now())).toMatchObject({ id });
    site.clock.advance(30 * DAY_MS + 1);
    expect(await auditStore.find(id, 0, site.clock.now())).toBeUndefined();
  });

  test('does not hide what is behind it', async () => {
    await writeAll([auditItem(entry({ domain: 'long.example' }), { now: site.clock.now(), days: 60 })]);
    site.clock.advance(1000);
    const short = Array.from({ length: 30 }, (_, place) =>
      auditItem(entry(), { now: site.clock.now(), days: 30, place }),
    );
    await writeAll(short);
    site.clock.advance(30 * DAY_MS + 1);
    expect((await readAllPages({ limit: 5 })).map(({ domain }) => domain)).toEqual(['long.example']);
  });
});

describe('an entry by its id', () => {
  test('that there is not is none', async () => {
    expect(await auditStore.find('2027-01-01T12:00:00.000Z:0000:abcd1234', 0, START)).toBeUndefined();
  });

  test.each([
    ['nothing', ''],
    ['what storage takes for no key', '"><'],
    ['more than a key can be long', 'k'.repeat(600)],
  ])('%s is none, and no failure of storage', async (_, id) => {
    expect(await auditStore.find(id, 0, START)).toBeUndefined();
  });

  test('of something else that is stored is none', async () => {
    await forgeStore.settings.saveAuthority({ kind: 'app' });
    expect(await auditStore.find('authority', 0, START)).toBeUndefined();
  });
});

describe('an account that was closed', () => {
  beforeEach(async () => {
    const theirs = Array.from({ length: 130 }, () => entry({ actor: OTTO }));
    await log(
      ...theirs,
      entry({ actor: ANA, customer: OTTO.kind === 'person' ? OTTO.accountId : ADA }),
      entry({ customer: ADA }),
    );
    await auditStore.eraseAccount(accountId('5b10:otto'), site.clock.now());
  });

  test('is in no entry any more', () => {
    expect(site.text()).not.toContain('5b10:otto');
  });

  test('leaves what it did, and what became of it, known', async () => {
    const all = await readAllPages({});
    expect(all).toHaveLength(132);
    expect(all.filter(({ actor }) => actor.kind === 'erased')).toHaveLength(130);
  });

  test('leaves others as they were', async () => {
    expect(await entriesOf({ actor: 'person:5b10:ana' })).toMatchObject([
      { customer: ADA },
      { domain: 'acme.example' },
    ]);
  });

  test('does not make an entry live longer', async () => {
    site.clock.advance(365 * DAY_MS);
    expect(await entriesOf({})).toEqual([]);
  });
});
