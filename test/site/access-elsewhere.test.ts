import {
  access,
  accessEntries,
  accountOf,
  DAY_MS,
  inDays,
  inviteUntil,
  outcomesIn,
  pass,
  placesOf,
} from './ending';
import { organizationNamed, stepsOf } from './inviting';
import { cameAnotherWay, look, switchOn } from './upkeeping';
import { EMAIL, HERE, isMember, THERE, twoProjects } from './two-projects';
import type { LocalSite } from '../../local/server/local-site';

let site: LocalSite;
beforeEach(async () => {
  site = await twoProjects();
});

test('an end in one project never takes away what another gave since, for good', async () => {
  await inviteUntil(site, inDays(site, 2), [EMAIL], HERE);
  site.jira.clock.advance(60_000);
  expect(outcomesIn(await inviteUntil(site, undefined, [EMAIL], THERE))[0]?.state).toBe('done');
  await pass(site, 4);
  expect(placesOf(site, EMAIL)).toEqual(['Acme']);
  expect(await accessEntries(site)).toMatchObject([
    { action: 'ended', outcome: 'done', reason: 'ends-in-part', desk: true, organizations: [] },
  ]);
});

test('the same where the other project was switched off since: what it gave stands', async () => {
  await inviteUntil(site, inDays(site, 2), [EMAIL], HERE);
  await inviteUntil(site, undefined, [EMAIL], THERE);
  await site.savePolicy({ organizations: 'any' }, ['SUP']);
  await pass(site, 4);
  expect(isMember(site)).toBe(true);
});

test('what another project gave before, and an admin took away, keeps no end from coming', async () => {
  await inviteUntil(site, undefined, [EMAIL], THERE);
  organizationNamed(site, 'Acme').members.clear();
  site.jira.clock.advance(60_000);
  await inviteUntil(site, inDays(site, 2), [EMAIL], HERE);
  await pass(site, 4);
  expect(isMember(site)).toBe(false);
});

test.each([
  [2, 9],
  [9, 2],
])(
  'where two projects give an organization for %i and %i days, the later end takes it',
  async (one, other) => {
    await inviteUntil(site, inDays(site, one), [EMAIL], HERE);
    site.jira.clock.advance(60_000);
    const [outcome] = outcomesIn(await inviteUntil(site, inDays(site, other), [EMAIL], THERE));
    expect(outcome && stepsOf(outcome).at(-1)).toBe('end done');
    await pass(site, 5);
    expect(isMember(site)).toBe(true);
    await pass(site, 6);
    expect(isMember(site)).toBe(false);
  },
);

test('an organization that two projects give until one day is never left to the other by both', async () => {
  const day = inDays(site, 2);
  await inviteUntil(site, day, [EMAIL], HERE);
  await inviteUntil(site, day, [EMAIL], THERE);
  expect(isMember(site)).toBe(true);
  await pass(site, 4);
  expect(isMember(site)).toBe(false);
});

test('nor where an agent ends the one at the moment at which the other ends by itself', async () => {
  await inviteUntil(site, inDays(site, 20), [EMAIL], HERE);
  await inviteUntil(site, inDays(site, 2), [EMAIL], THERE);
  site.jira.clock.advance(3 * DAY_MS);
  const { crashes } = site.forge;
  const around = crashes.around.bind(crashes);
  let isBegun = false;
  crashes.around = async (call, run) => {
    // The schedule takes the customer off the other desk, and has decided on the organization.
    if (!isBegun && call.method === 'DELETE' && call.path.includes('/servicedesk/')) {
      isBegun = true;
      await access(site, 'access.end', { accountId: accountOf(site, EMAIL) });
    }
    return around(call, run);
  };
  await site.forge.runSchedule('ending');
  expect(isBegun).toBe(true);
  await pass(site, 1);
  expect(isMember(site)).toBe(false);
});

/** Does something, once, after Jira told the other project where the customer is, and before it goes on. */
function afterLookThere(work: () => Promise<unknown>): void {
  const { crashes } = site.forge;
  const around = crashes.around.bind(crashes);
  const looked = { desk: false, organizations: false };
  crashes.around = async (call, run) => {
    if (call.what === 'storage' && looked.desk && looked.organizations) {
      crashes.around = around;
      await work();
    }
    const answer = await around(call, run);
    if (call.path.includes('/servicedesk/2/customer?query=')) looked.desk = true;
    if (call.path.includes('accountId=')) looked.organizations = true;
    return answer;
  };
}

