import * as z from 'zod/mini';
import type { Reply as BridgeReply } from '../../contract/reply';
import type { Audience, TrustedContext } from './procedure';
import { procedure } from './guard';
import { codeOf, CONTEXT, guardPorts, PERMISSIONS, siteThatSays, yes } from '../../../test/fakes/guard';
import { AGENT, PROJECT } from '../../../test/fakes/ids';
import { fakeJira, refusal } from '../../../test/fakes/jira';
import type { FakeJira, Reply } from '../../../test/fakes/jira';
import { policy } from '../../../test/fakes/policy';
import { fakeStore } from '../../../test/fakes/store';
import type { FakeStore } from '../../../test/fakes/store';

/** Agents and project admins are asked for in one call: the policy says afterwards which of them may invite. */
const ASKED = {
  inviter: ['SERVICEDESK_AGENT', 'ADMINISTER_PROJECTS'],
  projectAdmin: ['ADMINISTER_PROJECTS'],
};

beforeEach(() => jest.spyOn(console, 'error').mockImplementation(() => undefined));
afterEach(() => jest.restoreAllMocks());

/** Calls a function that asks Jira as the app, and tells what it was given. */
async function call(
  audience: Audience,
  {
    context = CONTEXT,
    payload = {},
    jira = siteThatSays(yes(audience), audience),
    store = fakeStore({ policy: policy() }),
  }: { context?: unknown; payload?: unknown; jira?: FakeJira; store?: FakeStore } = {},
): Promise<{ reply: BridgeReply<unknown>; ran: TrustedContext<Audience>[]; jira: FakeJira }> {
  const ran: TrustedContext<Audience>[] = [];
  const definition = procedure({
    name: 'authority.show',
    audience,
    input: z.strictObject({}),
    handle: (_input, trusted) => {
      ran.push(trusted);
      return Promise.resolve({ ok: true, data: { authority: { kind: 'app' }, selfTest: undefined } });
    },
  });
  const reply = await definition.run({ payload, context }, guardPorts(jira, store));
  return { reply, ran, jira };
}

describe.each<Audience>(['inviter', 'projectAdmin', 'jiraAdmin'])(
  'a function for the audience %s',
  (audience) => {
    test('runs where Jira says yes, asked once and as the user', async () => {
      const { reply, ran, jira } = await call(audience);
      expect(reply.ok).toBe(true);
      expect(ran).toHaveLength(1);
      expect(jira.calls.map(({ as }) => as)).toEqual(['user']);
    });

    const noes: [string, Reply][] = [
      ['a refusal', refusal(403)],
      ['an error', refusal(500)],
      ['silence', { status: 599 }],
      ['an empty body', { status: 200 }],
      ['an empty object', { status: 200, body: {} }],
      ['an HTML page', { status: 200, body: '<html>Log in</html>' }],
      ['that it is busy', refusal(429)],
      ['a redirect', { status: 302 }],
      [
        'no right at all',
        { status: 200, body: { globalPermissions: ['ADMINISTER'], projectPermissions: [] } },
      ],
    ];
    test.each(noes)('does not run where Jira answers %s', async (_, reply) => {
      const { reply: refused, ran } = await call(audience, { jira: siteThatSays(reply, audience) });
      expect(refused.ok).toBe(false);
      expect(ran).toEqual([]);
    });

    test('does not run where the call to Jira fails', async () => {
      const { reply, ran } = await call(audience, { jira: fakeJira({}) });
      expect(codeOf(reply)).toBe('unexpected');
      expect(ran).toEqual([]);
    });

    test.each([
      ['no context', null],
      ['an empty context', {}],
      ['no account', { ...CONTEXT, accountId: undefined }],
      ['an empty account', { ...CONTEXT, accountId: '' }],
      ['an account that is no text', { ...CONTEXT, accountId: { $ne: '' } }],
      ['an account with a path in it', { ...CONTEXT, accountId: '../admin' }],
    ])('does not run with %s, and Jira is not asked', async (_, context) => {
      const { reply, ran, jira } = await call(audience, { context });
      expect(codeOf(reply)).toBe('not-signed-in');
      expect(ran).toEqual([]);
      expect(jira.calls).toEqual([]);
    });

    test('does not run where storage fails', async () => {
      const { reply, ran } = await call(audience, { store: fakeStore({ failing: ['settings'] }) });
      expect(codeOf(reply)).toBe('storage-unavailable');
      expect(ran).toEqual([]);
    });

    test('does not run with a payload of another shape', async () => {
      const { reply, ran, jira } = await call(audience, { payload: { more: 1 } });
      expect(codeOf(reply)).toBe('invalid-input');
      expect(ran).toEqual([]);
      expect(jira.calls).toEqual([]);
    });
  },
);

