import type { AccessView } from '../../src/contract/access-expiry';
import type { LocalSite } from '../../local/server/local-site';
import {
  access,
  accessEntries,
  accountOf,
  diesAtSecondTransaction,
  endingSite,
  HOUR_MS,
  inDays,
  inviteUntil,
  outcomesIn,
  pass,
  placesOf,
} from './ending';
import { ask, organizationNamed, stepsOf } from './inviting';

const EMAIL = 'ada@acme.example';
const KNOWN = 'customer@guestlist.example';

let site: LocalSite;
beforeEach(async () => {
  site = await endingSite();
});

/** Does something at the moment when Jira is asked to take a customer off. */
function duringRemoval(work: () => Promise<unknown>): { done: Promise<unknown> | undefined } {
  const seen: { done: Promise<unknown> | undefined } = { done: undefined };
  site.forge.crashes.at = ({ method, path }) => {
    if (method === 'DELETE' && path.includes('/rest/servicedeskapi/')) seen.done ??= work();
    return undefined;
  };
  return seen;
}

/** Does something, once, before a call to Jira goes out. */
function beforeCall(path: string, work: () => Promise<unknown>): void {
  const { crashes } = site.forge;
  const around = crashes.around.bind(crashes);
  let isDone = false;
  crashes.around = async (call, run) => {
    if (!isDone && call.path.includes(path)) {
      isDone = true;
      await work();
    }
    return around(call, run);
  };
}

/** Does something, once, when Jira told where a customer is, before the function hears of it. */
function afterLook(work: () => Promise<unknown>): void {
  const { crashes } = site.forge;
  const around = crashes.around.bind(crashes);
  let isDone = false;
  crashes.around = async (call, run) => {
    const answer = await around(call, run);
    if (!isDone && call.path.includes('/servicedesk/1/customer?query=')) {
      isDone = true;
      await work();
    }
    return answer;
  };
}

test('of two invitations at once neither place nor the later end is lost', async () => {
  await Promise.all([
    inviteUntil(site, inDays(site, 2), [KNOWN]),
    inviteUntil(site, inDays(site, 20), [KNOWN], { organization: 'Globex' }),
    inviteUntil(site, inDays(site, 9), [KNOWN], { organization: 'Globex' }),
  ]);
  const [listed] = (await access(site, 'access.list', {})).access;
  expect(listed?.organizations.map(({ name }) => name).sort()).toEqual(['Acme', 'Globex']);
  await pass(site, 15);
  expect(placesOf(site, KNOWN)).toEqual(expect.arrayContaining(['Acme', 'Globex']));
  await pass(site, 8);
  expect(placesOf(site, KNOWN)).not.toEqual(expect.arrayContaining(['Acme']));
  expect(placesOf(site, KNOWN)).not.toEqual(expect.arrayContaining(['Globex']));
});

test('who is told that another end stays is told which', async () => {
  await inviteUntil(site, inDays(site, 20), [EMAIL]);
  const end = inDays(site, 20);
  const [outcome] = outcomesIn(await inviteUntil(site, inDays(site, 2), [EMAIL]));
  expect(outcome?.steps.at(-1)).toMatchObject({
    step: 'end',
    state: 'attention',
    reason: { code: 'ends-later' },
  });
  expect(Date.parse(outcome?.steps.at(-1)?.endsAt ?? '')).toBeGreaterThan(Date.parse(end) - HOUR_MS);
});

test('an invitation while the access is ending is never lost', async () => {
  await inviteUntil(site, inDays(site, 1), [EMAIL]);
  site.jira.clock.advance(2 * 24 * HOUR_MS);
  const seen = duringRemoval(() => inviteUntil(site, inDays(site, 30), [EMAIL], { organization: 'Globex' }));
  await site.forge.runSchedule('ending');
  const [outcome] = outcomesIn((await seen.done) as Awaited<ReturnType<typeof inviteUntil>>);
  expect(outcome && stepsOf(outcome).slice(1)).toEqual(['desk made', 'organization Globex made', 'end done']);
  expect(placesOf(site, EMAIL)).toEqual(['desk', 'Globex']);
  await pass(site, 31);
  expect(placesOf(site, EMAIL)).toEqual([]);
});

