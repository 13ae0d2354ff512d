import type { Death } from '../../local/forge/crashes';
import { LocalSite } from '../../local/server/local-site';
import { inviteOne, organizationNamed } from '../site/inviting';

const MINUTE = 60_000;
const EMAIL = 'ada@acme.example';
/** More than any of these functions asks for. */
const CALLS_MAX = 60;
const DEATHS: readonly Death[] = ['before', 'after'];

/**
 * A customer whom Jira's search does not know yet is invited: the app's own events, or its schedules, go on with it.
 */
async function invitedAtLast(
  functionKey: string,
  number: number,
  death: Death,
  hours: number,
): Promise<boolean> {
  const site = await LocalSite.create({ profile: 'slow-index' });
  site.forge.time.hurried = true;
  for (let hour = 0; hour < 2; hour += 1) await anHour(site);
  const { accountId } = site.jira.state.addCustomer(EMAIL, 'Ada');
  // With events, the schedule finds everything done.
  if (functionKey === 'schedule') site.forge.queues.publish = () => new Response(null, { status: 500 });
  site.forge.crashes.once(functionKey, number, death);
  await inviteOne(site, EMAIL, { organizations: [{ name: 'Acme' }] }).catch(() => undefined);
  for (let hour = 0; hour < hours; hour += 1) await anHour(site);
  const died = site.forge.crashes.count > 0;
  // One that died as it was asked for has not asked for anything yet.
  const isIn = organizationNamed(site, 'Acme').members.has(accountId);
  expect([functionKey, number, death, isIn || functionKey === 'panel']).toEqual([
    functionKey,
    number,
    death,
    true,
  ]);
  // No work waits that no schedule looks for.
  expect(waiting(site)).toEqual([]);
  return died;
}

/** As on a site: events come in their time, and the schedules each hour. */
async function anHour(site: LocalSite): Promise<void> {
  for (let passed = 0; passed < 12; passed += 1) await site.forge.passTime(5 * MINUTE);
  for (const { key } of site.forge.manifest.modules.scheduledTrigger)
    await site.forge.runSchedule(key).catch(() => undefined);
}

function waiting(site: LocalSite): readonly string[] {
  const stored = JSON.parse(JSON.stringify(site.forge.kvs.store.snapshot())) as unknown;
  return JSON.stringify(stored).match(/"(pending:[^"]*|scope":"open)"/g) ?? [];
}

test.each(['panel', 'wake-queue', 'schedule'].flatMap((key) => DEATHS.map((death) => [key, death] as const)))(
  'what waits is looked for, though %s ends %s any call',
  async (key, death) => {
    let number = 1;
    while (await invitedAtLast(key, number, death, 5)) number += 1;
    expect(number).toBeGreaterThan(3);
    expect(number).toBeLessThan(CALLS_MAX);
  },
);

test.each(DEATHS)('access ends in its time, though the schedule ends %s any call', async (death) => {
  let number = 1;
  for (let died = true; died; number += 1) {
    const site = await LocalSite.create();
    site.forge.time.hurried = true;
    for (let hour = 0; hour < 2; hour += 1) await anHour(site);
    const endsAt = new Date(site.jira.clock.now() + 4 * 60 * MINUTE).toISOString();
    await inviteUntilThen(site, endsAt);
    site.forge.crashes.once('end-access', number, death);
    for (let hour = 0; hour < 9; hour += 1) await anHour(site);
    died = site.forge.crashes.count > 0;
    expect([number, organizationNamed(site, 'Acme').members.size]).toEqual([number, 0]);
  }
  expect(number).toBeGreaterThan(3);
});

async function inviteUntilThen(site: LocalSite, endsAt: string): Promise<void> {
  const screen = site.screen('invite', 'agent', 'SUP');
  const { id } = organizationNamed(site, 'Acme');
  organizationNamed(site, 'Acme').members.clear();
  await site.forge.invoke(screen, 'invite.send', {
    people: [{ email: EMAIL }],
    organizations: [{ id }],
    notify: false,
    endsAt,
  });
  expect(organizationNamed(site, 'Acme').members.size).toBe(1);
}
