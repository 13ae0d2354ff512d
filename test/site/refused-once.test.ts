import { listen } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { StoppedClock } from '../local/stopped-clock';
import { adaByRule, runAction } from './actions';
import { ask, organizationNamed } from './inviting';
import { ada, auditedInvitations, changePolicy, invite, newKey, told } from './scripting';

const HOUR = 3_600_000;
const EVE = 'eve@denied.example';
const WHO = { notify: false, people: [{ email: EVE }] };

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create({ clock: new StoppedClock() });
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

const doors: Readonly<Record<string, () => Promise<unknown>>> = {
  'a screen': () => ask(site, 'agent', 'invite.send', { ...WHO, organizations: [] }),
  'a request': () =>
    ask(site, 'agent', 'issue.invite', { ...WHO, organizations: [], participants: true }, 'SUP', {
      issue: 'SUP-1',
    }),
  'an organization': () =>
    ask(site, 'agent', 'organization.invite', WHO, 'SUP', {
      organization: organizationNamed(site, 'Acme').id,
    }),
  'a rule': () => runAction(site, adaByRule({ email: EVE })),
  'a chat': () => runAction(site, { email: EVE, project: 'SUP' }, { by: 'rovo' }),
};

describe.each(Object.keys(doors))('from %s', (door) => {
  const sent = (): Promise<unknown> => doors[door]?.() ?? Promise.reject(new Error(door));

  test('what the policy refuses never fills the audit log: once an hour for each actor, reason and domain', async () => {
    for (let time = 0; time < 4; time += 1) await sent();
    expect(await auditedInvitations(site)).toMatchObject([
      { outcome: 'refused', reason: 'domain-denied', domain: 'denied.example' },
    ]);
    site.jira.clock.advance(HOUR);
    await sent();
    expect(await auditedInvitations(site)).toHaveLength(2);
  });
});

test('what is over the quota never fills the audit log, and each is told', async () => {
  await changePolicy(site, { dailyPerPerson: 1 });
  await ask(site, 'agent', 'invite.send', {
    ...WHO,
    people: [{ email: 'ada@acme.example' }],
    organizations: [],
  });
  const people = Array.from({ length: 25 }, (_, index) => ({ email: `p${index}@acme.example` }));
  for (let time = 0; time < 4; time += 1) {
    const { outcomes } = await told(site, 'agent', 'invite.send', {
      people,
      organizations: [],
      notify: false,
    });
    expect(outcomes.map(({ reason }) => reason?.code)).toEqual(people.map(() => 'quota-person'));
  }
  expect(await auditedInvitations(site)).toMatchObject([{ reason: 'quota-person' }, { outcome: 'done' }]);
});

test('who, why and which domain are never mixed up', async () => {
  await changePolicy(site, {
    mayInvite: ['agents', 'projectAdmins'],
    deniedDomains: ['a.example', 'b.example'],
  });
  for (const who of ['agent', 'project-admin']) {
    for (const email of ['x@a.example', 'y@b.example', 'z@a.example']) {
      await ask(site, who, 'invite.send', { people: [{ email }], organizations: [], notify: false });
    }
  }
  expect((await auditedInvitations(site)).map(({ domain }) => domain).sort()).toEqual([
    'a.example',
    'a.example',
    'b.example',
    'b.example',
  ]);
});

test('what a script is refused is never written down once for each request', async () => {
  const listening = await listen(site, { port: 0, screens: false });
  const key = await newKey(site);
  for (let time = 0; time < 3; time += 1) await invite(key, ada({ email: EVE }));
  await listening.close();
  expect(await auditedInvitations(site)).toHaveLength(1);
});
