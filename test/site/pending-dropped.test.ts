import { LocalSite } from '../../local/server/local-site';
import { inviteOne } from './inviting';
import { auditedInvitations, changePolicy } from './scripting';

const MINUTE = 60_000;
const EMAIL = 'ada@acme.example';

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create({ profile: 'slow-index' });
  site.forge.time.hurried = true;
  // Jira makes the account, its answer is lost, and its search does not find the account yet.
  const lost = { path: '/servicedeskapi/customer', status: 503, rate: 1, times: 1, afterWork: true };
  site.jira.faults.set([lost]);
  expect(await inviteOne(site, EMAIL)).toMatchObject({
    state: 'attention',
    reason: { code: 'account-not-findable' },
  });
  site.jira.faults.set([]);
  site.jira.log.clear();
});

async function later(minutes: number): Promise<void> {
  for (let passed = 0; passed < minutes; passed += 5) {
    site.jira.clock.advance(5 * MINUTE);
    await site.forge.runSchedule('retry');
  }
}

const isWaiting = () => site.forge.kvs.store.all('plain').some(({ key }) => key.startsWith('pending:'));
const newest = async () => (await auditedInvitations(site))[0];

describe('an invitation that waits, whose lost create made the account, and that may not go on,', () => {
  test('is told as interrupted, with the account, and nothing is changed for it', async () => {
    await changePolicy(site, { deniedDomains: ['acme.example'] });
    await later(5);
    expect(await newest()).toMatchObject({
      outcome: 'attention',
      reason: 'interrupted',
      customer: site.jira.state.withEmail(EMAIL)[0]?.accountId,
    });
    expect(isWaiting()).toBe(false);
    expect(site.jira.log.all().filter(({ as, method }) => as === 'app' && method !== 'GET')).toEqual([]);
  });

  test.each([
    ['while Jira does not answer', { status: 503, path: '/user/search' }],
    ['while Jira finds nobody', { status: 404, path: '/user/search' }],
  ])('waits for its account for a day at most: %s', async (_when, fault) => {
    await changePolicy(site, { deniedDomains: ['acme.example'] });
    site.jira.faults.set([{ ...fault, rate: 1, afterWork: false }]);
    await later(60);
    expect(isWaiting()).toBe(true);
    await later(24 * 60);
    expect(isWaiting()).toBe(false);
    const told = await newest();
    expect(told).toMatchObject({ outcome: 'attention', reason: 'interrupted' });
    expect(told?.customer).toBeUndefined();
  });

  test('is told as interrupted where its space is off', async () => {
    await site.savePolicy({}, ['PAR']);
    await later(5);
    expect(await newest()).toMatchObject({ outcome: 'attention', reason: 'interrupted' });
    expect(isWaiting()).toBe(false);
  });
});
