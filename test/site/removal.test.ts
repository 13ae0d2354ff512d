import type { Rules } from '../../src/domain/policy/rules';
import type { Death } from '../../local/forge/crashes';
import type { LocalSite } from '../../local/server/local-site';
import {
  access,
  accessEntries,
  accountOf,
  endingSite,
  HOUR_MS,
  inDays,
  inviteUntil,
  outcomesIn,
  pass,
  placesOf,
} from './ending';
import { ask, organizationNamed } from './inviting';
import { changePolicy } from './scripting';

const EMAIL = 'ada@acme.example';
const KNOWN = 'customer@guestlist.example';
const ADMINS_TOO: Pick<Rules, 'mayInvite'> = { mayInvite: ['agents', 'projectAdmins'] };
const DEATHS: readonly Death[] = ['before', 'after'];

let site: LocalSite;
beforeEach(async () => {
  site = await endingSite();
});

interface Options {
  readonly organization?: string;
  readonly who?: string;
  readonly project?: string;
  readonly endsAt?: string;
}

/** Invites, and tells the id of the entry. */
async function invited(email = EMAIL, { endsAt, ...options }: Options = {}): Promise<string> {
  const [outcome] = outcomesIn(await inviteUntil(site, endsAt, [email], options));
  if (outcome?.id === undefined) throw new Error('no entry');
  return outcome.id;
}

const remove = (id: string, who = 'agent', project = 'SUP') => ask(site, who, 'removal.run', { id }, project);
const plan = (id: string, who = 'agent') => ask(site, who, 'removal.show', { id });

test('takes the customer off what the invitation added, and tells it in the audit log', async () => {
  const id = await invited();
  expect(placesOf(site, EMAIL)).toEqual(['desk', 'Acme']);
  expect(await plan(id)).toMatchObject({
    ok: true,
    data: { accountId: accountOf(site, EMAIL), removes: { desk: true, organizations: [{ name: 'Acme' }] } },
  });
  expect(placesOf(site, EMAIL)).toEqual(['desk', 'Acme']);
  expect(await remove(id)).toMatchObject({ ok: true, data: { stays: [] } });
  expect(placesOf(site, EMAIL)).toEqual([]);
  expect(await accessEntries(site)).toMatchObject([
    {
      action: 'removed',
      invitation: id,
      actor: { kind: 'person', accountId: site.person('agent').accountId },
      customer: accountOf(site, EMAIL),
      desk: true,
      organizations: ['Acme'],
      outcome: 'done',
    },
  ]);
});

test('a second time there is nothing left to remove, and nobody is asked', async () => {
  const id = await invited();
  await remove(id);
  site.jira.log.clear();
  const again = await remove(id);
  expect(again).toMatchObject({
    ok: true,
    data: {
      removes: { desk: false, organizations: [] },
      stays: [{ why: 'gone' }, { organization: { name: 'Acme' }, why: 'gone' }],
    },
  });
  expect(site.jira.log.all().filter(({ method }) => method === 'DELETE')).toEqual([]);
  expect(await accessEntries(site)).toHaveLength(1);
});

test('a customer who was there before keeps what they had', async () => {
  const id = await invited(KNOWN, { organization: 'Globex' });
  expect(placesOf(site, KNOWN)).toEqual(['desk', 'Globex']);
  expect(await remove(id)).toMatchObject({ ok: true, data: { stays: [{ why: 'not-added' }] } });
  expect(placesOf(site, KNOWN)).toEqual(['desk']);
});

test('what a later invitation names stays, until that is taken back, too', async () => {
  await changePolicy(site, ADMINS_TOO);
  const first = await invited();
  site.jira.clock.advance(HOUR_MS);
  const second = await invited(EMAIL, { organization: 'Globex', who: 'project-admin' });
  expect(await remove(first)).toMatchObject({
    ok: true,
    data: {
      removes: { desk: false, organizations: [{ name: 'Acme' }] },
      stays: [{ why: 'invited-since', by: { accountId: site.person('project-admin').accountId } }],
    },
  });
  expect(placesOf(site, EMAIL)).toEqual(['desk', 'Globex']);
  site.jira.clock.advance(HOUR_MS);
  await remove(second, 'project-admin');
  expect(placesOf(site, EMAIL)).toEqual(['desk']);
  await remove(first);
  expect(placesOf(site, EMAIL)).toEqual([]);
});

test('what another space gave since stays', async () => {
  await site.savePolicy({ organizations: 'any' }, ['SUP', 'PAR']);
  const id = await invited();
  site.jira.clock.advance(HOUR_MS);
  await invited(EMAIL, { who: 'other-agent', project: 'PAR' });
  expect(await plan(id)).toMatchObject({
    ok: true,
    data: { stays: [{ organization: { name: 'Acme' }, why: 'other-space' }] },
  });
  await remove(id);
  expect(placesOf(site, EMAIL)).toEqual(['Acme']);
});

