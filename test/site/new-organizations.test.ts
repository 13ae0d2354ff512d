import type { Outcome } from '../../src/domain/invitation/outcome';
import { LocalSite } from '../../local/server/local-site';
import { organizationId } from '../fakes/ids';
import { importing, people, settled, started } from './importing';
import { ask, inviteOne, organizationNamed } from './inviting';
import { entries, HERE, inviteHere, later, mergerSite, MINUTE_MS, NAME } from './merger';
import { ada, changePolicy, invite, newKey, PAR, SUP } from './scripting';
import { listen } from '../../local/server/http';

let site: LocalSite;

beforeEach(async () => {
  site = await mergerSite();
});

/** The agent of the other project makes the organization, through the app, and puts a customer in. */
async function madeInOtherProject(): Promise<void> {
  await ask(
    site,
    'other-agent',
    'invite.send',
    { people: [{ email: 'ceo@merger.example' }], ...HERE, notify: false },
    'PAR',
  );
}

/** A Jira admin makes it by hand, and has not linked it yet. */
function madeByHand(): void {
  site.jira.state.addOrganization(NAME);
}

/** Does something at a call to Jira, before Jira does it: once. */
function atCall(method: string, pathEnd: string, happens: () => unknown, status?: number): void {
  const { jira } = site;
  const call = jira.call.bind(jira);
  jira.call = async (caller, request) => {
    if (request.method !== method || !new URL(request.url).pathname.endsWith(pathEnd)) {
      return call(caller, request);
    }
    jira.call = call;
    if (status !== undefined) return new Response('', { status, headers: { 'Retry-After': '10' } });
    await happens();
    return call(caller, request);
  };
}

const CREATE = ['POST', '/rest/servicedeskapi/organization'] as const;

async function expectRefused(outcome: Outcome): Promise<void> {
  expect(outcome).toMatchObject({ state: 'failed', reason: { code: 'organization-elsewhere' } });
  const { id, members } = organizationNamed(site, NAME);
  const spies = site.jira.state.withEmail('spy@evil.example').map(({ accountId }) => accountId);
  expect(spies.filter((accountId) => members.has(accountId))).toEqual([]);
  expect(site.jira.state.desk('SUP')?.organizations).not.toContain(id);
  expect((await entries(site, 'created')).filter(({ projectId }) => projectId === SUP)).toEqual([]);
}

describe('an organization that somebody else makes is never taken for one’s own:', () => {
  test.each([0, 1, 900, 1000])('%i ms before', async (ms) => {
    madeByHand();
    site.jira.clock.advance(ms);
    await expectRefused(await inviteHere(site));
  });

  test.each([0, 900])('%i ms before, in another project', async (ms) => {
    await madeInOtherProject();
    site.jira.clock.advance(ms);
    await expectRefused(await inviteHere(site));
  });

  test('in another project while it is asked for', async () => {
    atCall(...CREATE, madeInOtherProject);
    await expectRefused(await inviteHere(site));
    expect(await entries(site, 'created')).toMatchObject([{ projectId: PAR, outcome: 'done' }]);
  });

  test('in a wait for 429', async () => {
    const { clock } = site.jira;
    atCall(...CREATE, () => undefined, 429);
    const asked = clock.now();
    const now = clock.now.bind(clock);
    let isMade = false;
    clock.now = () => {
      const at = now();
      if (!isMade && at > asked + 4_000) {
        isMade = true;
        site.jira.state.addOrganization(NAME, { createdAt: asked + 4_000 });
      }
      return at;
    };
    await expectRefused(await inviteHere(site));
    expect(isMade).toBe(true);
  });

  test('one second after: then it is ours, and theirs is the same', async () => {
    const outcome = await inviteHere(site);
    site.jira.clock.advance(1000);
    expect(outcome.state).toBe('done');
    await madeInOtherProject();
    expect(await entries(site, 'created')).toMatchObject([{ projectId: SUP }]);
    expect(organizationNamed(site, NAME).members.size).toBe(1);
  });

  test('whatever call the worker of an import died at', async () => {
    for (let number = 1; ; number += 1) {
      site = await LocalSite.create();
      site.forge.time.hurried = true;
      await site.savePolicy({ createOrganizations: true }, ['SUP', 'PAR']);
      await madeInOtherProject();
      site.forge.crashes.once('import-queue', number, 'after');
      const { id } = await started(site, { rows: [['spy@evil.example', 'Spy', NAME]] });
      const view = await settled(site, id);
      expect(view.counts).toMatchObject({ created: 0, failed: 1 });
      expect(organizationNamed(site, NAME).members.size).toBe(1);
      if (site.forge.crashes.count === 0) break;
    }
  });
});

