import type { Rules } from '../../domain/policy/rules';
import { START } from '../../../test/fakes/clock';
import { organizationId } from '../../../test/fakes/ids';
import { resolve } from '../../../test/fakes/resolving';
import { ACME } from '../../../test/fakes/invitations';
import { fakeJira, refusal } from '../../../test/fakes/jira';
import type { FakeJira, Reply, Script } from '../../../test/fakes/jira';
import { projectPolicy } from '../../../test/fakes/policy';
import { fakeStore } from '../../../test/fakes/store';

const CREATE = 'POST /rest/servicedeskapi/organization';
const SITE = 'GET /rest/servicedeskapi/organization';
const LINK = 'POST /rest/servicedeskapi/servicedesk/7/organization';

/** No organization of the site has the name. */
const FREE: Script = { [SITE]: { status: 200, body: { values: [], isLastPage: true } } };

/** Nobody is in the organization `20`, and no desk has it. */
const UNUSED: Script = {
  'GET /rest/servicedeskapi/organization/20/user': { status: 200, body: { values: [], isLastPage: true } },
  'GET /rest/servicedeskapi/servicedesk': { status: 200, body: { values: [], isLastPage: true } },
};

/** Jira's answer to a create: an organization of that age. */
function made(id: string, name: string, created?: { epochMillis: number }): Reply {
  return { status: 201, body: { id, name, created } };
}

const JUST_NOW = { epochMillis: START };

const NO_CREATION: Partial<Rules> = { createOrganizations: false };

describe('an organization that does not exist yet', () => {
  test('is created and linked, where the policy lets agents create', async () => {
    const jira = fakeJira({ ...FREE, [CREATE]: made('20', 'New', JUST_NOW), [LINK]: { status: 204 } });
    expect(await resolve([{ name: ' New ' }], { jira })).toEqual(['20']);
    expect(jira.calls.map(({ method, path, body }) => [`${method} ${path}`, body])).toEqual([
      [SITE, undefined],
      [CREATE, { name: 'New' }],
      [LINK, { organizationId: 20 }],
    ]);
  });

  test('is not created where the policy does not let agents', async () => {
    const jira = fakeJira({});
    expect(await resolve([{ name: 'New' }], { jira, rules: NO_CREATION })).toEqual(['organization-unknown']);
    expect(jira.calls).toEqual([]);
  });

  test('is created once, though several invitations name it', async () => {
    const jira = fakeJira({ ...FREE, [CREATE]: made('20', 'New', JUST_NOW), [LINK]: { status: 204 } });
    expect(await resolve([[{ name: 'New' }], [{ name: 'NEW ' }]], { jira })).toEqual(['20', '20']);
    expect(jira.callsOf(CREATE)).toHaveLength(1);
  });

  test('is not created by its id', async () => {
    const jira = fakeJira({});
    expect(await resolve([{ id: organizationId('99') }], { jira })).toEqual(['organization-not-linked']);
    expect(jira.calls).toEqual([]);
  });

  test('is not created for an invitation that is refused for another organization', async () => {
    const jira = fakeJira({});
    const codes = await resolve([[{ name: 'New' }, { id: organizationId('99') }]], { jira });
    expect(codes).toEqual(['organization-unknown', 'organization-not-linked']);
    expect(jira.calls).toEqual([]);
  });

  test('is created for one invitation, though another that names it is refused', async () => {
    const jira = fakeJira({ ...FREE, [CREATE]: made('20', 'New', JUST_NOW), [LINK]: { status: 204 } });
    const codes = await resolve([[{ name: 'New' }], [{ id: organizationId('99') }]], { jira });
    expect(codes).toEqual(['20', 'organization-not-linked']);
  });

  test.each([['   '], ['<b>Acme</b>'], ['Ne\0w'], ['New\u200B'], ['\u202EweN']])(
    'is not created with the name %j',
    async (name) => {
      const jira = fakeJira({});
      expect(await resolve([{ name }], { jira })).toEqual(['organization-name']);
      expect(jira.calls).toEqual([]);
    },
  );

  test.each([['Ac\0me'], ['Acme\u200B'], ['ＡＣＭＥ']])(
    'is never created beside one that looks the same: %j',
    async (name) => {
      const jira = fakeJira({});
      expect(await resolve([{ name }], { jira })).toEqual([ACME.id]);
      expect(jira.calls).toEqual([]);
    },
  );

  test.each<[string, Reply, Reply, string]>([
    ['to create', refusal(403), { status: 204 }, 'organization-refused'],
    ['to link', made('20', 'New', JUST_NOW), refusal(403), 'organization-refused'],
    ['for now', refusal(503), { status: 204 }, 'jira-unavailable'],
  ])('is not used where Jira refuses %s', async (_, create, link, code) => {
    expect(
      await resolve([{ name: 'New' }], { jira: fakeJira({ ...FREE, [CREATE]: create, [LINK]: link }) }),
    ).toEqual([code]);
  });
});