test('an end in one project at the moment of an invitation in another leaves no access without an end', async () => {
  await inviteUntil(site, inDays(site, 9), [EMAIL], HERE);
  let isEnded = false;
  afterLookThere(async () => {
    await access(site, 'access.end', { accountId: accountOf(site, EMAIL) });
    isEnded = true;
  });
  const [outcome] = outcomesIn(await inviteUntil(site, inDays(site, 30), [EMAIL], THERE));
  expect(isEnded).toBe(true);
  expect(outcome && stepsOf(outcome)).toEqual([
    'account already',
    'desk made',
    'organization Acme made',
    'end done',
  ]);
  await pass(site, 31);
  expect(isMember(site)).toBe(false);
});

test('an end in one project that is under way takes nothing that another gives until later', async () => {
  await inviteUntil(site, inDays(site, 2), [EMAIL], HERE);
  site.jira.clock.advance(3 * DAY_MS);
  const { crashes } = site.forge;
  const around = crashes.around.bind(crashes);
  let code: string | undefined;
  crashes.around = async (call, run) => {
    // What is taken off is decided by now.
    if (code === undefined && call.method === 'DELETE' && call.path.includes('/organization/')) {
      code = 'asked';
      const [outcome] = outcomesIn(await inviteUntil(site, inDays(site, 30), [EMAIL], THERE));
      code = outcome?.reason?.code ?? 'done';
    }
    return around(call, run);
  };
  await site.forge.runSchedule('ending');
  // A customer whose invitation was answered as done stays in.
  expect([code, isMember(site)]).toEqual(['end-not-stored', false]);
  const [again] = outcomesIn(await inviteUntil(site, inDays(site, 30), [EMAIL], THERE));
  expect([again?.state, isMember(site)]).toEqual(['done', true]);
  await pass(site, 31);
  expect(isMember(site)).toBe(false);
});

test('what storage does not tell of another project never lets anybody stay for good', async () => {
  await inviteUntil(site, inDays(site, 2), [EMAIL], HERE);
  const { kvs } = site.forge;
  const handle = kvs.handle.bind(kvs);
  kvs.handle = (path, body) => {
    if (!JSON.stringify(body).includes('"ending:10001:')) return handle(path, body);
    return Response.json({ code: 'INTERNAL_ERROR', message: 'Fault of the test' }, { status: 500 });
  };
  const [outcome] = outcomesIn(await inviteUntil(site, inDays(site, 9), [EMAIL], THERE));
  kvs.handle = handle;
  expect(outcome && stepsOf(outcome)).toEqual(['account already', 'end failed end-not-stored']);
  await pass(site, 4);
  expect(isMember(site)).toBe(false);
});

test('what two projects give for a time stays where one of them keeps it', async () => {
  await inviteUntil(site, inDays(site, 9), [EMAIL], HERE);
  await inviteUntil(site, inDays(site, 2), [EMAIL], THERE);
  await pass(site, 4);
  await access(site, 'access.keep', { accountId: accountOf(site, EMAIL) });
  await pass(site, 30);
  expect(isMember(site)).toBe(true);
});

test('the entry of an end never names its organizations by their names alone', async () => {
  await inviteUntil(site, inDays(site, 2), [EMAIL], HERE);
  await pass(site, 4);
  expect(await accessEntries(site)).toMatchObject([
    { organizations: ['Acme'], organizationIds: [organizationNamed(site, 'Acme').id] },
  ]);
});

test('a daily look that finds the customer in an organization keeps no end of another project from coming', async () => {
  const domainOrganizations = [
    { domain: 'acme.example', organization: { id: organizationNamed(site, 'Acme').id, name: 'Acme' } },
  ];
  await site.savePolicy({ organizations: 'any', domainOrganizations }, ['SUP', 'PAR']);
  cameAnotherWay(site, EMAIL);
  await switchOn(site, ['acme.example']);
  await inviteUntil(site, inDays(site, 9), [EMAIL], THERE);
  await look(site);
  expect(isMember(site)).toBe(true);
  await pass(site, 11);
  expect(isMember(site)).toBe(false);
});
