import type { Outcome } from '../../src/domain/invitation/outcome';
import { LocalSite } from '../../local/server/local-site';
import { importing, settled, started } from './importing';
import { ask, inviteOne, organizationNamed, stepsOf } from './inviting';
import { audited, changePolicy, PAR } from './scripting';

/** Three are linked from the start. */
const COUNT = 5_100;
const MINUTE_MS = 60_000;
/** Calls for a new customer, the list of organizations among them. */
const MAIN_JOB = 5;

let site: LocalSite;

beforeEach(async () => {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
  for (let number = 0; number < COUNT; number += 1) addLinked(`Company ${number}`);
});

function addLinked(name: string): void {
  const { id } = site.jira.state.addOrganization(name, { createdAt: 0 });
  site.jira.state.desk('SUP')?.organizations.add(id);
}

/** Invites, and counts the calls to Jira and the points that they cost. */
async function invited(
  ...organizations: object[]
): Promise<{ readonly outcome: Outcome; readonly calls: number }> {
  site.jira.log.clear();
  const outcome = await inviteOne(site, 'ada@acme.example', { organizations });
  return { outcome, calls: site.jira.log.all().length };
}

/** The schedule reads what an invitation waits for. */
async function filled(): Promise<void> {
  await invited({ name: 'Company 5000' });
  site.jira.clock.advance(5 * MINUTE_MS);
  await site.forge.runSchedule('retry');
}

const LAST = { name: `Company ${COUNT - 1}` };

test('a name far down is never told as unknown: the list is read meanwhile, and no invitation reads it whole', async () => {
  const cold = await invited(LAST);
  expect(cold.outcome.reason).toEqual({ code: 'organizations-many', params: { count: 500 } });
  expect(cold.calls).toBeLessThanOrEqual(MAIN_JOB + 10);

  site.jira.clock.advance(5 * MINUTE_MS);
  await site.forge.runSchedule('retry');
  const warm = await invited(LAST);
  expect(stepsOf(warm.outcome)).toEqual(['account made', 'desk made', `organization ${LAST.name} made`]);
  expect(warm.calls).toBeLessThanOrEqual(MAIN_JOB + 1);
});

test('one picked by its id is found, though nobody has read the list', async () => {
  const { id, members } = organizationNamed(site, LAST.name);
  members.add(site.person('customer').accountId);
  const { outcome, calls } = await invited({ id });
  expect(stepsOf(outcome)).toContain(`organization ${LAST.name} made`);
  expect(calls).toBeLessThanOrEqual(MAIN_JOB + 11);
});

test('the panel on one far down is not told that it is not linked', async () => {
  const { id } = organizationNamed(site, LAST.name);
  const at = { organization: id };
  const cold = await ask(site, 'agent', 'organization.show', {}, 'SUP', at);
  expect(cold).toMatchObject({ error: { code: 'organizations-many' } });
  site.jira.clock.advance(5 * MINUTE_MS);
  await site.forge.runSchedule('retry');
  expect(await ask(site, 'agent', 'organization.show', {}, 'SUP', at)).toMatchObject({ ok: true });
});

describe('what is kept never says more than Jira does now:', () => {
  beforeEach(filled);

  test('one that is linked no more is refused', async () => {
    const { id } = organizationNamed(site, LAST.name);
    site.jira.state.desk('SUP')?.organizations.delete(id);
    const { outcome } = await invited(LAST);
    expect(outcome.state).toBe('failed');
    expect(organizationNamed(site, LAST.name).members.size).toBe(0);
    site.jira.clock.advance(5 * MINUTE_MS);
    await site.forge.runSchedule('retry');
    expect((await invited(LAST)).outcome.reason?.code).toBe('organization-unknown');
  });

  test('one of another project is not found through it', async () => {
    await site.savePolicy({}, ['SUP', 'PAR']);
    const reply = await ask(
      site,
      'other-agent',
      'invite.send',
      { people: [{ email: 'eve@acme.example' }], organizations: [LAST], notify: false },
      'PAR',
    );
    expect(reply).toMatchObject({
      data: { outcomes: [{ state: 'failed', reason: { code: 'organization-unknown' } }] },
    });
    expect((await audited(site, { projectId: PAR as never })).length).toBeGreaterThan(0);
  });

  test('one that was linked since is found', async () => {
    addLinked('Latest');
    const { outcome, calls } = await invited({ name: 'Latest' });
    expect(stepsOf(outcome)).toContain('organization Latest made');
    expect(calls).toBeLessThanOrEqual(MAIN_JOB + 1);
  });

  test('a name that nobody has is told as unknown, at the cost of one call', async () => {
    const { outcome, calls } = await invited({ name: 'Nobody' });
    expect(outcome.reason?.code).toBe('organization-unknown');
    expect(calls).toBeLessThanOrEqual(MAIN_JOB);
  });

  test('where others came and went, a name that is not kept is not told as unknown', async () => {
    site.jira.state.desk('SUP')?.organizations.delete(organizationNamed(site, 'Company 10').id);
    addLinked('Latest');
    expect((await invited({ name: 'Nobody' })).outcome.reason?.code).toBe('organizations-many');
    site.jira.clock.advance(5 * MINUTE_MS);
    await site.forge.runSchedule('retry');
    expect((await invited({ name: 'Nobody' })).outcome.reason?.code).toBe('organization-unknown');
  });

  test('one that changed its place by some is found', async () => {
    for (let number = 100; number < 120; number += 1) {
      site.jira.state.desk('SUP')?.organizations.delete(organizationNamed(site, `Company ${number}`).id);
    }
    expect((await invited({ name: 'Company 3000' })).outcome.state).toBe('done');
  });
});

test('one can be created there, and is not created again', async () => {
  await changePolicy(site, { createOrganizations: true });
  await filled();
  expect((await invited({ name: 'Brand New' })).outcome.state).toBe('done');
  site.jira.clock.advance(MINUTE_MS);
  expect((await invited({ name: 'Brand New' })).outcome.state).toBe('done');
  const created = (await audited(site)).filter((entry) => entry.event === 'organization');
  expect(created).toMatchObject([{ action: 'created', outcome: 'done' }]);
});

test('an import finds all of them', async () => {
  const rows = [0, 2_500, COUNT - 1].map((number) => [`p${number}@acme.example`, 'P', `Company ${number}`]);
  const { organizations } = await importing(site, 'import.start');
  expect(organizations.length).toBeGreaterThan(COUNT);
  const view = await settled(site, (await started(site, { rows })).id);
  expect(view.counts).toMatchObject({ created: 3, failed: 0 });
});
