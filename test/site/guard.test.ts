import { LocalSite } from '../../local/server/local-site';
import { DEFINITIONS, PAYLOADS, placeOf } from './functions';
import type { ScreenFunction } from './functions';
import { callsAs } from './inviting';

/** Who may call what on the local site; all other roles are refused. */
const MAY = {
  inviter: ['agent', 'project-admin'],
  projectAdmin: ['project-admin', 'jira-admin'],
  jiraAdmin: ['jira-admin'],
} as const;

/** How the guard refuses callers outside the audience. */
const REFUSED = {
  inviter: 'not-an-inviter',
  projectAdmin: 'not-a-project-admin',
  jiraAdmin: 'not-a-jira-admin',
} as const;

/** Refusals by the function itself, behind the guard: a policy saved twice, a key that is not there, keys not allowed. */
const BEHIND_THE_GUARD = [
  'policy-changed-meanwhile',
  'key-gone',
  'keys-not-allowed',
  'import-unknown',
  'access-unknown',
  'removal-unknown',
  'upkeep-changed-meanwhile',
  'ends-at-far',
  'reporter-not-invited',
];

/** All that is kept, but for the notes of who was refused. */
function withoutRefusals(site: LocalSite): string {
  const spaces = site.forge.kvs.store.snapshot() as [string, { key: string }[]][];
  const kept = spaces.map(([space, rows]) => [
    space,
    rows.filter(({ key }) => !/^(refusal|person):/.test(key)),
  ]);
  return JSON.stringify([site.jira.state.snapshot(), kept.filter(([, rows]) => rows?.length)]);
}

let site: LocalSite;
let people: string[];

beforeEach(async () => {
  site = await LocalSite.create();
  people = [...site.jira.state.people.values()].flatMap(({ role }) => role ?? []);
});

test('every function that a screen can call is tried here, on each page that it is called from', () => {
  expect([...new Set(DEFINITIONS.map(({ name }) => name))].sort()).toEqual(Object.keys(PAYLOADS).sort());
});

describe.each(DEFINITIONS)('$name', ({ name, audience, module, project }) => {
  test('refuses everybody who may not call it, and nothing reaches Jira as the app or in another’s name', async () => {
    const strangers = people.filter((who) => !(MAY[audience] as readonly string[]).includes(who));
    expect(strangers.length).toBeGreaterThan(3);
    const before = withoutRefusals(site);
    for (const who of strangers) {
      const screen = site.screen(module, who, project, placeOf(site, module));
      const reply = await site.forge.invoke(screen, name, PAYLOADS[name as ScreenFunction]);
      // Whole: a code for the screen to put into words, and no sentence.
      expect([who, reply]).toEqual([who, { ok: false, error: { code: REFUSED[audience] } }]);
    }
    expect(callsAs(site, 'app')).toEqual([]);
    const own = strangers.map((who) => site.person(who).accountId);
    expect(callsAs(site, 'user').filter(({ accountId }) => accountId && !own.includes(accountId))).toEqual(
      [],
    );
    expect(withoutRefusals(site)).toBe(before);
  });

  test('lets everybody through who may', async () => {
    for (const who of MAY[audience]) {
      const reply = (await site.forge.invoke(
        site.screen(module, who, project, placeOf(site, module)),
        name,
        PAYLOADS[name as ScreenFunction],
      )) as {
        ok: boolean;
        error?: { code: string };
      };
      expect([who, reply.ok || BEHIND_THE_GUARD.includes(reply.error?.code ?? '')]).toEqual([who, true]);
    }
  });

  test('refuses where nobody is signed in', async () => {
    const screen = { moduleKey: module, accountId: undefined, project: { id: '10001', key: 'SUP' } };
    expect(await site.forge.invoke(screen, name, PAYLOADS[name as ScreenFunction])).toMatchObject({
      ok: false,
      error: { code: 'not-signed-in' },
    });
    expect(site.jira.log.all()).toEqual([]);
  });

  test.each(['unlicensed', 'customer', 'anonymous'])(
    'refuses at once whom the platform calls %s',
    async (accountType) => {
      const [who] = MAY[audience];
      const screen = { ...site.screen(module, who, project, placeOf(site, module)), accountType };
      expect(await site.forge.invoke(screen, name, PAYLOADS[name as ScreenFunction])).toEqual({
        ok: false,
        error: { code: REFUSED[audience] },
      });
      expect(site.jira.log.all()).toEqual([]);
    },
  );

  test.each([
    ['an error', { status: 500 }],
    ['a refusal', { status: 403 }],
    ['no answer at all', { status: 0 }],
    ['something else', { status: 200 }],
  ])('fails closed when Jira answers the permission check with %s', async (_what, { status }) => {
    const path = audience === 'jiraAdmin' ? '/mypermissions' : '/permissions/check';
    site.jira.faults.set([{ path, status, rate: 1, afterWork: false }]);
    const [who] = MAY[audience];
    site.forge.time.hurried = true;
    const reply = await site.forge.invoke(
      site.screen(module, who, project, placeOf(site, module)),
      name,
      PAYLOADS[name as ScreenFunction],
    );
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
  expect(reply).toMatchObject({ ok: false, error: { code: 'not-an-inviter' } });
});
