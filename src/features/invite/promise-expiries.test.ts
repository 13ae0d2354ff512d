import { PLACES_MAX, promiseEnds } from './promise-expiries';
import type { WantedExpiry } from './wanted-expiries';
import { StorageError } from '../../platform/kvs/kvs';
import { START, VirtualClock } from '../../../test/fakes/clock';
import { atHour, ending } from '../../../test/fakes/ending';
import { fakeEndings } from '../../../test/fakes/endings';
import type { FakeEndings } from '../../../test/fakes/endings';
import { accountId, AGENT_ACTOR, DESK, organizationId, PROJECT } from '../../../test/fakes/ids';

const MINUTE_MS = 60_000;
const ACME = { id: organizationId('11'), name: 'Acme' };
const GLOBEX = { id: organizationId('12'), name: 'Globex' };

let endings: FakeEndings;
let clock: VirtualClock;
beforeEach(() => {
  endings = fakeEndings();
  clock = new VirtualClock();
});

const wanted = (but: Partial<WantedExpiry> = {}): WantedExpiry => ({
  accountId: accountId('ada'),
  endsAt: atHour(48),
  domain: 'acme.example',
  desk: true,
  organizations: [ACME],
  ...but,
});

const promising = { actor: AGENT_ACTOR, project: { projectId: PROJECT, serviceDeskId: DESK }, since: START };
const promise = (...all: WantedExpiry[]) =>
  promiseEnds(all, promising, { store: { endings: endings.store }, clock });

test('a second end never forgets the places of the first, the desk among them', async () => {
  endings.put(ending('ada', { endsAt: atHour(24), desk: true, organizations: [ACME], since: START - 1 }));
  await promise(wanted({ desk: false, organizations: [GLOBEX] }));
  expect(endings.of('ada')).toMatchObject({
    endsAt: atHour(48),
    desk: true,
    organizations: [GLOBEX, ACME],
    // Another project may have given Acme since the first.
    since: START - 1,
  });
});

test.each([
  ['before', 'the later end is kept', MINUTE_MS, atHour(90)],
  ['long before', 'the newer one counts', 60 * MINUTE_MS, atHour(48)],
])('an end that was promised %s: %s', async (_when, _what, ago, endsAt) => {
  endings.put(ending('ada', { endsAt: atHour(90), invitedAt: START - ago }));
  await promise(wanted());
  expect(endings.of('ada')?.endsAt).toBe(endsAt);
});

test('an invitation that had to wait never shortens an end that was promised since', async () => {
  endings.put(ending('ada', { endsAt: atHour(90), invitedAt: START - 60 * MINUTE_MS }));
  const ports = { store: { endings: endings.store }, clock };
  await promiseEnds([wanted()], { ...promising, askedAt: START - 61 * MINUTE_MS }, ports);
  expect(endings.of('ada')?.endsAt).toBe(atHour(90));
});

test('two invitations at once never lose the places or the later end of each other', async () => {
  let isFirst = true;
  endings.meanwhile = (operation) => {
    if (operation !== 'write' || !isFirst) return;
    isFirst = false;
    endings.put(
      ending('ada', { endsAt: atHour(90), desk: false, organizations: [GLOBEX], invitedAt: START }),
    );
  };
  await promise(wanted());
  expect(endings.of('ada')).toMatchObject({ endsAt: atHour(90), desk: true, organizations: [ACME, GLOBEX] });
});

test('an end that is just being carried out is waited for, never written over', async () => {
  const held = endings.put(ending('ada', { leaseUntil: START + MINUTE_MS }));
  endings.meanwhile = (operation) => {
    if (operation === 'read' && clock.now() > START) endings.stored.clear();
  };
  const { kept } = await promise(wanted());
  expect(kept.get(held.ending.accountId)?.before).toBeUndefined();
  expect(endings.of('ada')).toMatchObject({ endsAt: atHour(48), since: START });
});

test('whose end storage does not take is refused, and keeps no other', async () => {
  endings.put(ending('bob', { leaseUntil: START + MINUTE_MS }));
  const { kept, refused } = await promise(wanted(), wanted({ accountId: accountId('bob') }));
  expect([...kept.keys()]).toEqual(['ada']);
  expect([...refused]).toEqual(['bob']);
});

test.each(['read', 'write'] as const)('where every %s fails, all are refused', async (failing) => {
  endings.meanwhile = (operation) => {
    if (operation === failing) throw new StorageError('INTERNAL');
  };
  const { kept, refused } = await promise(wanted());
  expect([kept.size, [...refused]]).toEqual([0, ['ada']]);
});

test('where nothing is new and nothing ended before, nothing is stored, and nobody is refused', async () => {
  const { kept, refused } = await promise(wanted({ desk: false, organizations: [] }));
  expect([kept.size, refused.size, endings.stored.size]).toEqual([0, 0, 0]);
});

test('no ending grows without a bound: who is in too many places is refused', async () => {
  const organizations = Array.from({ length: PLACES_MAX }, (_, index) => ({
    id: organizationId(String(100 + index)),
    name: `${index}`.padEnd(200, '名'),
  }));
  const stored = endings.put(ending('ada', { organizations }));
  expect(Buffer.byteLength(JSON.stringify(stored))).toBeLessThan(200 * 1024);
  const { refused } = await promise(wanted());
  expect([...refused]).toEqual(['ada']);
  expect(endings.of('ada')?.organizations).toHaveLength(PLACES_MAX);
});

describe('of a customer whose ending was read before Jira was asked where they are', () => {
  const ADA = accountId('ada');
  const promiseAsOf = async (meanwhile: () => void) => {
    const held = endings.put(ending('ada', { endsAt: atHour(24) }));
    meanwhile();
    const asOf = new Map([[ADA, held]]);
    const ports = { store: { endings: endings.store }, clock };
    const { kept, stale, refused } = await promiseEnds([wanted()], { ...promising, asOf }, ports);
    return [[...kept.keys()], [...stale], [...refused]];
  };

  test('nothing is promised by an old answer: it ended since', async () => {
    expect(await promiseAsOf(() => endings.stored.clear())).toEqual([[], [ADA], []]);
    expect(endings.of('ada')).toBeUndefined();
  });

  test('nor where it changed since', async () => {
    expect(await promiseAsOf(() => endings.put(ending('ada', { endsAt: atHour(2) })))).toEqual([
      [],
      [ADA],
      [],
    ]);
    expect(endings.of('ada')?.endsAt).toBe(atHour(2));
  });

  test('what is as it was is promised at once', async () => {
    expect(await promiseAsOf(() => undefined)).toEqual([[ADA], [], []]);
  });
});
