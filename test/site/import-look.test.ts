import { LocalSite } from '../../local/server/local-site';
import { siteBefore } from '../fakes/accounted';
import { beginning, importing, people, refusedWith, settled, started } from './importing';
import { ask, organizationNamed } from './inviting';
import { audited, changePolicy } from './scripting';

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

const look = (...emails: string[]) => importing(site, 'import.look', { emails });

describe('a look at addresses', () => {
  test('tells who has an account, and where this app enrolled them', async () => {
    await settled(site, (await started(site, { rows: people(1, ['Acme']) })).id);
    const known = site.person('customer');
    expect(await look('person-1@acme.example', 'nobody@acme.example', known.email.toUpperCase())).toEqual([
      {
        account: 'one',
        accountId: site.jira.state.withEmail('person-1@acme.example')[0]?.accountId,
        desk: true,
        organizations: [organizationNamed(site, 'Acme').id],
      },
      { account: 'none' },
      { account: 'one', accountId: known.accountId, desk: false, organizations: [] },
    ]);
  });

  test('says where more than one account may be meant', async () => {
    const { email } = site.person('customer');
    site.jira.state.addPerson({ ...site.person('user'), accountId: 'second', email });
    expect(await look(email)).toEqual([{ account: 'unclear' }]);
  });

  test('does not ask for what is no address, or is refused anyway', async () => {
    site.jira.log.clear();
    expect(await look('nonsense', 'eve@denied.example')).toMatchObject([
      { account: 'unknown', reason: { code: 'address-no-at' } },
      { account: 'unknown', reason: { code: 'domain-denied' } },
    ]);
    expect(site.jira.log.all().map(({ path }) => path)).toEqual(['/rest/api/3/permissions/check']);
  });

  test('says where Jira does not answer, and does not take that for nobody', async () => {
    site.jira.faults.set([{ path: '/user/search', status: 503, rate: 1, afterWork: false }]);
    expect(await look('ada@acme.example')).toMatchObject([
      { account: 'unknown', reason: { code: 'jira-unavailable' } },
    ]);
  });

  test('changes nothing in Jira, and stores nothing but the count of the day and its entry, with what finds it', async () => {
    const before = siteBefore(site);
    const keys = () =>
      ['plain', 'secret', 'entity:record', 'entity:audit', 'entity:audit-lookup'].flatMap((space) =>
        site.forge.kvs.store.all(space).map(({ key }) => key),
      );
    const stored = keys();
    await look('ada@acme.example', site.person('customer').email);
    expect(siteBefore(site)).toEqual(before);
    const added = keys().filter((key) => !stored.includes(key));
    expect(added.map((key) => key.split(':')[0]).sort()).toEqual(['day', 'look', 'look', 'person']);
  });

  test('takes 40 at a time, and no more', async () => {
    const emails = people(41).map(([email = '']) => email);
    expect(await look(...emails.slice(1))).toHaveLength(40);
    expect(await refusedWith(site, 'import.look', { emails })).toBe('too-many-addresses');
  });
});

