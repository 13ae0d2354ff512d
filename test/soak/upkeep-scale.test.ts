import { projectIdSchema } from '../../src/domain/ids';
import { reportItems } from '../../src/features/reconcile/store/reconcile-store';
import type { ReconcileReport } from '../../src/features/reconcile/store/reconcile-store';
import type { LocalSite } from '../../local/server/local-site';
import { costOfRound, put, siteOfSpaces } from '../site/many-spaces';
import { changePolicy, told } from '../site/scripting';
import { DAY_MS, deskOf, HOUR_MS, look, show, siteWithRule, support } from '../site/upkeeping';

/** A quarter of what Jira gives an app in an hour, for all sites. */
const POINTS_MAX = 65_000 / 4;
/** Storage operations of a round for a project of 20 customers, all that is kept between its steps among them. */
const OPERATIONS_MAX = 30;
const ANSWER_BYTES_MAX = 1_000_000;

const foundIn = async (site: LocalSite): Promise<(string | undefined)[]> =>
  (await told(site, 'jira-admin', 'upkeep.show')).projects.map(({ found }) => found?.at);

test('a project never reads the notes of others: a round of four times as many costs four times as much', async () => {
  const few = await costOfRound(await siteOfSpaces(Array.from({ length: 10 }, () => 20)));
  const many = await costOfRound(await siteOfSpaces(Array.from({ length: 40 }, () => 20)));
  expect(few.storage).toBeLessThanOrEqual(10 * OPERATIONS_MAX);
  expect(many.storage).toBeLessThanOrEqual(4 * few.storage);
}, 120_000);

test('a large project never holds up the others, nor does one run take the hour of all sites', async () => {
  const site = await siteOfSpaces([9_000, ...Array.from({ length: 8 }, () => 100)]);
  site.jira.log.clear();
  await site.forge.runSchedule('upkeep');
  const points = site.jira.log.all().reduce((sum, call) => sum + call.points, 0);
  const [large, ...others] = await foundIn(site);
  expect(others).not.toContain(undefined);
  expect(large).toBeUndefined();
  expect(points).toBeLessThanOrEqual(POINTS_MAX);
  site.jira.clock.advance(HOUR_MS);
  const { mostPoints } = await costOfRound(site);
  expect(mostPoints).toBeLessThanOrEqual(POINTS_MAX);
  const { projects } = await told(site, 'jira-admin', 'upkeep.show');
  expect(projects[0]?.found).toMatchObject({ listed: 9_000, goneCount: 0 });
}, 120_000);

test('a project that takes longer than a day never keeps the others from being looked at each day', async () => {
  const site = await siteOfSpaces([25_000, 10, 10]);
  // Half a day between runs, of which the large one needs five.
  for (let run = 0; run < 4; run += 1) {
    await site.forge.runSchedule('upkeep');
    site.jira.clock.advance(12 * HOUR_MS);
  }
  const [large, ...others] = await foundIn(site);
  expect(large).toBeUndefined();
  const before = site.jira.clock.now() - 1.5 * DAY_MS;
  for (const at of others) expect(Date.parse(at ?? '')).toBeGreaterThan(before);
}, 120_000);

test('a project whose step fails is put aside, told at last, and never stops the others', async () => {
  const site = await siteOfSpaces([10, 10, 10]);
  const { store } = site.forge.kvs;
  const set = store.set.bind(store);
  // Storage refuses what is read of one project.
  store.set = (space, key, ...rest) => {
    if (key === 'upkeep-sheet:20001:0') throw new Error('refused');
    return set(space, key, ...rest);
  };
  await site.forge.runSchedule('upkeep').catch(() => undefined);
  const [first, ...others] = await foundIn(site);
  expect(first).toBeUndefined();
  expect(others).not.toContain(undefined);
  site.jira.clock.advance(HOUR_MS);
  await look(site);
  expect((await show(site)).projects[0]?.found).toMatchObject({ reason: 'unexpected' });
});

