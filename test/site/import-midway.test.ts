import type { ImportView } from '../../src/contract/import';
import type { ReasonCode } from '../../src/domain/reason';
import type { Person } from '../../local/jira/state';
import { LocalSite } from '../../local/server/local-site';
import { expectAccounted, siteBefore } from '../fakes/accounted';
import type { Before } from '../fakes/accounted';
import { afterBatch, importing, people, settled, started } from './importing';
import { organizationNamed } from './inviting';
import { changePolicy } from './scripting';

const FILE = { rows: people(20, ['Acme', 'Globex', '']), sliceRows: 4 };

let site: LocalSite;
let before: Before;
beforeEach(async () => {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
  before = siteBefore(site);
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

function change(who: string, rights: Partial<Person>): void {
  const person = site.person(who);
  site.jira.state.people.set(person.accountId, { ...person, ...rights });
}

/** What Jira was asked to do as the app, after the first two of five batches. */
async function changedMidway(happens: () => unknown): Promise<{ id: ImportView['id']; since: string[] }> {
  const { id } = await started(site, FILE);
  let from = 0;
  afterBatch(site, 2, async () => {
    await happens();
    from = site.jira.log.all().length;
  });
  await site.forge.runQueues();
  site.jira.clock.advance(10 * 60_000);
  await site.forge.runSchedule('retry');
  await site.forge.runQueues();
  const since = site.jira.log.all().slice(from);
  return {
    id,
    since: since
      .filter(({ as, method }) => as === 'app' && method !== 'GET')
      .map(({ method, path }) => `${method} ${path}`),
  };
}

async function expectStopped(id: ImportView['id'], code: ReasonCode): Promise<ImportView> {
  const view = await importing(site, 'import.show', { importId: id });
  expect(view).toMatchObject({
    state: 'stopped',
    reason: { code },
    counts: { created: 8, failed: 0, left: 12 },
  });
  await expectAccounted(site, view, FILE, before);
  return view;
}

async function expectDoneByResuming(id: ImportView['id']): Promise<void> {
  await importing(site, 'import.resume', { importId: id });
  const view = await settled(site, id);
  await expectAccounted(site, view, FILE, before);
  expect(view).toMatchObject({ state: 'finished', counts: { created: 20, failed: 0 } });
}

describe('an import stops', () => {
  test('when its project is switched off, and goes on when it is on again', async () => {
    const { id, since } = await changedMidway(() => site.savePolicy({}, []));
    expect(since).toEqual([]);
    await site.savePolicy({}, ['SUP']);
    await expectStopped(id, 'project-not-enabled');
    await expectDoneByResuming(id);
  });

  test('when agents may no longer invite', async () => {
    const { id, since } = await changedMidway(() => changePolicy(site, { mayInvite: ['projectAdmins'] }));
    expect(since).toEqual([]);
    await changePolicy(site, { mayInvite: ['agents'] });
    await expectStopped(id, 'not-an-inviter');
    await expectDoneByResuming(id);
  });

  test('when its owner is no longer an agent, of which Jira is asked as that person', async () => {
    const { accountId } = site.person('agent');
    const { id, since } = await changedMidway(() => {
      site.jira.log.clear();
      change('agent', { agentOf: [] });
    });
    expect(since).toEqual([]);
    const asked = site.jira.log.all().filter(({ path }) => path.includes('permissions/check'));
    expect(asked).toMatchObject([{ as: 'user', accountId }]);
    change('agent', { agentOf: ['10001'] });
    await expectStopped(id, 'not-an-inviter');
    await expectDoneByResuming(id);
  });

  test('when its owner’s account is no longer active', async () => {
    const { id, since } = await changedMidway(() => change('agent', { active: false }));
    expect(since).toEqual([]);
    change('agent', { active: true });
    await expectStopped(id, 'not-an-inviter');
  });

  test('when the app loses Administer Jira, and leaves the rows as they are', async () => {
    const app = [...site.jira.state.people.values()].find(({ accountType }) => accountType === 'app');
    const { id } = await changedMidway(() => change(app?.accountId ?? '', { jiraAdmin: false }));
    await expectStopped(id, 'app-lacks-admin');
    change(app?.accountId ?? '', { jiraAdmin: true });
    await expectDoneByResuming(id);
  });
});

describe('of an import that goes on', () => {
  test('those fail whose organization was deleted in the middle', async () => {
    const { id } = await changedMidway(() =>
      site.jira.state.removeOrganization(organizationNamed(site, 'Globex').id),
    );
    const view = await settled(site, id);
    expect(view).toMatchObject({ state: 'finished', counts: { left: 0, attention: 0 } });
    const { rows } = await importing(site, 'import.rows', { importId: id, slice: 2 });
    expect(rows.map(({ state, reason }) => reason?.code ?? state)).toEqual([
      'done',
      'done',
      'organization-gone',
      'done',
    ]);
  });

  test('those are refused whose domain was denied in the middle', async () => {
    const { id, since } = await changedMidway(() => changePolicy(site, { deniedDomains: ['acme.example'] }));
    expect(since).toEqual([]);
    const view = await settled(site, id);
    const rows = await expectAccounted(site, view, FILE, before);
    expect(view).toMatchObject({ state: 'finished', counts: { created: 8, failed: 12, retriable: 12 } });
    expect(rows.at(-1)?.reason?.code).toBe('domain-denied');
  });

  test('those are refused whose organization the policy no longer allows', async () => {
    const { id, name } = organizationNamed(site, 'Acme');
    const { id: importId } = await changedMidway(() =>
      site.savePolicy({ onlyOrganizations: [{ id, name }] }, ['SUP']),
    );
    const view = await settled(site, importId);
    const rows = await expectAccounted(site, view, FILE, before);
    expect(view.counts).toMatchObject({ failed: 4, left: 0 });
    expect(rows[10]?.reason?.code).toBe('organization-not-allowed');
  });

  test('nobody gets an e-mail after the policy said never', async () => {
    const { id } = await started(site, { ...FILE, notify: true });
    afterBatch(site, 2, () => changePolicy(site, { email: 'never' }));
    const view = await settled(site, id);
    expect(site.jira.state.mailsSent).toHaveLength(8);
    expect(view.counts).toMatchObject({ created: 8, failed: 12, retriable: 12 });
  });
});