describe('a directory is never read out without limit or trace', () => {
  const asked = (from: number, count = 40) =>
    people(from + count)
      .slice(from)
      .map(([email = '']) => email);
  const looks = async () => (await audited(site)).filter(({ event }) => event === 'look');
  const searches = () => site.jira.log.all().filter(({ path }) => path.includes('/search')).length;

  test('ten times the largest import is looked up a day, and Jira is not asked for more', async () => {
    await changePolicy(site, { importMax: 6 });
    await look(...asked(0));
    site.jira.log.clear();
    expect(await ask(site, 'agent', 'import.look', { emails: asked(40) })).toMatchObject({
      ok: false,
      error: {
        code: 'quota-look',
        params: { max: 60, left: 20 },
      },
    });
    expect(searches()).toBe(0);
    expect(await look(...asked(40, 20))).toHaveLength(20);
    expect(await refusedWith(site, 'import.look', { emails: asked(0, 1) })).toBe('quota-look');
  });

  test('5,000 are, where imports have no limit', async () => {
    for (let from = 0; from < 5000; from += 40) await look(...asked(from));
    expect(await refusedWith(site, 'import.look', { emails: asked(0, 1) })).toBe('quota-look');
    expect(await looks()).toMatchObject([{ addresses: 5000 }]);
  });

  test('what the policy refuses, and what is no address, counts for nothing', async () => {
    await changePolicy(site, { importMax: 1 });
    for (let times = 0; times < 5; times += 1) {
      await look('nonsense', ...Array.from({ length: 9 }, () => 'eve@denied.example'));
    }
    expect(await looks()).toEqual([]);
    expect(await look(...asked(0, 10))).toHaveLength(10);
  });

  test('each person has a number of their own, which is new the next day', async () => {
    await changePolicy(site, { importMax: 4 });
    await look(...asked(0));
    expect(await refusedWith(site, 'import.look', { emails: asked(0, 1) })).toBe('quota-look');
    expect(await importing(site, 'import.look', { emails: asked(0, 1) }, 'project-admin')).toHaveLength(1);
    site.jira.clock.advance(86_400_000);
    expect(await look(...asked(0))).toHaveLength(40);
  });

  test('the log has one entry for a person and a day, with how many they looked up', async () => {
    for (let from = 0; from < 120; from += 40) await look(...asked(from));
    await importing(site, 'import.look', { emails: asked(0, 5) }, 'project-admin');
    expect((await looks()).map((entry) => 'addresses' in entry && entry.addresses).sort()).toEqual([120, 5]);
    site.jira.clock.advance(86_400_000);
    await look(...asked(0, 1));
    expect(await looks()).toHaveLength(3);
  });

  test('calls at once never pass the number, and none is left out of the entry', async () => {
    await changePolicy(site, { importMax: 10 });
    const calls = Array.from({ length: 6 }, (_, index) =>
      ask(site, 'agent', 'import.look', { emails: asked(index * 20, 20) }),
    );
    expect((await Promise.all(calls)).filter(({ ok }) => ok)).toHaveLength(5);
    expect(await looks()).toMatchObject([{ addresses: 100 }]);
  });
});

describe('what the screen begins with', () => {
  test('are the rules, the organizations of the project, and what is left for today', async () => {
    await changePolicy(site, { importMax: 300, importConfirmFrom: 40, dailyPerPerson: 250 });
    const start = await importing(site, 'import.start');
    expect(start).toMatchObject({
      rules: { deniedDomains: ['denied.example'], email: 'choice', organizations: 'linked' },
      peopleMax: 300,
      confirmFrom: 40,
      leftToday: 250,
      imports: [],
    });
    expect(start.organizations.map(({ name, scimManaged }) => [name, scimManaged])).toEqual([
      ['Acme', false],
      ['Globex', false],
      ['Umbrella (directory)', true],
    ]);
  });

  test('are the newest imports of the project first', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      ids.unshift((await started(site, { rows: people(1) })).id);
      site.jira.clock.advance(1000);
    }
    expect((await importing(site, 'import.start')).imports.map(({ id }) => id)).toEqual(ids);
  });
});

describe('as large as it may be', () => {
  test('a slice is stored with what became of its rows', async () => {
    const name = 'ü'.repeat(53);
    const rows = people(447).map(([email = '']) => [email, name, 'Nowhere to be found']);
    const { slices } = beginning({ rows });
    expect(Buffer.byteLength(JSON.stringify(slices))).toBeGreaterThan(78_000);
    const view = await settled(site, (await started(site, { rows })).id);
    expect(view).toMatchObject({ state: 'finished', counts: { failed: 447 } });
  });

  test('a slice is stored while all of it waits for Jira, in Jira’s own words', async () => {
    const name = 'ü'.repeat(53);
    const rows = people(447).map(([email = '']) => [email, name, '']);
    const { id } = await started(site, { rows });
    site.jira.faults.set([{ path: '/rest/servicedeskapi/customer', status: 400, rate: 1, afterWork: false }]);
    expect(await settled(site, id)).toMatchObject({
      state: 'finished',
      counts: { failed: 447, retriable: 447 },
    });
    site.jira.faults.set([]);
    await importing(site, 'import.retry', { importId: id });
    expect(await settled(site, id)).toMatchObject({ state: 'finished', counts: { created: 447 } });
  });

  test('a file of the most different organizations can be begun', async () => {
    const organizations = Array.from({ length: 500 }, (_, number) => ({
      name: `${number} ${'x'.repeat(150)}`,
      to: { create: true as const },
    }));
    const { input } = beginning({ rows: people(1), organizations });
    const header = Array.from({ length: 100 }, () => 'h'.repeat(200));
    expect(
      await refusedWith(site, 'import.begin', { ...input, header, people: 100_000, slices: 700 }),
    ).toBeUndefined();
  });
});