describe.each(['inviter', 'projectAdmin'] as const)('a function for the audience %s', (audience) => {
  test.each([
    ['no place', { accountId: AGENT }],
    ['no project', { accountId: AGENT, extension: {} }],
    ['a project without an id', { accountId: AGENT, extension: { project: { key: 'SUP' } } }],
    ['a project key for an id', { accountId: AGENT, extension: { project: { id: 'SUP' } } }],
    ['a list of projects', { accountId: AGENT, extension: { project: { id: [PROJECT] } } }],
    [
      'a project id with more behind it',
      { accountId: AGENT, extension: { project: { id: `${PROJECT} OR 1` } } },
    ],
  ])('does not run with %s, and Jira is not asked', async (_, context) => {
    const { reply, ran, jira } = await call(audience, { context });
    expect(['no-project', 'not-signed-in']).toContain(codeOf(reply));
    expect(ran).toEqual([]);
    expect(jira.calls).toEqual([]);
  });

  test('asks about the account and the project of the context', async () => {
    const { ran, jira } = await call(audience);
    expect(jira.calls[0]?.body).toEqual({
      accountId: AGENT,
      projectPermissions: [{ permissions: ASKED[audience], projects: [Number(PROJECT)] }],
    });
    expect(ran).toEqual([{ actor: AGENT, projectId: PROJECT }]);
  });

  test('takes a project id that the platform gives as a number', async () => {
    const context = { accountId: AGENT, extension: { project: { id: Number(PROJECT) } } };
    expect((await call(audience, { context })).ran).toEqual([{ actor: AGENT, projectId: PROJECT }]);
  });

  test('does not run for a right in another project, or for another right in this one', async () => {
    const grants = [
      { permission: PERMISSIONS[audience], projects: [10002] },
      { permission: 'BROWSE_PROJECTS', projects: [10001] },
    ];
    const jira = siteThatSays(
      {
        status: 200,
        body: { globalPermissions: [], projectPermissions: grants },
      },
      audience,
    );
    const { reply, ran } = await call(audience, { jira });
    expect(codeOf(reply)).toBe(audience === 'inviter' ? 'not-an-inviter' : 'not-a-project-admin');
    expect(ran).toEqual([]);
  });
});

test('a function for Jira admins learns nothing of a project', async () => {
  expect((await call('jiraAdmin')).ran).toEqual([{ actor: AGENT }]);
});

test.each<[string, Reply, string]>([
  ['a no', { status: 200, body: { globalPermissions: [], projectPermissions: [] } }, 'not-an-inviter'],
  ['a refusal of the question', refusal(403), 'not-an-inviter'],
  ['that nobody is logged in', refusal(401), 'not-an-inviter'],
  ['that there is no such project', refusal(404), 'not-an-inviter'],
  ['that it is busy', refusal(429), 'jira-busy'],
  ['an error', refusal(500), 'permission-unknown'],
  ['a bad request', refusal(400), 'permission-unknown'],
])('%s from Jira is told as %s', async (_, reply, code) => {
  expect(codeOf((await call('inviter', { jira: siteThatSays(reply) })).reply)).toBe(code);
});
