import { diesAtSecondTransaction, inDays, inviteUntil, outcomesIn, pass } from './ending';
import { organizationNamed, stepsOf } from './inviting';
import { EMAIL, HERE, isMember, THERE, twoProjects } from './two-projects';
import type { Death } from '../../local/forge/crashes';
import type { LocalSite } from '../../local/server/local-site';

let site: LocalSite;
beforeEach(async () => {
  site = await twoProjects();
});

/** Invites from the other project, ends the function at a call, and lets the schedule settle what is left. */
async function dieThere(path: string, death: Death, days: number): Promise<void> {
  const { crashes } = site.forge;
  crashes.at = (call) => (call.path.includes(path) ? death : undefined);
  await inviteUntil(site, inDays(site, days), [EMAIL], THERE).catch(() => undefined);
  crashes.at = () => undefined;
  expect(crashes.count).toBe(1);
  site.jira.clock.advance(5 * 60_000);
  await site.forge.runSchedule('retry');
}

test('what an invitation that died before its end was stored found there keeps no end from coming', async () => {
  await inviteUntil(site, inDays(site, 2), [EMAIL], HERE);
  await dieThere('/servicedesk/2/customer?query=', 'before', 9);
  await pass(site, 4);
  expect(isMember(site)).toBe(false);
});

test('what one that died afterwards gave until a later end stays until then', async () => {
  await inviteUntil(site, inDays(site, 2), [EMAIL], HERE);
  await dieThere(`/organization/${organizationNamed(site, 'Acme').id}/user`, 'after', 9);
  await pass(site, 4);
  expect(isMember(site)).toBe(true);
  await pass(site, 6);
  expect(isMember(site)).toBe(false);
});

test('what a worker that died gave until a day, and nobody noted yet, ends all the same', async () => {
  diesAtSecondTransaction(site);
  await inviteUntil(site, inDays(site, 2), [EMAIL], HERE).catch(() => undefined);
  site.forge.crashes.at = () => undefined;
  expect(isMember(site)).toBe(true);
  const [outcome] = outcomesIn(await inviteUntil(site, inDays(site, 9), [EMAIL], THERE));
  expect(outcome && stepsOf(outcome).slice(-2)).toEqual([
    'organization Acme already',
    'end attention ends-in-part',
  ]);
  site.jira.clock.advance(5 * 60_000);
  await site.forge.runSchedule('retry');
  await pass(site, 4);
  expect(isMember(site)).toBe(false);
});
