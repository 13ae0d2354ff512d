import { person } from '../../domain/actor';
import { append, entryItems } from './append';
import type { AuditPorts, Keeping } from './append';
import type { NewAuditEntry } from './store/audit-entry';
import type { Item } from '../../platform/kvs/kvs';
import { VirtualClock } from '../../../test/fakes/clock';
import { accountId, PROJECT } from '../../../test/fakes/ids';

const AGENT = accountId('agent');
const ADA = accountId('ada');
const clock = new VirtualClock();
const KEEPING: Keeping = { policy: { auditDays: 30 } };

const entry: NewAuditEntry = {
  actor: person(AGENT),
  projectId: PROJECT,
  event: 'upkeep',
  action: 'accepted',
  customer: ADA,
  outcome: 'done',
};

/** The accounts noted for the reports that Atlassian asks for. */
function notedIn(items: readonly Item[]): readonly string[] {
  return items
    .filter(({ key }) => key.startsWith('person:'))
    .flatMap(({ key, value }) => (value as { accounts?: string[] }).accounts ?? [key.split(':')[2] ?? '']);
}

function ports({ refusing = false } = {}): AuditPorts & { written: Item[]; queued: Item[] } {
  const written: Item[] = [];
  const queued: Item[] = [];
  return {
    written,
    queued,
    clock,
    store: {
      write: (items) => {
        if (refusing) return Promise.reject(new Error('storage is down'));
        written.push(...items);
        return Promise.resolve();
      },
    },
    postpone: (items) => {
      queued.push(...items);
      return Promise.resolve();
    },
  };
}

test('no entry is written without a note of each account that it holds', async () => {
  const where = ports();
  expect(await append([entry], KEEPING, where)).toBe('yes');
  expect(notedIn(where.written)).toEqual([ADA, AGENT]);
});

test('an account of several entries is noted once: a transaction takes a key once', () => {
  const items = entryItems([entry, { ...entry, customer: AGENT }], KEEPING, clock);
  expect(notedIn(items)).toEqual([ADA, AGENT]);
  expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
});

test('many customers are noted under one key where a group is named, and the actor under their own', () => {
  const customers = Array.from({ length: 50 }, (_, index) => accountId(`customer-${index}`));
  const entries = customers.map((customer): NewAuditEntry => ({ ...entry, customer }));
  const notes = entryItems(entries, { ...KEEPING, group: 'batch.1' }, clock).filter(
    ({ entityName }) => entityName === undefined,
  );
  expect(notes).toHaveLength(2);
  expect(notedIn(notes)).toEqual([...customers, AGENT]);
});

test('an entry whose actor is no person, and which tells of none, notes nobody', () => {
  const { customer: _customer, ...bare } = entry;
  expect(notedIn(entryItems([{ ...bare, actor: { kind: 'schedule' } }], KEEPING, clock))).toEqual([]);
});

test('an entry is kept as long as any where no policy is stored', () => {
  expect(entryItems([entry], { policy: undefined }, clock)[0]?.ttl).toEqual({ unit: 'DAYS', value: 365 });
});

test('what storage refuses goes into the queue, without what need not be written later', async () => {
  const where = ports({ refusing: true });
  const [queued, other] = entryItems([entry, entry], KEEPING, clock);
  if (!queued || !other) throw new Error('no items');
  const answer = await append([entry], KEEPING, where, { queued: [queued], others: [other] });
  expect(answer).toBe('later');
  expect(where.queued.map(({ entityName }) => entityName)).toEqual(['audit', 'audit-lookup', 'audit']);
  expect(where.queued).toContain(queued);
  expect(where.queued).not.toContain(other);
});

test('what finds an entry is written with it, for the entry as it is', () => {
  const [item, found] = entryItems([entry], KEEPING, clock);
  if (!item) throw new Error('no item');
  const { order } = item.value as { order: string };
  expect(found).toMatchObject({ entityName: 'audit-lookup', value: { entry: item.key, order } });
});

test('an entry that neither storage nor the queue takes is told as lost, and nothing is thrown', async () => {
  const where = { ...ports({ refusing: true }), postpone: () => Promise.reject(new Error('no queue')) };
  expect(await append([entry], KEEPING, where)).toBe('no');
});
