import { LocalSite } from '../../local/server/local-site';
import { DEFINITIONS, PAYLOADS, placeOf } from './functions';
import type { ScreenFunction } from './functions';
import { ask, callsAs } from './inviting';
import { changePolicy, SUP, told } from './scripting';

type Definition = (typeof DEFINITIONS)[number];

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

/** The code with which a function answers a caller in the project Support; `undefined` where it runs. */
async function codeFor(who: string, { name, module }: Definition): Promise<string | undefined> {
  const screen = site.screen(module, who, 'SUP', placeOf(site, module));
  const reply = (await site.forge.invoke(screen, name, PAYLOADS[name as ScreenFunction])) as {
    error?: { code: string };
  };
  return reply.error?.code;
}

/** All that is kept, but for the notes of who was refused. */
function kept(): string {
  const spaces = site.forge.kvs.store.snapshot() as [string, { key: string }[]][];
  const rows = spaces.map(([space, all]) => [
    space,
    all.filter(({ key }) => !/^(refusal|person):/.test(key)),
  ]);
  return JSON.stringify([site.jira.state.snapshot(), rows.filter(([, all]) => all?.length)]);
}

const switchOff = (): Promise<void> => changePolicy(site, {}, { projects: [] });
const switchOn = (overrides: object = {}): Promise<void> =>
  changePolicy(site, {}, { projects: [{ projectId: SUP as never, overrides }] });

/** A page that is in no project names one in its payload, and learns nothing of one that is off: see action-form.test.ts. */
const IN_A_PROJECT = DEFINITIONS.filter(({ project }) => project !== undefined);

describe.each(IN_A_PROJECT.filter(({ audience }) => audience === 'inviter'))(
  '$name in a project that is off',
  (definition) => {
    test('does nothing, reads nothing as the app, and tells only those who could use it that it is off', async () => {
      await switchOff();
      const before = kept();
      site.jira.log.clear();
      site.forge.kvs.requests.length = 0;
      for (const who of ['agent', 'project-admin', 'jira-admin']) {
        expect([who, await codeFor(who, definition)]).toEqual([who, 'project-not-enabled']);
      }
      // The settings, and nothing else.
      expect(site.forge.kvs.requests).toHaveLength(3);
      for (const who of ['user', 'customer', 'other-agent', 'no-customer-role']) {
        expect([who, await codeFor(who, definition)]).toEqual([who, 'not-an-inviter']);
      }
      expect(callsAs(site, 'app')).toEqual([]);
      expect(kept()).toBe(before);
    });

    test('lets in nobody whom the rules of the site keep out while it is on', async () => {
      await changePolicy(site, { mayInvite: [] });
      await switchOff();
      expect(await codeFor('agent', definition)).toBe('not-an-inviter');
      expect(await codeFor('project-admin', definition)).toBe('project-not-enabled');
    });

    test('lets in nobody whom a Jira admin’s rules for the project keep out while it is on', async () => {
      await switchOn({ mayInvite: ['projectAdmins'] });
      await switchOff();
      expect(await codeFor('agent', definition)).toBe('not-an-inviter');
    });

    test('gives nothing to anybody where no policy was ever stored', async () => {
      site.forge.kvs.store.delete('entity:record', 'policy:site');
      const before = kept();
      site.jira.log.clear();
      for (const who of ['agent', 'project-admin', 'jira-admin']) {
        expect([who, await codeFor(who, definition)]).toEqual([who, 'project-not-enabled']);
      }
      expect(callsAs(site, 'app')).toEqual([]);
      expect(kept()).toBe(before);
    });
  },
);

describe('what a project’s admins had set', () => {
  const ownRules = async (): Promise<unknown> => (await told(site, 'project-admin', 'project.show')).own;

  beforeEach(async () => {
    const { version } = await told(site, 'project-admin', 'project.show');
    await told(site, 'project-admin', 'project.save', { version, own: { mayInvite: [] } });
  });

  test('keeps the agents out after it was off and on again, as before', async () => {
    await switchOff();
    expect(await ask(site, 'agent', 'invite.start')).toMatchObject({ error: { code: 'not-an-inviter' } });
    await changePolicy(site, { email: 'always' }, { projects: [] });
    await switchOn();
    expect(await ask(site, 'agent', 'invite.start')).toMatchObject({ error: { code: 'not-an-inviter' } });
    expect(await ownRules()).toEqual({ mayInvite: [] });
  });

  test('is not shown to the Jira admin, whose save would send it back', async () => {
    await switchOff();
    expect(await told(site, 'jira-admin', 'policy.show')).not.toHaveProperty('off');
  });
});

test('a Jira admin is still refused where a project that is on lets others invite', async () => {
  expect(await ask(site, 'jira-admin', 'invite.start')).toMatchObject({ error: { code: 'not-an-inviter' } });
});

describe.each(DEFINITIONS.filter(({ audience }) => audience === 'projectAdmin'))(
  '$name in a project that is off',
  (definition) => {
    test('tells the project’s admins that it is off, and nothing else to anybody', async () => {
      await switchOff();
      const before = kept();
      site.jira.log.clear();
      for (const who of ['project-admin', 'jira-admin']) {
        expect([who, await codeFor(who, definition)]).toEqual([who, 'project-not-enabled']);
      }
      for (const who of ['agent', 'user', 'customer']) {
        expect([who, await codeFor(who, definition)]).toEqual([who, 'not-a-project-admin']);
      }
      expect(callsAs(site, 'app')).toEqual([]);
      expect(kept()).toBe(before);
    });
  },
);
