import type { LocalSite } from '../../local/server/local-site';
import { endingSite, HOUR_MS, inviteUntil, outcomesIn, placesOf } from './ending';
import { ask } from './inviting';
import { ADA, finished, looked } from './leaving';
import { changePolicy } from './scripting';

const GRACE = 'grace@acme.example';
const QUARTER_MS = 900_000;

let site: LocalSite;
beforeEach(async () => {
  site = await endingSite('open-desk');
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

/** Invites, and tells the id of the entry. */
async function entryOf(email: string): Promise<string> {
  const [outcome] = outcomesIn(await inviteUntil(site, undefined, [email]));
  if (outcome?.id === undefined) throw new Error('no entry');
  return outcome.id;
}

describe('an invitation that is taken back', () => {
  const show = (id: string) => ask(site, 'agent', 'removal.show', { id });
  const remove = (id: string) => ask(site, 'agent', 'removal.run', { id });

  test('the preview says that the desk stays, with one call to Jira, and the removal tries nonetheless', async () => {
    const id = await entryOf(ADA);
    site.jira.clock.advance(QUARTER_MS);
    site.jira.log.clear();
    const shown = await show(id);
    expect(shown).toMatchObject({
      ok: true,
      data: { removes: { desk: false, organizations: [{ name: 'Acme' }] }, stays: [{ why: 'open' }] },
    });
    const calls = site.jira.log.all().filter(({ path }) => path.includes('/servicedesk/1/customer'));
    expect(calls.map(({ method }) => method)).toEqual(['GET']);
    expect(await remove(id)).toMatchObject({ ok: true, data: { ...(shown.ok && shown.data) } });
    expect(site.jira.log.all().filter(({ method }) => method === 'DELETE')).toHaveLength(2);
    expect(placesOf(site, ADA)).toEqual(['desk']);
  });

  test('of a customer whom Jira may not list yet nothing is said before, and all of it afterwards', async () => {
    const id = await entryOf(ADA);
    expect(await show(id)).toMatchObject({ ok: true, data: { removes: { desk: true }, stays: [] } });
    expect(await remove(id)).toMatchObject({
      ok: true,
      data: { removes: { desk: false }, stays: [{ why: 'open' }], reason: { code: 'desk-open' } },
    });
  });

  test('where Jira does not answer, the preview is as it would be elsewhere', async () => {
    const id = await entryOf(ADA);
    site.jira.clock.advance(QUARTER_MS);
    site.jira.faults.set([
      { method: 'GET', path: '/servicedesk/1/customer', status: 403, rate: 1, afterWork: false },
    ]);
    expect(await show(id)).toMatchObject({ ok: true, data: { removes: { desk: true }, stays: [] } });
  });

  test('elsewhere a desk that lists customers is told as one to remove from, however long ago the invitation was', async () => {
    site = await endingSite();
    const id = await entryOf(ADA);
    site.jira.clock.advance(HOUR_MS);
    expect(await show(id)).toMatchObject({ ok: true, data: { removes: { desk: true }, stays: [] } });
  });
});

describe('a list of leavers', () => {
  test('the desk is no place that people are removed from, which one call for each look tells', async () => {
    outcomesIn(await inviteUntil(site, undefined, [ADA, GRACE]));
    site.jira.clock.advance(HOUR_MS);
    site.jira.log.clear();
    const place = {
      kind: 'one',
      removes: { desk: false, organizations: [{ name: 'Acme' }] },
      stays: [{ why: 'open' }],
    };
    expect(await looked(site, [ADA, GRACE])).toMatchObject([place, place]);
    const lists = site.jira.log.all().filter(({ path }) => path.includes('/customer?limit=1'));
    expect(lists).toHaveLength(1);
    await finished(site, [ADA, GRACE]);
    expect(placesOf(site, ADA)).toEqual(['desk']);
  });

  test('who is in no organization is not told as somebody to remove', async () => {
    const people = [{ email: ADA }];
    outcomesIn(await ask(site, 'agent', 'invite.send', { people, organizations: [], notify: false }));
    site.jira.clock.advance(HOUR_MS);
    expect(await looked(site, [ADA])).toMatchObject([
      { kind: 'one', removes: { desk: false, organizations: [] }, stays: [{ why: 'open' }] },
    ]);
  });

  test('it is the same where the policy allows all places', async () => {
    await changePolicy(site, { leavers: 'all' });
    outcomesIn(await inviteUntil(site, undefined, [ADA]));
    site.jira.clock.advance(HOUR_MS);
    expect(await looked(site, [ADA, site.person('user').email])).toMatchObject([
      { kind: 'one', removes: { desk: false }, stays: [{ why: 'open' }] },
      { kind: 'not', reason: { code: 'leaver-nothing' } },
    ]);
  });
});
