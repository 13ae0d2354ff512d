import { LocalSite } from '../../local/server/local-site';
import { importing, settled, started } from './importing';
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

test('what storage does not tell at once never loses the end of one whose worker died', async () => {
  site.forge.crashes.at = ({ path }) => (path.includes('/customer/invite') ? 'after' : undefined);
  await inviteUntil(site, inDays(site, 2), [EMAIL], { notify: true }).catch(() => undefined);
  site.forge.crashes.at = () => undefined;
  const { kvs } = site.forge;
  const handle = kvs.handle.bind(kvs);
  let failures = 0;
  kvs.handle = (path, body) => {
    const isNote = path.endsWith('/batch/get') && JSON.stringify(body).includes('"enrolment-note:');
    if (!isNote || failures > 0) return handle(path, body);
    failures += 1;
    return Response.json({ code: 'INTERNAL_ERROR', message: 'Fault of the test' }, { status: 500 });
  };
  await scheduled(200).catch(() => undefined);
  await scheduled(200);
  expect(failures).toBe(1);
  await pass(site, 4);
  expect(placesOf(site, EMAIL)).toEqual([]);
});

test('nobody whom an import invited by e-mail until a day stays, where its worker died and it was cancelled', async () => {
  const { id } = await started(site, {
    rows: [[EMAIL, 'Acme', inDays(site, 2)]],
    columns: ['email', 'organizations', 'endsAt'],
    notify: true,
  });
  site.forge.crashes.at = ({ path }) => (path.includes('/customer/invite') ? 'after' : undefined);
  await site.forge.runQueues();
  site.forge.crashes.at = () => undefined;
  await importing(site, 'import.cancel', { importId: id });
  await settled(site, id);
  expect(placesOf(site, EMAIL)).toEqual(['desk']);
  await pass(site, 4);
  expect(placesOf(site, EMAIL)).toEqual([]);
});
