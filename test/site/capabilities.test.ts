import { LocalSite } from '../../local/server/local-site';
import { ask, inviteOne, stepsOf } from './inviting';
import { prove } from './proving';

const DAY = 86_400_000;

let site: LocalSite;
const start = async (profile: string): Promise<void> => {
  site = await LocalSite.create({ profile });
  site.forge.time.hurried = true;
};
const offered = async (): Promise<unknown> => {
  const reply = await ask(site, 'agent', 'invite.start');
  return reply.ok && reply.data.rules.email;
};
const invitations = (): number =>
  site.jira.log.all().filter(({ path }) => path.includes('/customer/invite')).length;

test('where Jira has no invitation with an e-mail, the first one teaches it, and nobody is offered one again', async () => {
  await start('no-invite-endpoint');
  expect(await offered()).toBe('choice');
  const first = await inviteOne(site, 'ada@acme.example', { notify: true });
  expect(stepsOf(first)).toContain('email attention email-not-available');
  expect(await offered()).toBe('never');
  const import_ = await ask(site, 'agent', 'import.start');
  expect(import_.ok && import_.data.rules.email).toBe('never');
  // A page that was open before asks all the same: no call is made in vain.
  const before = invitations();
  expect((await inviteOne(site, 'bob@acme.example', { notify: true })).state).toBe('attention');
  expect(invitations()).toBe(before);
});

test('a week later Jira may have learnt it', async () => {
  await start('no-invite-endpoint');
  await inviteOne(site, 'ada@acme.example', { notify: true });
  site.jira.clock.advance(8 * DAY);
  expect(await offered()).toBe('choice');
});

test('a proof teaches the same', async () => {
  await start('no-invite-endpoint');
  await prove(site);
  expect(await offered()).toBe('never');
});

test('an invitation that was there and is gone is unlearnt', async () => {
  await start('default');
  await inviteOne(site, 'ada@acme.example', { notify: true });
  site.jira.faults.set([{ path: '/customer/invite', status: 404, rate: 1, afterWork: false }]);
  await inviteOne(site, 'bob@acme.example', { notify: true });
  expect(await offered()).toBe('never');
});

test('where Jira does not tell hidden addresses, it is asked once', async () => {
  await start('hidden-emails');
  site.jira.faults.set([{ path: '/user/email', status: 401, rate: 1, afterWork: false }]);
  const asked = (): number => site.jira.log.all().filter(({ path }) => path.includes('/user/email')).length;
  await inviteOne(site, 'customer@guestlist.example');
  expect(asked()).toBe(1);
  expect(await inviteOne(site, 'customer@guestlist.example')).toMatchObject({
    reason: { code: 'account-hidden' },
  });
  expect(asked()).toBe(1);
});

test('a record that cannot be read is none: nothing is known, and all is careful', async () => {
  await start('default');
  site.forge.kvs.store.set('plain', 'capabilities', { invite: 'yes' }, undefined);
  expect(await offered()).toBe('choice');
});

test('where Jira says that the app lacks the permission, and it creates all the same, the page believes what happened', async () => {
  await start('default');
  const power = async (): Promise<unknown> => {
    const [started, shown] = [
      await ask(site, 'agent', 'invite.start'),
      await ask(site, 'jira-admin', 'authority.show'),
    ];
    return [started.ok && started.data.power, shown.ok && shown.data.selfTest?.result];
  };
  const found = { at: new Date(0).toISOString(), result: 'lacks-power', checks: [] };
  site.forge.kvs.store.set('plain', 'self-test', found, undefined);
  expect(await power()).toEqual(['lacks-power', 'lacks-power']);
  await inviteOne(site, 'ada@acme.example');
  expect(await power()).toEqual(['ready', 'ready']);
  const app = site.jira.app().person;
  if (app) site.jira.state.people.set(app.accountId, { ...app, jiraAdmin: false });
  await inviteOne(site, 'bob@acme.example');
  expect(await power()).toEqual(['lacks-power', 'lacks-power']);
});