describe('beside temporary access', () => {
  test('what is taken back does not end a second time', async () => {
    const id = await invited(EMAIL, { endsAt: inDays(site, 2) });
    await remove(id);
    expect(placesOf(site, EMAIL)).toEqual([]);
    expect(await access(site, 'access.list', {})).toEqual({ access: [] });
    await pass(site, 3);
    expect(await accessEntries(site)).toHaveLength(1);
  });

  test('the rest ends as it was promised', async () => {
    await invited(EMAIL, { endsAt: inDays(site, 2) });
    site.jira.clock.advance(HOUR_MS);
    const second = await invited(EMAIL, { organization: 'Globex', endsAt: inDays(site, 3) });
    await remove(second);
    expect(placesOf(site, EMAIL)).toEqual(['desk', 'Acme']);
    const { access: listed } = await access(site, 'access.list', {});
    expect(listed).toMatchObject([{ desk: true, organizations: [{ name: 'Acme' }] }]);
    await pass(site, 4);
    expect(placesOf(site, EMAIL)).toEqual([]);
  });

  test('where Jira refuses, all is as it was, and it can be tried again', async () => {
    const endsAt = inDays(site, 2);
    const id = await invited(EMAIL, { endsAt });
    const members = organizationNamed(site, 'Acme').id;
    site.jira.faults.set([
      {
        method: 'DELETE',
        path: `/organization/${members}/user`,
        status: 503,
        rate: 1,
        afterWork: false,
      },
    ]);
    expect(await remove(id)).toMatchObject({ ok: false, error: { code: 'jira-unavailable' } });
    const { access: listed } = await access(site, 'access.list', {});
    expect(listed).toMatchObject([{ endsAt, desk: true, organizations: [{ name: 'Acme' }] }]);
    site.jira.faults.set([]);
    expect(await remove(id)).toMatchObject({ ok: true });
    expect(placesOf(site, EMAIL)).toEqual([]);
  });
});

describe('who may', () => {
  test.each([
    ['own', 'project-admin', 'removal-not-own'],
    ['none', 'agent', 'removal-not-allowed'],
  ] as const)('where the rule says %s, not %s', async (mayRemove, who, code) => {
    await changePolicy(site, { ...ADMINS_TOO, mayRemove });
    const id = await invited();
    for (const name of ['removal.show', 'removal.run'] as const) {
      expect(await ask(site, who, name, { id })).toMatchObject({ ok: false, error: { code } });
    }
    expect(placesOf(site, EMAIL)).toEqual(['desk', 'Acme']);
  });

  test('everybody who may invite, where the rule lets them', async () => {
    await changePolicy(site, { ...ADMINS_TOO, mayRemove: 'all' });
    const id = await invited();
    expect(await remove(id, 'project-admin')).toMatchObject({ ok: true });
    expect(placesOf(site, EMAIL)).toEqual([]);
  });

  test('nobody in another space, and no entry of another kind', async () => {
    await site.savePolicy({ mayRemove: 'all' }, ['SUP', 'PAR']);
    const id = await invited();
    const unknown = { ok: false, error: { code: 'removal-unknown' } };
    expect(await remove(id, 'other-agent', 'PAR')).toMatchObject(unknown);
    expect(await remove('no-entry')).toMatchObject(unknown);
    await remove(id);
    const [entry] = await accessEntries(site);
    expect(await remove(entry?.id ?? '')).toMatchObject(unknown);
  });
});

test.each(DEATHS)('a worker that dies leaves nothing half done for long (%s each call)', async (death) => {
  for (let number = 1, died = true; died; number += 1) {
    site = await endingSite();
    await invited(EMAIL, { endsAt: inDays(site, 4) });
    site.jira.clock.advance(HOUR_MS);
    const id = await invited(EMAIL, { organization: 'Globex' });
    site.forge.crashes.once('panel', number, death);
    await remove(id).catch(() => undefined);
    died = site.forge.crashes.count > 0;
    site.forge.crashes.at = () => undefined;
    await pass(site, 1);
    await remove(id);
    expect([number, placesOf(site, EMAIL)]).toEqual([number, ['desk', 'Acme']]);
    const told = (await accessEntries(site)).filter(
      (each) => each.event === 'access' && each.action === 'removed' && each.outcome === 'done',
    );
    expect([number, told.length]).toEqual([number, 1]);
    await pass(site, 5);
    expect([number, placesOf(site, EMAIL)]).toEqual([number, []]);
    expect(number).toBeLessThan(60);
  }
});

test('an entry of an older version, which does not tell what was added, goes by what is noted', async () => {
  await invited();
  const id = await invited(KNOWN, { organization: 'Globex' });
  for (const { key, value } of site.forge.kvs.store.all('entity:audit')) {
    const { detail, ...entry } = value as { detail: { added?: unknown } };
    const { added: _added, ...older } = detail;
    site.forge.kvs.store.set('entity:audit', key, { ...entry, detail: older }, undefined);
  }
  expect(await remove(id)).toMatchObject({
    ok: true,
    data: { removes: { organizations: [{ name: 'Globex' }] }, stays: [{ why: 'not-added' }] },
  });
  expect(placesOf(site, KNOWN)).toEqual(['desk']);
});