describe('an organization whose create got no answer', () => {
  test('is known as ours in the same call, and has one entry', async () => {
    site.jira.faults.set([
      { method: 'POST', path: CREATE[1], status: 504, rate: 1, times: 1, afterWork: true },
    ]);
    expect((await inviteHere(site)).state).toBe('done');
    expect(organizationNamed(site, NAME).members.size).toBe(1);
    expect(await entries(site, 'created')).toMatchObject([{ outcome: 'done' }]);
  });

  test('is not taken for ours where somebody got into it meanwhile', async () => {
    site.jira.faults.set([
      { method: 'POST', path: CREATE[1], status: 504, rate: 1, times: 1, afterWork: true },
    ]);
    const { clock } = site.jira;
    const now = clock.now.bind(clock);
    clock.now = () => {
      const made = [...site.jira.state.organizations.values()].find(({ name }) => name === NAME);
      made?.members.add(site.person('customer').accountId);
      return now();
    };
    await expectRefused(await inviteHere(site));
  });

  test('is found again by the script that repeats its request', async () => {
    const listening = await listen(site, { port: 0, screens: false });
    const key = await newKey(site);
    const headers = { 'Idempotency-Key': 'order-1' };
    const body = ada({ organization: NAME });
    let calls = 0;
    site.forge.crashes.at = ({ functionKey, method, path }) => {
      if (functionKey !== 'script-door' || method !== 'POST' || !path.endsWith(CREATE[1])) return undefined;
      calls += 1;
      return calls === 1 ? 'after' : undefined;
    };
    await invite(key, body, headers);
    expect(site.forge.crashes.count).toBe(1);
    expect(organizationNamed(site, NAME).members.size).toBe(0);
    site.jira.clock.advance(2 * MINUTE_MS);
    expect(JSON.parse((await invite(key, body, headers)).body)).toMatchObject({ code: 'created' });
    expect(organizationNamed(site, NAME).members.size).toBe(1);
    expect(await entries(site, 'created')).toMatchObject([{ outcome: 'done' }]);
    await listening.close();
  });

  test('is left to a person where a screen died, until the schedule has told of it', async () => {
    site.forge.crashes.at = ({ method, path }) =>
      method === 'POST' && path.endsWith(CREATE[1]) ? 'after' : undefined;
    await inviteHere(site).catch(() => undefined);
    site.forge.crashes.at = () => undefined;
    expect(await entries(site, 'created')).toEqual([]);
    expect((await inviteHere(site)).reason?.code).toBe('organization-elsewhere');
    await later(site, 20);
    expect(await entries(site, 'created')).toMatchObject([{ outcome: 'attention', reason: 'interrupted' }]);
    expect((await inviteHere(site)).state).toBe('done');
    await later(site, 20);
    expect(await entries(site, 'created')).toHaveLength(1);
    expect(await entries(site, 'linked')).toHaveLength(1);
  });
});

describe('two at once', () => {
  test('in one project: one creates, and both have it', async () => {
    const both = await Promise.all([
      inviteOne(site, 'one@acme.example', HERE),
      inviteOne(site, 'two@acme.example', HERE),
    ]);
    expect(both.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(await entries(site, 'created')).toHaveLength(1);
    expect(organizationNamed(site, NAME).members.size).toBe(2);
  });

  test('in two projects: one creates, the other is refused', async () => {
    const [here] = await Promise.all([inviteHere(site), madeInOtherProject()]);
    expect(await entries(site, 'created')).toHaveLength(1);
    expect(organizationNamed(site, NAME).members.size).toBe(1);
    const isOurs = (await entries(site, 'created'))[0]?.projectId === SUP;
    expect(here.reason?.code).toBe(isOurs ? undefined : 'organization-elsewhere');
  });
});

test('nothing is created where the policy lists the only organizations allowed', async () => {
  const { id, name } = organizationNamed(site, 'Acme');
  await changePolicy(site, { onlyOrganizations: [{ id: organizationId(id), name }] });
  expect((await inviteHere(site)).reason?.code).toBe('organization-unknown');
  expect(() => organizationNamed(site, NAME)).toThrow();
});

test('an import that creates organizations reads the list of the project once', async () => {
  const names = Array.from({ length: 4 }, (_, index) => `New ${index}`);
  const rows = people(600, names).map((row, index) => [
    ...row.slice(0, 2),
    names[Math.floor(index / 150)] ?? '',
  ]);
  const { id } = await started(site, { rows });
  expect((await settled(site, id)).counts).toMatchObject({ created: 600, failed: 0 });
  const lists = site.jira.log
    .all()
    .filter(
      ({ method, path }) =>
        method === 'GET' && path.startsWith('/rest/servicedeskapi/servicedesk/1/organization'),
    );
  expect(lists).toHaveLength(1);
  expect(await importing(site, 'import.show', { importId: id })).toMatchObject({ state: 'finished' });
});
