import { adminFunctions } from '../../src/entry/admin';
import { panelFunctions } from '../../src/entry/panel';
import type { Functions } from '../../src/contract/functions';
import { LocalSite } from '../../local/server/local-site';
import { callsAs } from './inviting';

const DEFINITIONS = [
  ...panelFunctions.map((each) => ({ ...each, module: 'invite', project: 'SUP' })),
  ...adminFunctions.map((each) => ({ ...each, module: 'settings', project: undefined })),
];

/** Who may call what on the local site; whoever is not named here may not. */
const MAY = {
  agent: ['agent', 'project-admin'],
  projectAdmin: ['project-admin', 'jira-admin'],
  jiraAdmin: ['jira-admin'],
} as const;

/** A payload that the function would take. */
const PAYLOADS: Record<keyof Functions, unknown> = {
  'invite.start': {},
  'invite.send': { people: [{ email: 'ada@acme.example' }], organizations: [{ name: 'Acme' }], notify: true },
  'invite.history': {},
  'authority.show': {},
  'authority.test': {},
  'authority.consent': {},
  'authority.withdraw': {},
  'policy.show': {},
  'policy.save': {
    version: 1,
    rules: {
      allowedDomains: [],
      deniedDomains: [],
      agentsMaySendEmail: true,
      agentsMayEnrolInOrganizations: true,
      agentsMayCreateOrganizations: true,
    },
    projects: [{ projectId: '10001', overrides: {} }],
  },
};

let site: LocalSite;
let people: string[];

beforeEach(async () => {
  site = await LocalSite.create();
  people = [...site.jira.state.people.values()].flatMap(({ role }) => role ?? []);
});

test('every function that a screen can call is defined exactly once', () => {
  expect(DEFINITIONS.map(({ name }) => name).sort()).toEqual(Object.keys(PAYLOADS).sort());
});

describe.each(DEFINITIONS)('$name', ({ name, audience, module, project }) => {
  test('refuses everybody who may not call it, and nothing reaches Jira as the app or in another’s name', async () => {
    const strangers = people.filter((who) => !(MAY[audience] as readonly string[]).includes(who));
    expect(strangers.length).toBeGreaterThan(3);
    const before = JSON.stringify(site.snapshot());
    for (const who of strangers) {
      const screen = site.screen(module, who, project);
      const reply = await site.forge.invoke(screen, name, PAYLOADS[name]);
      expect([who, reply]).toMatchObject([
        who,
        { ok: false, error: { code: audience === 'agent' ? 'not-an-agent' : 'not-a-jira-admin' } },
      ]);
    }
    expect(callsAs(site, 'app')).toEqual([]);
    const own = strangers.map((who) => site.person(who).accountId);
    expect(callsAs(site, 'user').filter(({ accountId }) => accountId && !own.includes(accountId))).toEqual(
      [],
    );
    expect(JSON.stringify(site.snapshot())).toBe(before);
  });

  test('lets everybody through who may', async () => {
    for (const who of MAY[audience]) {
      const reply = (await site.forge.invoke(site.screen(module, who, project), name, PAYLOADS[name])) as {
        ok: boolean;
        error?: { code: string };
      };
      // A policy saved twice names an old version the second time: that is past the guard.
      expect([who, reply.ok || reply.error?.code === 'policy-changed-meanwhile']).toEqual([who, true]);
    }
  });

  test('refuses where nobody is signed in', async () => {
    const screen = { moduleKey: module, accountId: undefined, project: { id: '10001', key: 'SUP' } };
    expect(await site.forge.invoke(screen, name, PAYLOADS[name])).toMatchObject({
      ok: false,
      error: { code: 'not-signed-in' },
    });
    expect(site.jira.log.all()).toEqual([]);
  });

  test.each([
    ['an error', { status: 500 }],
    ['a refusal', { status: 403 }],
    ['no answer at all', { status: 0 }],
    ['something else', { status: 200 }],
  ])('fails closed when Jira answers the permission check with %s', async (_what, { status }) => {
    const path = audience === 'agent' ? '/permissions/check' : '/mypermissions';
    site.jira.faults.set([{ path, status, rate: 1, afterWork: false }]);
    const [who] = MAY[audience];
    site.forge.time.hurried = true;
    const reply = await site.forge.invoke(site.screen(module, who, project), name, PAYLOADS[name]);
    expect(reply).toMatchObject({ ok: false });
    expect(callsAs(site, 'app')).toEqual([]);
  });
});

test('a project named in the payload is never trusted', async () => {
  for (const smuggled of [{ projectId: '10002' }, { project: { id: '10002' } }]) {
    const reply = await site.forge.invoke(site.screen('invite', 'other-agent', 'SUP'), 'invite.send', {
      people: [{ email: 'ada@acme.example' }],
      organizations: [],
      notify: false,
      ...smuggled,
    });
    expect(reply).toMatchObject({ ok: false });
  }
  expect(callsAs(site, 'app')).toEqual([]);
});

test('an agent function called from a page outside any project is refused', async () => {
  const screen = { moduleKey: 'invite', accountId: site.person('agent').accountId };
  expect(await site.forge.invoke(screen, 'invite.start', {})).toMatchObject({
    ok: false,
    error: { code: 'no-project' },
  });
});

test('an agent loses the function at the very next call after the permission is gone', async () => {
  const { people: everybody } = site.jira.state;
  const agent = site.person('agent');
  everybody.set(agent.accountId, { ...agent, agentOf: [] });
  const reply = await site.forge.invoke(site.screen('invite', 'agent', 'SUP'), 'invite.start', {});
  expect(reply).toMatchObject({ ok: false, error: { code: 'not-an-agent' } });
});