test.each(['access.end', 'access.keep'] as const)(
  'an invitation that is told as ending does end, whatever %s does meanwhile',
  async (name) => {
    await inviteUntil(site, inDays(site, 9), [EMAIL]);
    const accountId = accountOf(site, EMAIL);
    const { id } = organizationNamed(site, 'Globex');
    beforeCall(`/organization/${id}/user`, () => ask(site, 'agent', name, { accountId }));
    const [outcome] = outcomesIn(
      await inviteUntil(site, inDays(site, 30), [EMAIL], { organization: 'Globex' }),
    );
    expect(outcome && stepsOf(outcome).at(-1)).toBe('end done');
    expect(placesOf(site, EMAIL)).toEqual(expect.arrayContaining(['desk', 'Globex']));
    await pass(site, 31);
    expect(placesOf(site, EMAIL)).not.toContain('Globex');
    expect(placesOf(site, EMAIL)).not.toContain('desk');
  },
);

test('an end between the look where a customer is and the promise never leaves access without an end', async () => {
  await inviteUntil(site, inDays(site, 9), [EMAIL]);
  afterLook(() => access(site, 'access.end', { accountId: accountOf(site, EMAIL) }));
  const [outcome] = outcomesIn(await inviteUntil(site, inDays(site, 30), [EMAIL]));
  expect(outcome && stepsOf(outcome).slice(1)).toEqual(['desk made', 'organization Acme made', 'end done']);
  expect(placesOf(site, EMAIL)).toEqual(['desk', 'Acme']);
  await pass(site, 31);
  expect(placesOf(site, EMAIL)).toEqual([]);
});

test('somebody who stands twice in a batch has one end, and loses none of the places', async () => {
  const [one, two] = outcomesIn(await inviteUntil(site, inDays(site, 2), [EMAIL, EMAIL.toUpperCase()]));
  expect([one, two].map((each) => each && stepsOf(each).at(-1))).toEqual(['end done', 'end done']);
  expect((await access(site, 'access.list', {})).access).toHaveLength(1);
  await pass(site, 4);
  expect(placesOf(site, EMAIL)).toEqual([]);
});

test.each([
  ['access.keep', () => ({})],
  ['access.move', () => ({ endsAt: inDays(site, 30) })],
  ['access.end', () => ({})],
] as const)('nobody is locked out for good by %s that dies', async (name, input) => {
  for (const death of ['before', 'after'] as const) {
    for (let number = 1; number < 12; number += 1) {
      site = await endingSite();
      await inviteUntil(site, inDays(site, 9), [EMAIL]);
      const accountId: AccessView['accountId'] = accountOf(site, EMAIL);
      site.forge.crashes.once('panel', number, death);
      await ask(site, 'agent', name, { accountId, ...input() }).catch(() => undefined);
      site.forge.crashes.at = () => undefined;
      site.jira.clock.advance(5 * 60_000);
      const again = await ask(site, 'agent', name, { accountId, ...input() });
      expect(again.ok ? 'done' : again.error.code).toMatch(/^(done|access-unknown)$/);
      // What was changed has its entry, and what has its entry was changed.
      const actions = (await accessEntries(site)).map((entry) => 'action' in entry && entry.action);
      expect([number, actions.length > 0]).toEqual([number, true]);
    }
  }
});

test('an end that an agent asked for comes, though the function dies', async () => {
  await inviteUntil(site, inDays(site, 300), [EMAIL]);
  site.forge.crashes.at = ({ method }) => (method === 'DELETE' ? 'before' : undefined);
  await ask(site, 'agent', 'access.end', { accountId: accountOf(site, EMAIL) }).catch(() => undefined);
  site.forge.crashes.at = () => undefined;
  await pass(site, 1);
  expect(placesOf(site, EMAIL)).toEqual([]);
  expect(await accessEntries(site)).toMatchObject([{ action: 'ended', outcome: 'done' }]);
});

test.each([
  ['access.keep', () => ({})],
  ['access.move', () => ({ endsAt: inDays(site, 30) })],
] as const)('what a schedule that died took off is never told as lasting by %s', async (name, input) => {
  await inviteUntil(site, inDays(site, 1), [EMAIL]);
  const accountId = accountOf(site, EMAIL);
  site.jira.clock.advance(25 * HOUR_MS);
  diesAtSecondTransaction(site);
  await site.forge.runSchedule('ending').catch(() => undefined);
  site.forge.crashes.at = () => undefined;
  expect(placesOf(site, EMAIL)).toEqual([]);

  site.jira.clock.advance(HOUR_MS / 2);
  const reply = await ask(site, 'agent', name, { accountId, ...input() });
  expect(reply).toMatchObject({ ok: false, error: { code: 'access-changed-meanwhile' } });
  site.jira.clock.advance(HOUR_MS / 2);
  await site.forge.runSchedule('ending');
  expect(await accessEntries(site)).toMatchObject([{ action: 'ended', outcome: 'done' }]);
});
