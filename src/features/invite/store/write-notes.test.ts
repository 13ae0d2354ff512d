import { lateEnrolments } from './late-enrolments';
import { enrolmentItem, enrolmentStore } from './enrolments';
import type { Enrolment, SeenNote } from './enrolments';
import { givenNote, writeWithNotes } from './write-notes';
import type { NoteChange } from './write-notes';
import { readAll } from '../../../platform/kvs/kvs';
import type { Item } from '../../../platform/kvs/kvs';
import { accountId, organizationId, PROJECT } from '../../../../test/fakes/ids';
import { kvsSite } from '../../../../test/fakes/kvs-site';
import type { KvsSite } from '../../../../test/fakes/kvs-site';

const ADA = accountId('qm:ada');
const [ACME, GLOBEX] = [organizationId('11'), organizationId('12')];
const IN_ACME: Enrolment = { desk: 'confirmed', organizations: { [ACME]: 'made' } };
const IN_GLOBEX: Enrolment = { desk: 'confirmed', organizations: { [GLOBEX]: 'confirmed' } };
const IN_BOTH = { desk: 'confirmed', organizations: { [ACME]: 'made', [GLOBEX]: 'confirmed' } };

let site: KvsSite;
beforeEach(() => {
  site = kvsSite();
});
afterEach(() => site.restore());

const now = (): number => site.clock.now();
const seen = async (): Promise<SeenNote | undefined> =>
  (await enrolmentStore.seen(PROJECT, [ADA], now())).get(ADA);
const noted = async (): Promise<Enrolment | undefined> =>
  (await enrolmentStore.read(PROJECT, [ADA], now())).get(ADA);
const write = (notes: readonly NoteChange[], items: readonly Item[] = [], last?: Item) =>
  writeWithNotes(items, { notes, last }, now());
const given = (enrolment: Enrolment, read: SeenNote | undefined): NoteChange =>
  givenNote(PROJECT, ADA, enrolment, read, now());
const items = (count: number): Item[] =>
  Array.from({ length: count }, (_, index) => ({
    key: `item-${index}`,
    value: index,
    ttl: { unit: 'DAYS', value: 1 },
  }));
const stored = async (keys: readonly string[]): Promise<number> => (await readAll(keys)).size;

describe('of two writers that saw the same note', () => {
  test.each([
    ['no note', undefined],
    ['a note', { organizations: {} }],
  ])('neither loses what the other gave: %s', async (_what, before) => {
    if (before) await write([given(before, await seen())]);
    const [one, other] = [await seen(), await seen()];
    await write([given(IN_ACME, one)]);
    await write([given(IN_GLOBEX, other)]);
    expect(await noted()).toEqual(IN_BOTH);
  });

  test('nor where the first one asked nobody', async () => {
    const read = await seen();
    await write([]);
    const late = enrolmentItem(PROJECT, ADA, IN_ACME, now());
    site.kvs.handle('/api/v1/batch/set', [late]);
    await write([given(IN_GLOBEX, read)]);
    expect(await noted()).toEqual(IN_BOTH);
  });

  test('nothing that ended meanwhile is noted again', async () => {
    await write([given(IN_ACME, await seen())]);
    const read = await seen();
    const ended: NoteChange['change'] = () => ({ organizations: {}, endedAt: now(), at: now() });
    await write([{ projectId: PROJECT, accountId: ADA, seen: read, change: ended }]);
    await write([given(IN_GLOBEX, read)]);
    expect(await noted()).toEqual({ ...IN_GLOBEX, endedAt: now() });
  });
});

test('a note that could not be read is read before it is written', async () => {
  await write([given(IN_ACME, await seen())]);
  await write([given(IN_GLOBEX, undefined)]);
  expect(await noted()).toEqual(IN_BOTH);
});

test('a customer who is given two places at once has a note of both', async () => {
  const read = await seen();
  await write([given(IN_ACME, read), given(IN_GLOBEX, read)]);
  expect(await noted()).toEqual(IN_BOTH);
});

test('a note that comes late takes nothing from one that was written meanwhile', async () => {
  const late = given(IN_ACME, undefined).late;
  await write([given(IN_GLOBEX, await seen())]);
  await write(lateEnrolments(late ? [late] : [], now()));
  expect(await noted()).toEqual(IN_BOTH);
});

test('items and notes cost one storage operation for each 25', async () => {
  const read = await seen();
  site.operations.length = 0;
  await write([given(IN_ACME, read)], items(24));
  expect(site.operations).toHaveLength(1);
  site.operations.length = 0;
  await write([given(IN_GLOBEX, await seen())], items(60), { ...items(1)[0], key: 'closed' } as Item);
  expect(site.operations).toHaveLength(1 + 3);
});

describe('what says that all is written', () => {
  const closed: Item = { key: 'closed', value: {}, ttl: { unit: 'DAYS', value: 1 } };

  test.each([10, 60])('is not written where one of %i items is refused', async (count) => {
    const { kvs } = site;
    const handle = kvs.handle.bind(kvs);
    kvs.handle = (path, body) =>
      JSON.stringify(body).includes('"item-3"')
        ? Response.json({ code: 'INTERNAL_ERROR', message: '' }, { status: 500 })
        : handle(path, body);
    await expect(write([], items(count), closed)).rejects.toThrow();
    kvs.handle = handle;
    expect(await stored(['closed'])).toBe(0);
  });

  test('is written with the others in one piece where they fit into one operation', async () => {
    await write([], items(10), closed);
    expect(site.operations).toEqual(['/api/v1/transaction']);
    expect(await stored(['closed', 'item-0', 'item-9'])).toBe(3);
  });
});

test('a note that others change each time is given up, and nothing of the operation is written', async () => {
  const { kvs } = site;
  const handle = kvs.handle.bind(kvs);
  const read = await seen();
  kvs.handle = (path, body) => {
    if (path === '/api/v1/transaction')
      handle('/api/v1/batch/set', [enrolmentItem(PROJECT, ADA, IN_ACME, now())]);
    return handle(path, body);
  };
  await expect(write([given(IN_GLOBEX, read)], items(2))).rejects.toThrow('NOTE_CONTENTION');
  expect(await stored(['item-0'])).toBe(0);
});
