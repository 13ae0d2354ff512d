import { projectIdSchema } from '../../src/domain/ids';
import { LocalSite } from '../../local/server/local-site';
import { ask, inviteAll, inviteOne, organizationNamed } from './inviting';
import { audited, changePolicy, PAR, SUP, told } from './scripting';
import { DAY_MS, deskOf, look, lookTomorrow, meanwhile, support } from './upkeeping';

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

async function found() {
  const { found: report } = await support(site);
  if (!report) throw new Error('nothing was found');
  return report;
}

const accept = (accountId: string, organizationId?: string) =>
  ask(site, 'jira-admin', 'upkeep.accept', {
    projectId: SUP,
    accountId,
    ...(organizationId !== undefined && { organizationId }),
  });

const acceptances = async () => (await audited(site)).filter(({ event }) => event === 'upkeep');

async function invitedToGlobex(): Promise<string> {
  const { accountId = '' } = await inviteOne(site, 'ada@globex.example', {
    organizations: [{ name: 'Globex' }],
  });
  return accountId;
}

test('who is taken to be gone from an organization is still told unused, with the day of the invitation', async () => {
  const accountId = await invitedToGlobex();
  site.jira.clock.advance(181 * DAY_MS);
  const { id, members } = organizationNamed(site, 'Globex');
  members.delete(accountId);
  await look(site);
  const { unused } = await found();
  expect(unused).toMatchObject([{ accountId }]);
  expect(await accept(accountId, id)).toMatchObject({ ok: true });
  await lookTomorrow(site);
  expect(await found()).toMatchObject({ gone: [], unused });
});

test('what is accepted after the place was compared is not told again by the same look', async () => {
  const accountId = await invitedToGlobex();
  deskOf(site).customers.delete(accountId);
  await lookTomorrow(site);
  expect((await found()).gone).toEqual([{ accountId }]);
  // The desk is compared before the members of an organization are read.
  meanwhile(
    site,
    ({ url }) => /organization\/\d+\/user/.test(url),
    async () => expect(await accept(accountId)).toMatchObject({ ok: true }),
  );
  await lookTomorrow(site);
  expect(await acceptances()).toHaveLength(1);
  expect(await found()).toMatchObject({ gone: [], goneCount: 0 });
});

test('the same one accepted twice at once is accepted once', async () => {
  const accountId = await invitedToGlobex();
  deskOf(site).customers.delete(accountId);
  await lookTomorrow(site);
  const replies = await Promise.all([accept(accountId), accept(accountId)]);
  expect(replies.map(({ ok }) => ok).sort()).toEqual([false, true]);
  expect(await acceptances()).toHaveLength(1);
});

test.each(['before', 'after'] as const)(
  'whichever call it dies at (%s the work is done), what is accepted is in the audit log, and nothing else is',
  async (death) => {
    const emails = Array.from({ length: 20 }, (_, index) => `guest${index}@globex.example`);
    const people = (await inviteAll(site, emails)).outcomes.flatMap(({ accountId }) => accountId ?? []);
    for (const accountId of people) deskOf(site).customers.delete(accountId);
    await lookTomorrow(site);
    let deaths = 0;
    for (const [index, accountId] of people.entries()) {
      site.forge.crashes.once('admin', index + 1, death);
      const answered = await accept(accountId).then(
        () => true,
        () => false,
      );
      site.forge.crashes.at = () => undefined;
      const logged = (await acceptances()).map(({ customer }) => customer);
      expect((await found()).gone.map((each) => each.accountId).sort()).toEqual(
        people.filter((each) => !logged.includes(each)).sort(),
      );
      if (answered) break;
      deaths += 1;
    }
    expect(deaths).toBeGreaterThan(3);
    expect(deaths).toBeLessThan(people.length);
  },
);

test('a portal account is not to be revoked while its customer is in another project', async () => {
  const projects = [SUP, PAR].map((id) => ({ projectId: projectIdSchema.parse(id), overrides: {} }));
  await changePolicy(site, {}, { projects });
  const invitation = { people: [{ email: 'ada@acme.example' }], organizations: [], notify: false };
  const endsAt = new Date(site.jira.clock.now() + DAY_MS).toISOString();
  expect(await ask(site, 'agent', 'invite.send', { ...invitation, endsAt })).toMatchObject({ ok: true });
  expect(await ask(site, 'other-agent', 'invite.send', invitation, 'PAR')).toMatchObject({ ok: true });
  site.jira.clock.advance(2 * DAY_MS);
  await site.forge.runSchedule('ending');
  expect(deskOf(site).customers.size).toBe(1);
  expect((await told(site, 'jira-admin', 'upkeep.ended')).ended).toEqual([]);
});
