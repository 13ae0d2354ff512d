import { writeWithNotes } from '../../invite/store/write-notes';
import { lateEnrolments } from '../../invite/store/late-enrolments';
import { enrolmentItem, enrolmentStore } from '../../invite/store/enrolments';
import { endingStore } from './expiry-store';
import { writeAll } from '../../../platform/kvs/kvs';
import { atHour, ending } from '../../../../test/fakes/ending';
import { accountId, organizationId, PROJECT, projectId } from '../../../../test/fakes/ids';
import { kvsSite } from '../../../../test/fakes/kvs-site';
import type { KvsSite } from '../../../../test/fakes/kvs-site';

const RECORDS = 'entity:record';
const ADA = accountId('ada');
let site: KvsSite;
beforeEach(() => {
  site = kvsSite();
});
afterEach(() => site.restore());

const name = (index: number) => `guest-${String(index).padStart(3, '0')}`;
const add = (all: readonly ReturnType<typeof ending>[]) =>
  endingStore.write(all.map((each) => ({ ending: each, seen: undefined })));

async function listed(max: number): Promise<readonly string[]> {
  const found: string[] = [];
  let position: string | undefined;
  do {
    const page = await endingStore.page(PROJECT, position, max);
    found.push(...page.endings.map((each) => each.ending.accountId));
    ({ position } = page);
  } while (position !== undefined);
  return found;
}

test('many are written in one operation for each 25, and none that changed is written over', async () => {
  const all = Array.from({ length: 60 }, (_, index) => ending(name(index)));
  expect(await add(all)).toEqual(all.map(() => 'done'));
  expect(site.operations.filter((path) => path.endsWith('/transaction'))).toHaveLength(3);
  const again = await add([ending(name(3)), ending('new')]);
  expect(again).toEqual(['changed', 'done']);
});

test('a write whose answer is lost counts as done, and is not done twice', async () => {
  site.kvs.faults.set([{ operations: ['transaction'], afterWork: true, times: 1 }]);
  expect(await add([ending('one'), ending('two')])).toEqual(['done', 'done']);
  expect((await endingStore.read(PROJECT, [accountId('one')])).get(accountId('one'))?.version).toBe(1);
});

test('where storage refuses, nothing is told as written, and the others are not kept', async () => {
  site.kvs.failing = (path) => path.endsWith('/transaction') || path.endsWith('/entity/set');
  expect(await add([ending('one')])).toEqual(['refused']);
  site.kvs.failing = () => false;
  expect((await endingStore.read(PROJECT, [accountId('one')])).size).toBe(0);
});

test('only what nobody changed is removed', async () => {
  await add([ending('ada'), ending('bob')]);
  await endingStore.write([{ ending: ending('bob', { endsAt: atHour(90) }), seen: 1 }]);
  const held = ['ada', 'bob'].map((id) => ({ ending: ending(id), version: 1 }));
  expect(await endingStore.remove(held)).toEqual(['done', 'changed']);
  expect(
    (
      await endingStore.read(
        PROJECT,
        held.map((each) => each.ending.accountId),
      )
    ).size,
  ).toBe(1);
});

test('pages of what ends at one moment leave nobody out, and show nobody twice', async () => {
  await add(Array.from({ length: 130 }, (_, index) => ending(name(index))));
  await add([ending('elsewhere', { projectId: projectId('10002') })]);
  const found = await listed(50);
  expect([found.length, new Set(found).size, found.includes('elsewhere')]).toEqual([130, 130, false]);
});

test('a page goes on where the one before ended, though that ending is gone', async () => {
  await add(Array.from({ length: 10 }, (_, index) => ending(name(index), { endsAt: atHour(index) })));
  const first = await endingStore.page(PROJECT, undefined, 4);
  await endingStore.remove(first.endings);
  const second = await endingStore.page(PROJECT, first.position, 4);
  expect(second.endings.map((each) => each.ending.accountId)).toEqual([4, 5, 6, 7].map(name));
});

test('those of older versions, which only their moment puts in order, are read and paged, too', async () => {
  for (let index = 0; index < 70; index += 1) {
    const { since: _since, ...value } = ending(name(index));
    const row = { kind: 'ending', sort: value.endsAt, scope: PROJECT, version: 1, write: 'w', value };
    site.kvs.store.set(RECORDS, `ending:${PROJECT}:${name(index)}`, row, undefined);
  }
  expect(new Set(await listed(30)).size).toBe(70);
  expect((await endingStore.due(atHour(0), undefined)).endings).toHaveLength(70);
});

test('a damaged ending hides no other, and can be replaced', async () => {
  await add([ending('ada'), ending('bob')]);
  const row = {
    kind: 'ending',
    sort: atHour(-9),
    scope: PROJECT,
    version: 4,
    write: 'w',
    value: { desk: 'yes' },
  };
  site.kvs.store.set(RECORDS, `ending:${PROJECT}:eve`, row, undefined);
  site.kvs.store.set(RECORDS, `ending:${PROJECT}:zed`, { ...row, version: undefined }, undefined);
  expect((await endingStore.due(atHour(0), undefined)).endings).toHaveLength(2);
  expect(await listed(50)).toHaveLength(2);
  const eve = accountId('eve');
  expect((await endingStore.read(PROJECT, [eve])).get(eve)).toEqual({ ending: undefined, version: 4 });
  expect(await endingStore.write([{ ending: ending('eve'), seen: 4 }])).toEqual(['done']);
});

test('those that failed stand behind those whose time has come since', async () => {
  await add([ending('stuck', { retryAt: atHour(3), failures: 2 }), ending('ada')]);
  const due = async (hour: number) =>
    (await endingStore.due(atHour(hour), undefined)).endings.map((each) => each.ending.accountId);
  expect(await due(0)).toEqual(['ada']);
  expect(await due(3)).toEqual(['ada', 'stuck']);
});

describe('a note of an enrolment that comes late', () => {
  const ACME = organizationId('11');
  const GLOBEX = organizationId('12');
  const note = (enrolment: Parameters<typeof enrolmentItem>[2], now: number) =>
    enrolmentItem(PROJECT, ADA, enrolment, now);
  const [EARLY, LATE] = [Date.parse(atHour(0)), Date.parse(atHour(1))];
  const early = note({ desk: 'made', organizations: { [ACME]: 'made' } }, EARLY);

  async function after(): Promise<unknown> {
    await writeWithNotes([], { notes: lateEnrolments([early], LATE) }, LATE);
    return (await enrolmentStore.read(PROJECT, [ADA], LATE)).get(ADA);
  }

  test('never writes over a newer one', async () => {
    await writeAll([note({ desk: 'confirmed', organizations: { [GLOBEX]: 'made' } }, LATE)]);
    expect(await after()).toEqual({ desk: 'made', organizations: { [ACME]: 'made', [GLOBEX]: 'made' } });
  });

  test('never brings back what ended since', async () => {
    await writeAll([note({ organizations: {}, endedAt: LATE }, LATE)]);
    expect(await after()).toEqual({ organizations: {}, endedAt: LATE });
  });

  test('is written as it is where nothing was noted since', async () => {
    expect(await after()).toEqual({ desk: 'made', organizations: { [ACME]: 'made' } });
  });
});
