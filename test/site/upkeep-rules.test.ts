import type { LocalSite } from '../../local/server/local-site';
import { ask, callsAs, inviteOne, organizationNamed } from './inviting';
import { audited, SUP, told } from './scripting';
import {
  addsAsked,
  cameAnotherWay,
  HOUR_MS,
  isMember,
  look,
  lookTomorrow,
  ruleEntries,
  ruleOf,
  rulesFor,
  show,
  siteWithRule,
  support,
  switchOn,
} from './upkeeping';

let site: LocalSite;

beforeEach(async () => {
  site = await siteWithRule();
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

test('before anybody switches a rule on, it is told what it would do, and nothing is done', async () => {
  const ada = cameAnotherWay(site, 'ada@acme.example');
  const bob = cameAnotherWay(site, 'bob@mail.acme.example');
  cameAnotherWay(site, 'eve@elsewhere.example');
  expect(await ruleOf(site, 'acme.example')).toMatchObject({ on: false, outside: 0 });
  await look(site);
  expect(await ruleOf(site, 'acme.example')).toMatchObject({
    on: false,
    outside: 2,
    added: 0,
    customers: [ada.accountId, bob.accountId],
  });
  await lookTomorrow(site);
  expect([isMember(site, ada), isMember(site, bob), addsAsked(site)]).toEqual([false, false, 0]);
  expect(await ruleEntries(site)).toEqual([]);
});

test('a rule that is switched on adds customers at the next look, once, and the audit log has each', async () => {
  const ada = cameAnotherWay(site, 'ada@acme.example');
  await switchOn(site, ['acme.example']);
  expect(isMember(site, ada)).toBe(false);
  await look(site);
  expect(isMember(site, ada)).toBe(true);
  expect(await ruleOf(site, 'acme.example')).toMatchObject({ on: true, outside: 0, added: 1 });
  expect(await ruleEntries(site)).toMatchObject([
    {
      actor: { kind: 'schedule' },
      projectId: SUP,
      customer: ada.accountId,
      domain: 'acme.example',
      organizationName: 'Acme',
      outcome: 'done',
    },
  ]);

  await lookTomorrow(site);
  expect(await ruleOf(site, 'acme.example')).toMatchObject({ outside: 0, added: 0 });
  expect([(await ruleEntries(site)).length, addsAsked(site)]).toEqual([1, 1]);
});

test('no more are added in a day than the admin allows, whichever rules there are', async () => {
  await rulesFor(site, { 'acme.example': 'Acme', 'globex.example': 'Globex' });
  for (let index = 0; index < 3; index += 1) {
    cameAnotherWay(site, `guest${index}@acme.example`);
    cameAnotherWay(site, `guest${index}@globex.example`);
  }
  await switchOn(site, ['acme.example', 'globex.example'], 4);
  await look(site);
  expect(await ruleEntries(site)).toHaveLength(4);
  expect(await ruleOf(site, 'globex.example')).toMatchObject({ added: 1, outside: 2 });
  // Asked for sooner than in a day, another round has no other share.
  await told(site, 'jira-admin', 'upkeep.start');
  site.jira.clock.advance(HOUR_MS);
  await look(site);
  expect(await ruleEntries(site)).toHaveLength(4);
  await lookTomorrow(site);
  expect(await ruleEntries(site)).toHaveLength(6);
});

test('whoever was invited through the app, or is in the organization already, is left as they are', async () => {
  const invited = await inviteOne(site, 'ada@acme.example', { organizations: [{ name: 'Globex' }] });
  const member = cameAnotherWay(site, 'bob@acme.example');
  organizationNamed(site, 'Acme').members.add(member.accountId);
  await switchOn(site, ['acme.example']);
  await look(site);
  expect(await ruleOf(site, 'acme.example')).toMatchObject({ outside: 0, added: 0 });
  expect(organizationNamed(site, 'Acme').members.has(invited.accountId ?? '')).toBe(false);

  // A customer who was found in it and is taken off by an admin stays off.
  organizationNamed(site, 'Acme').members.delete(member.accountId);
  await lookTomorrow(site);
  expect(isMember(site, member)).toBe(false);
});

test('whom a rule added and somebody took off stays off, and is told to be gone', async () => {
  const ada = cameAnotherWay(site, 'ada@acme.example');
  await switchOn(site, ['acme.example']);
  await look(site);
  organizationNamed(site, 'Acme').members.delete(ada.accountId);
  await lookTomorrow(site);
  await lookTomorrow(site);
  expect(isMember(site, ada)).toBe(false);
  expect((await support(site)).found?.gone).toEqual([
    {
      accountId: ada.accountId,
      organization: { id: organizationNamed(site, 'Acme').id, name: 'Acme' },
    },
  ]);
});

test('many customers are compared with the members of the organization, not asked about one by one', async () => {
  const people = Array.from({ length: 120 }, (_, index) =>
    cameAnotherWay(site, `guest${index}@acme.example`),
  );
  for (const { accountId } of people.slice(0, 60)) organizationNamed(site, 'Acme').members.add(accountId);
  site.jira.log.clear();
  await look(site);
  expect(await ruleOf(site, 'acme.example')).toMatchObject({ outside: 60, waiting: 0 });
  expect((await ruleOf(site, 'acme.example')).customers).toHaveLength(25);
  expect(callsAs(site, 'app').filter(({ path }) => path.includes('accountId='))).toEqual([]);

  // Those who are in it are known now.
  site.jira.log.clear();
  await lookTomorrow(site);
  expect(await ruleOf(site, 'acme.example')).toMatchObject({ outside: 60 });
});

test('a large organization is read over several days before anybody is added', async () => {
  const people = Array.from({ length: 30 }, (_, index) => cameAnotherWay(site, `guest${index}@acme.example`));
  const { members } = organizationNamed(site, 'Acme');
  for (let index = 0; index < 2_001; index += 1) {
    members.add(site.jira.state.addCustomer(`member${index}@acme.example`, 'Member').accountId);
  }
  for (const { accountId } of people.slice(0, 10)) members.add(accountId);
  await switchOn(site, ['acme.example']);
  await look(site);
  const { added, outside, waiting } = await ruleOf(site, 'acme.example');
  expect([added, outside, waiting > 0]).toEqual([0, 0, true]);
  await lookTomorrow(site);
  expect(await ruleOf(site, 'acme.example')).toMatchObject({ added: 20, outside: 0, waiting: 0 });
});

test('a domain that the policy denies is led nowhere', async () => {
  cameAnotherWay(site, 'eve@evil.acme.example');
  await rulesFor(site, { 'acme.example': 'Acme' }, { deniedDomains: ['evil.acme.example'] });
  await switchOn(site, ['acme.example']);
  await look(site);
  expect(await ruleOf(site, 'acme.example')).toMatchObject({ outside: 0, added: 0 });
});

test('customers whose address Jira hides are counted, and left', async () => {
  site = await siteWithRule({ profile: 'hidden-emails' });
  const ada = cameAnotherWay(site, 'ada@acme.example');
  await switchOn(site, ['acme.example']);
  await look(site);
  expect((await support(site)).found).toMatchObject({ listed: 2, hidden: 2 });
  expect(isMember(site, ada)).toBe(false);
});

test('a rule that leads elsewhere now is another rule: it is off', async () => {
  const ada = cameAnotherWay(site, 'ada@acme.example');
  await switchOn(site, ['acme.example']);
  await rulesFor(site, { 'acme.example': 'Globex' });
  expect(await ruleOf(site, 'acme.example')).toMatchObject({ on: false });
  await look(site);
  expect([isMember(site, ada, 'Globex'), isMember(site, ada, 'Acme')]).toEqual([false, false]);
  expect(await ruleOf(site, 'acme.example')).toMatchObject({ outside: 1 });
});

test('a rule that was switched off while a round was under way does nothing more', async () => {
  const ada = cameAnotherWay(site, 'ada@acme.example');
  for (let index = 0; index < 6_500; index += 1) cameAnotherWay(site, `guest${index}@elsewhere.example`);
  await switchOn(site, ['acme.example']);
  // One run does not get through the list.
  await site.forge.runSchedule('upkeep');
  expect((await show(site)).round.state).toBe('running');
  await switchOn(site, []);
  await look(site);
  expect(isMember(site, ada)).toBe(false);
  expect(await ruleOf(site, 'acme.example')).toMatchObject({ outside: 1, added: 0 });
});

test('an organization that Jira lets nobody change is told with the reason, in one entry', async () => {
  cameAnotherWay(site, 'ada@umbrella.example');
  await rulesFor(site, { 'umbrella.example': 'Umbrella (directory)' });
  await switchOn(site, ['umbrella.example']);
  await look(site);
  expect(await ruleOf(site, 'umbrella.example')).toMatchObject({
    outside: 1,
    added: 0,
    reason: 'organization-refused',
  });
  await lookTomorrow(site);
  expect(await ruleEntries(site)).toMatchObject([{ outcome: 'failed', reason: 'organization-refused' }]);
});

describe('what an admin saves', () => {
  const globexRule = () => ({
    projectId: SUP,
    domain: 'globex.example',
    organizationId: organizationNamed(site, 'Globex').id,
  });
  const save = (input: object) => ask(site, 'jira-admin', 'upkeep.save', input);

  test('stands in the audit log, with who and which rule', async () => {
    await switchOn(site, ['acme.example'], 7);
    await switchOn(site, [], 7);
    const entries = (await audited(site)).filter(({ event }) => event === 'upkeep');
    expect(entries).toMatchObject([
      { action: 'rule-off', ruleDomain: 'acme.example', organizationName: 'Acme', projectId: SUP },
      { action: 'limit', changesMax: 7 },
      { action: 'rule-on', actor: { accountId: site.person('jira-admin').accountId } },
    ]);
  });

  test('is refused where somebody else saved since', async () => {
    await switchOn(site, ['acme.example']);
    const stale = await save({ version: 0, on: [], changesMax: 50 });
    expect(stale).toMatchObject({ ok: false, error: { code: 'upkeep-changed-meanwhile' } });
    expect(await ruleOf(site, 'acme.example')).toMatchObject({ on: true });
  });

  test('must be a rule of the policy', async () => {
    const made = await save({ version: 0, on: [globexRule()], changesMax: 50 });
    expect(made).toMatchObject({ ok: false, error: { code: 'upkeep-changed-meanwhile' } });
  });

  test.each([0, 251, 1.5, -1])('allows no limit of %s', async (changesMax) => {
    expect(await save({ version: 0, on: [], changesMax })).toMatchObject({
      ok: false,
      error: { code: 'invalid-input' },
    });
  });

  test('forgets a switch whose rule is gone', async () => {
    await switchOn(site, ['acme.example']);
    await rulesFor(site, {});
    await switchOn(site, [], 9);
    await rulesFor(site, { 'acme.example': 'Acme' });
    expect((await told(site, 'jira-admin', 'upkeep.show')).on).toEqual([]);
  });
});