test('where the hour of all sites runs short, the look leaves the rest to people', async () => {
  const site = await siteOfSpaces(Array.from({ length: 5 }, () => 100));
  const call = site.jira.call.bind(site.jira);
  site.jira.call = async (caller, request) => {
    const answer = await call(caller, request);
    const headers = new Headers(answer.headers);
    headers.set('Beta-RateLimit', '"hour";r=20000;t=1800');
    headers.set('Beta-RateLimit-Policy', '"hour";q=65000;w=3600');
    return new Response(answer.body, { status: answer.status, headers });
  };
  site.jira.log.clear();
  await site.forge.runSchedule('upkeep');
  expect(site.jira.log.all().length).toBeLessThanOrEqual(3);
});

describe('a note of an older version', () => {
  let site: LocalSite;
  beforeEach(async () => {
    site = await siteWithRule();
  });
  const DAY = 365 * DAY_MS;

  /** As it was kept before notes could be listed by project. */
  function older(accountId: string, projectId: string, value: unknown): void {
    site.forge.kvs.store.set('plain', `enrolment:${accountId}:${projectId}`, value, DAY);
  }

  test('keeps a rule from looking at the customer, and is moved once', async () => {
    const { accountId } = site.jira.state.addCustomer('ada@acme.example', 'Ada');
    deskOf(site).customers.add(accountId);
    older(accountId, '10001', { desk: 'made', organizations: {}, until: site.jira.clock.now() + DAY });
    older('qm:gone', '10001', {
      desk: 'made',
      organizations: {},
      until: site.jira.clock.now() + DAY - 2 * DAY_MS,
    });
    older('qm:odd', '10001', { desk: 'perhaps' });
    older('qm:over', '10001', { organizations: {}, until: site.jira.clock.now() - 1 });
    await look(site);
    const { rules, found } = await support(site);
    expect(rules).toMatchObject([{ outside: 0 }]);
    expect(found).toMatchObject({ goneCount: 1, gone: [{ accountId: 'qm:gone' }], skipped: 1 });
    const left = site.forge.kvs.store.all('plain').filter(({ key }) => key.startsWith('enrolment:'));
    expect(left).toEqual([]);
  });

  test('never replaces a newer one', async () => {
    const { accountId } = site.jira.state.addCustomer('ada@acme.example', 'Ada');
    deskOf(site).customers.add(accountId);
    await told(site, 'agent', 'invite.send', {
      people: [{ email: 'ada@acme.example' }],
      organizations: [{ name: 'Acme' }],
      notify: false,
    });
    older(accountId, '10001', { organizations: {}, until: site.jira.clock.now() + DAY });
    await look(site);
    const note = site.forge.kvs.store
      .all('entity:record')
      .find(({ key }) => key === `enrolment-note:${accountId}:10001`);
    expect(JSON.stringify(note?.value)).toContain('confirmed');
  });

  test('keeps the look waiting until all are moved', async () => {
    for (let index = 0; index < 30_100; index += 1) {
      older(`qm:${index}`, '10001', { organizations: {}, until: site.jira.clock.now() + DAY });
    }
    await site.forge.runSchedule('upkeep');
    expect((await told(site, 'jira-admin', 'upkeep.show')).round.state).toBe('none');
    site.jira.clock.advance(HOUR_MS);
    await site.forge.runSchedule('upkeep');
    expect((await told(site, 'jira-admin', 'upkeep.show')).round.state).toBe('done');
  }, 120_000);
});

test('what an older version found is shown before the next round', async () => {
  const site = await siteWithRule();
  await look(site);
  const { store } = site.forge.kvs;
  const round = store.all('entity:record').find(({ key }) => key === 'upkeep:round');
  const row = round?.value as { value: object };
  const { done: _done, count: _count, parked: _parked, ...older } = row.value as Record<string, unknown>;
  store.set('entity:record', 'upkeep:round', { ...row, value: older }, undefined);
  store.delete('entity:record', 'upkeep-summary:10001');
  expect((await support(site)).found).toMatchObject({ listed: 1 });
  await site.forge.runSchedule('upkeep');
  expect(store.get('entity:record', 'upkeep-summary:10001')).toBeDefined();
});