describe('an organization of somebody else, which Jira returns for a taken name,', () => {
  test.each<[string, { epochMillis: number } | undefined]>([
    ['created long ago', { epochMillis: 0 }],
    ['created a second and more ago', { epochMillis: START - 1_001 }],
    ['of an age that Jira does not tell', undefined],
  ])('%s, is never linked', async (_, created) => {
    const jira = fakeJira({ ...FREE, [CREATE]: made('30', 'Initech', created) });
    expect(await resolve([{ name: 'Initech' }], { jira })).toEqual(['organization-elsewhere']);
    expect(jira.asked()).toEqual([SITE, CREATE]);
  });

  test('is not even asked for where the list of the site has it', async () => {
    const values = [{ id: '20', name: 'INITECH', created: JUST_NOW }];
    const jira = fakeJira({ [SITE]: { status: 200, body: { values, isLastPage: true } } });
    expect(await resolve([{ name: 'Initech' }], { jira })).toEqual(['organization-elsewhere']);
    expect(jira.asked()).toEqual([SITE]);
  });
});

describe('one that may have come to exist by an earlier try of the same call', () => {
  const USER = 'GET /rest/servicedeskapi/organization/20/user';
  const JUST_BEFORE = { epochMillis: START - 500 };
  test.each<[string, Script, string | undefined]>([
    ['stays begun for the schedule, where Jira does not tell who is in it', { [USER]: refusal(503) }, 'New'],
    [
      'is left alone, where somebody is in it',
      { [USER]: { status: 200, body: { values: [{ accountId: 'a' }], isLastPage: true } } },
      undefined,
    ],
  ])('%s', async (_, users, name) => {
    const store = fakeStore();
    const jira = fakeJira({ ...FREE, [CREATE]: made('20', 'New', JUST_BEFORE), ...UNUSED, ...users });
    expect(await resolve([{ name: 'New' }], { jira, store })).toEqual(['organization-elsewhere']);
    const { begun } = await store.newOrganizations.find(projectPolicy().projectId, 'New', undefined, START);
    expect(begun?.name).toBe(name);
  });
});

test('nothing is created before it was written down, nor where that cannot be', async () => {
  const jira = fakeJira(FREE);
  const store = fakeStore({ failing: ['write'] });
  await expect(resolve([{ name: 'New' }], { jira, store })).rejects.toThrow('storage refused');
  expect(jira.asked()).toEqual([SITE]);
});

test('whether it is new goes by Jira’s clock, not by ours', async () => {
  const date = (at: number): Record<string, string> => ({ Date: new Date(at).toUTCString() });
  const behind = START - 600_000;
  const own = { ...made('20', 'New', { epochMillis: behind }), headers: date(behind) };
  const others = { ...made('30', 'Initech', { epochMillis: START }), headers: date(START + 600_000) };
  const link = { ...FREE, ...UNUSED, [LINK]: { status: 204 } };
  expect(await resolve([{ name: 'New' }], { jira: fakeJira({ [CREATE]: own, ...link }) })).toEqual(['20']);
  expect(await resolve([{ name: 'Initech' }], { jira: fakeJira({ [CREATE]: others, ...link }) })).toEqual([
    'organization-elsewhere',
  ]);
});

describe('one that this app made and could not link', () => {
  const failed = (): FakeJira =>
    fakeJira({ ...FREE, [CREATE]: made('20', 'New', JUST_NOW), [LINK]: refusal(503) });
  const later: Script = {
    [SITE]: {
      status: 200,
      body: { values: [{ id: '20', name: 'New', created: JUST_NOW }], isLastPage: true },
    },
    [LINK]: { status: 204 },
  };

  test('is linked at the next try', async () => {
    const store = fakeStore();
    await resolve([{ name: 'New' }], { jira: failed(), store });
    expect(await resolve([{ name: 'New' }], { jira: fakeJira({ ...later, ...UNUSED }), store })).toEqual([
      '20',
    ]);
    expect(
      store.audited().map(({ event, detail }) => [event, (detail as { action: string }).action]),
    ).toEqual([
      ['organization', 'created'],
      ['organization', 'linked'],
    ]);
  });

  test('is never linked once somebody is in it', async () => {
    const store = fakeStore();
    await resolve([{ name: 'New' }], { jira: failed(), store });
    const used = {
      'GET /rest/servicedeskapi/organization/20/user': {
        status: 200,
        body: { values: [{ accountId: 'a' }], isLastPage: true },
      },
    };
    expect(
      await resolve([{ name: 'New' }], { jira: fakeJira({ ...later, ...UNUSED, ...used }), store }),
    ).toEqual(['organization-elsewhere']);
  });
});
