import type { RuleTry } from '../../src/contract/automation';
import { LocalSite } from '../../local/server/local-site';
import { ask, callsAs } from './inviting';
import { audited, changePolicy } from './scripting';

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

const ADA: RuleTry = { email: 'ada@acme.example', project: 'SUP', notify: false };
const attempt = (but: Partial<RuleTry> = {}, who = 'agent') => ask(site, who, 'rule.try', { ...ADA, ...but });

async function checksOf(but: Partial<RuleTry>): Promise<readonly unknown[]> {
  const reply = await attempt(but);
  return reply.ok
    ? reply.data.checks.map(({ check, ok, reason }) => (ok ? check : [check, reason?.code]))
    : [reply.error.code];
}

test.each([
  ['somebody new', 'ada@acme.example', 'create'],
  ['somebody who exists', 'customer@guestlist.example', 'exists'],
  ['an address with its name', 'Ada Lovelace <ada@acme.example>', 'create'],
])('says what the rule would do with %s', async (_, email, account) => {
  expect(await attempt({ email })).toMatchObject({ ok: true, data: { would: { account } } });
});

test.each<[string, Partial<RuleTry>, string, string]>([
  ['no address', { email: 'nonsense' }, 'address', 'address-no-at'],
  ['a denied domain', { email: 'eve@denied.example' }, 'domain', 'domain-denied'],
  ['an organization where none is allowed', { organization: 'Acme' }, 'rest', 'organizations-not-allowed'],
  ['an email where none is sent', { notify: true }, 'rest', 'notify-not-allowed'],
  ['an end that is over', { endsAt: '2020-01-01' }, 'rest', 'ends-at-past'],
])('says where %s would stop', async (_, but, check, code) => {
  await changePolicy(site, { organizations: 'none', email: 'never' });
  expect((await checksOf(but)).at(-1)).toEqual([check, code]);
});

test('tells of the rest only where there is one', async () => {
  const alone = ['enabled', 'address', 'domain', 'power', 'account'];
  expect(await checksOf({})).toEqual(alone);
  expect(await checksOf({ organization: 'Acme' })).toEqual(alone.toSpliced(3, 0, 'rest'));
});

test('makes nothing, and is counted and noted as a look-up', async () => {
  const before = JSON.stringify(site.jira.state.snapshot());
  await attempt({ notify: true });
  expect(JSON.stringify(site.jira.state.snapshot())).toBe(before);
  expect((await audited(site)).filter(({ event }) => event === 'look')).toMatchObject([
    { addresses: 1, actor: { accountId: site.person('agent').accountId } },
  ]);
});

describe('refuses alike, and asks nothing as the app,', () => {
  test.each([
    ['in a space where others invite', 'SUP', 'other-agent'],
    ['in a space that is off', 'PAR', 'agent'],
    ['in a space that is not there', 'NOPE', 'agent'],
    ['for a name of JavaScript’s', 'constructor', 'agent'],
    ['for no name', '', 'agent'],
    ['for somebody who may invite nowhere', '10001', 'user'],
  ])('%s', async (_, project, who) => {
    expect(await attempt({ project }, who)).toEqual({ ok: false, error: { code: 'not-an-inviter' } });
    expect(callsAs(site, 'app')).toEqual([]);
  });

  test('for a space that the page is said to be in', async () => {
    await site.savePolicy({}, ['SUP', 'PAR']);
    const screen = site.screen('invite-customer', 'other-agent', 'PAR');
    expect(await site.forge.invoke(screen, 'rule.try', ADA)).toEqual({
      ok: false,
      error: { code: 'not-an-inviter' },
    });
    expect(callsAs(site, 'app')).toEqual([]);
  });
});

test('refuses what is no payload of its own', async () => {
  const { accountId } = site.person('jira-admin');
  for (const more of [{ accountId }, { projectId: '10001' }, { project: 10001 }])
    expect(await ask(site, 'agent', 'rule.try', { ...ADA, ...more })).toMatchObject({
      ok: false,
      error: { code: 'invalid-input' },
    });
  expect(site.jira.log.all()).toEqual([]);
});
