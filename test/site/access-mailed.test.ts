import { LocalSite } from '../../local/server/local-site';
import { inDays, inviteUntil, outcomesIn, pass, placesOf } from './ending';

const EMAIL = 'ada@acme.example';
const STEP_MINUTES = 5;

let site: LocalSite;
beforeEach(async () => {
  // Jira's search finds a new account only after a while.
  site = await LocalSite.create({ profile: 'slow-index' });
  site.forge.time.hurried = true;
});

/** Lets minutes go by, and with each five of them the schedule. */
async function scheduled(minutes: number): Promise<void> {
  for (let passed = 0; passed < minutes; passed += STEP_MINUTES) {
    site.jira.clock.advance(STEP_MINUTES * 60_000);
    await site.forge.runSchedule('retry');
  }
}

describe('an invitation by e-mail that got no answer ends on the desk, too', () => {
  let end: string;
  beforeEach(async () => {
    end = inDays(site, 2);
    site.jira.faults.set([{ path: '/customer/invite', status: 0, rate: 1, times: 1, afterWork: true }]);
    const [outcome] = outcomesIn(await inviteUntil(site, end, [EMAIL], { notify: true }));
    expect(outcome?.reason?.code).toBe('account-not-findable');
    expect(placesOf(site, EMAIL)).toEqual(['desk']);
  });

  test('where the schedule tries again', async () => {
    await scheduled(200);
    expect(placesOf(site, EMAIL)).toEqual(['desk', 'Acme']);
    await pass(site, 4);
    expect(placesOf(site, EMAIL)).toEqual([]);
  });

  test('where the agent invites again without an e-mail', async () => {
    site.jira.clock.advance(30 * 60_000);
    await inviteUntil(site, end, [EMAIL]);
    expect(placesOf(site, EMAIL)).toEqual(['desk', 'Acme']);
    await pass(site, 4);
    expect(placesOf(site, EMAIL)).toEqual([]);
  });
});