describe('what cannot be read', () => {
  let site: LocalSite;
  beforeEach(async () => {
    site = await siteWithRule();
    await look(site);
    site.jira.clock.advance(DAY_MS);
  });
  const spoil = (key: string, value: unknown): void =>
    void site.forge.kvs.store.set('entity:record', key, value, undefined);

  test.each([
    ['a report', 'upkeep-report:10001'],
    ['a summary', 'upkeep-summary:10001'],
    ['the round', 'upkeep:round'],
    ['the settings', 'upkeep:settings'],
  ])('never stops the look: %s', async (_, key) => {
    const [, id = ''] = key.split(':');
    spoil(key, { kind: key.split(':')[0], sort: id, version: 3, write: 'x', value: { nothing: 'known' } });
    await look(site);
    expect((await support(site)).found).toMatchObject({ listed: 1 });
  });

  test('of a round never gives rules more room on that day', async () => {
    spoil('upkeep:round', { kind: 'upkeep', sort: 'round', version: 3, write: 'x', value: 7 });
    const { accountId } = site.jira.state.addCustomer('ada@acme.example', 'Ada');
    deskOf(site).customers.add(accountId);
    const { version, projects } = await told(site, 'jira-admin', 'upkeep.show');
    const on = projects.flatMap(({ projectId, rules }) =>
      rules.map(({ domain, organization }) => ({ projectId, domain, organizationId: organization.id })),
    );
    await told(site, 'jira-admin', 'upkeep.save', { version, on, changesMax: 50 });
    await look(site);
    expect((await support(site)).rules).toMatchObject([{ added: 0, outside: 1 }]);
  });
});

test('no answer is larger than 1 MB, with 500 projects whose reports are as large as they get', async () => {
  const site = await siteOfSpaces(Array.from({ length: 500 }, () => 0));
  const people = (count: number) =>
    Array.from({ length: count }, (_, index) => `qm:${'0'.repeat(60)}:${index}`);
  const organization = { id: '11', name: 'O'.repeat(200) };
  await changePolicy(site, {
    domainOrganizations: Array.from({ length: 200 }, (_, index) => ({
      domain: `${'d'.repeat(50)}.company${index}.example`,
      organization: { id: [...site.jira.state.organizations.keys()][0] ?? '', name: 'Acme' },
    })),
  } as Parameters<typeof changePolicy>[1]);
  for (const { projectId } of site.jira.state.desks.values()) {
    const report = {
      projectId: projectIdSchema.parse(projectId),
      at: site.jira.clock.now(),
      listed: 10_000,
      hidden: 10,
      rules: [],
      gone: people(200).map((accountId) => ({ accountId, organization })),
      goneCount: 200,
      uncompared: [],
      membersRead: {},
      refused: [],
      unused: people(300).map((accountId) => ({ accountId, at: 0 })),
      unusedMore: true,
    } as unknown as ReconcileReport;
    for (const item of reportItems(report, undefined)) put(site.forge.kvs.store, item);
  }
  const answers: unknown[] = [];
  let after: string | undefined;
  do {
    const page = await told(site, 'jira-admin', 'upkeep.show', after === undefined ? {} : { after });
    answers.push(page);
    after = page.next;
  } while (after !== undefined);
  answers.push(await told(site, 'jira-admin', 'upkeep.lists', { projectId: '20001' }));
  const sizes = answers.map((answer) => Buffer.byteLength(JSON.stringify(answer)));
  expect(Math.max(...sizes)).toBeLessThanOrEqual(ANSWER_BYTES_MAX);
}, 120_000);
