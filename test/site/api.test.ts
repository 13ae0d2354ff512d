import { invitationResultSchema, apiErrorSchema } from '../../src/contract/rest-api';
import type { InvitationResult } from '../../src/contract/rest-api';
import { listen } from '../../local/server/http';
import type { Listening } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { describe as wordsFor } from '../../src/i18n/translate';
import { callsAs, organizationNamed } from './inviting';
import { ada, audited, changePolicy, PAR, SUP } from './scripting';
import { refuseEntries } from './refusing';

const WRITE = 'write:invitation:custom';
const READ = 'read:invitation:custom';
const ORGANIZATIONS = 'read:organization:custom';
const ALL = [WRITE, READ, ORGANIZATIONS];

let site: LocalSite;
let listening: Listening;
beforeEach(async () => {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
  listening = await listen(site, { port: 0, screens: false });
});
afterEach(async () => {
  await listening.close();
  expect(site.jira.log.unmodelled()).toEqual([]);
});

interface Answered {
  readonly status: number;
  readonly body: unknown;
}

async function call(
  method: string,
  path: string,
  { as = 'agent', scopes = ALL, body }: { as?: string; scopes?: readonly string[]; body?: unknown } = {},
): Promise<Answered> {
  const token = site.forge.apiRoutes.grant(site.person(as).accountId, scopes);
  const answer = await fetch(`${listening.url}${site.forge.apiRoutes.base}${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
}
const post = (body: unknown, as = 'agent'): Promise<Answered> => call('POST', '/invitations', { as, body });

async function invited(but: object = {}): Promise<InvitationResult> {
  return invitationResultSchema.parse((await post(ada(but as never))).body);
}

/** The status, and the code of the error. */
function refusal({ status, body }: Answered): readonly [number, string] {
  return [status, apiErrorSchema.parse(body).error.code];
}

describe('POST /invitations', () => {
  test('invites, and says every step', async () => {
    const answer = await post(ada({ organization: 'Acme' }));
    expect(answer.status).toBe(201);
    const result = invitationResultSchema.parse(answer.body);
    const [account] = site.jira.state.withEmail('ada@acme.example');
    expect(result).toMatchObject({
      state: 'done',
      accountId: account?.accountId,
      steps: [
        { step: 'account', state: 'done', change: 'made' },
        { step: 'desk', state: 'done', change: 'made' },
        { step: 'organization', state: 'done', organization: { name: 'Acme' } },
      ],
    });
    expect(organizationNamed(site, 'Acme').members).toContain(account?.accountId);
  });

  test('answers 200 for whoever exists', async () => {
    expect((await post(ada({ email: 'customer@guestlist.example' }))).status).toBe(200);
  });

  test('is in the audit log as the person’s', async () => {
    await invited();
    expect((await audited(site))[0]).toMatchObject({
      event: 'invitation',
      actor: { kind: 'person', accountId: site.person('agent').accountId },
    });
  });

  test.each<[string, unknown, number, string]>([
    ['no JSON', '{', 400, 'invalid-input'],
    ['no body', '', 400, 'invalid-input'],
    ['null', 'null', 400, 'invalid-input'],
    ['an array', [ada()], 400, 'invalid-input'],
    ['a field that nobody knows', ada({ admin: true }), 400, 'invalid-input'],
    ['an address that is a number', ada({ email: 7 as never }), 400, 'invalid-input'],
    ['a project that there is not', ada({ project: 'NOPE' }), 403, 'not-an-inviter'],
    ['a project that is off', ada({ project: 'PAR' }), 403, 'not-an-inviter'],
    ['a project with a name of JavaScript’s', ada({ project: 'constructor' }), 403, 'not-an-inviter'],
    ['1 MB', 'a'.repeat(1_000_000), 413, 'invalid-input'],
  ])('refuses %s', async (_, body, status, code) => {
    expect(refusal(await post(body))).toEqual([status, code]);
    expect(callsAs(site, 'app')).toEqual([]);
  });

  test.each<[string, object, number, string]>([
    ['a denied domain', { email: 'eve@denied.example' }, 403, 'domain-denied'],
    ['what is no address', { email: 'nonsense' }, 422, 'address-no-at'],
    ['an organization that there is not', { organization: 'Newco' }, 422, 'organization-unknown'],
  ])('says what is wrong with %s', async (_, but, status, code) => {
    const answer = await post(ada(but as never));
    expect([answer.status, invitationResultSchema.parse(answer.body).reason?.code]).toEqual([status, code]);
  });

  test('names the field that is wrong, and nothing of what was sent', async () => {
    const { body } = await post(ada({ notify: 'secret text' as never }));
    expect(JSON.stringify(body)).toContain('notify');
    expect(JSON.stringify(body)).not.toContain('secret text');
  });
});

describe('what programs write for nothing', () => {
  test.each(['displayName', 'organization', 'notify', 'endsAt'])(
    'leaves an optional field out: %s',
    async (field) => {
      for (const empty of [null, '', '  '])
        expect((await post(ada({ [field]: empty }))).status).toBeLessThan(202);
    },
  );

  test.each(['email', 'project'])('is refused where %s is wanted, which is named', async (field) => {
    for (const empty of [null, '', '  ']) {
      const answer = await post(ada({ [field]: empty }));
      expect(refusal(answer)).toEqual([400, 'invalid-input']);
      expect(JSON.stringify(answer.body)).toContain(`not understood: ${field}.`);
    }
  });

  test('does not matter around a project’s key, and before the JSON', async () => {
    expect((await post(`\uFEFF${JSON.stringify(ada({ project: 'SUP ' }))}`)).status).toBe(201);
    expect((await call('GET', '/organizations?project=SUP%20')).status).toBe(200);
  });
});

test('text that lost characters is refused, and UTF-8 asked for', async () => {
  const utf16 = Buffer.from(JSON.stringify(ada()), 'utf16le').toString('utf8');
  for (const [body, status] of [
    [utf16, 400],
    [ada({ displayName: 'J\uFFFDrg' }), 422],
    [ada({ organization: 'Ac\uFFFDme' }), 422],
  ] as const) {
    const answer = await post(body);
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([status, expect.stringContaining('UTF-8')]);
  }
  expect(site.jira.state.withEmail('ada@acme.example')).toEqual([]);
});

describe('a person', () => {
  test.each(['user', 'other-agent', 'customer'])(
    'without the right to invite, %s, is refused, and nothing is done',
    async (who) => {
      expect((await post(ada(), who)).status).toBe(403);
      expect(callsAs(site, 'app')).toEqual([]);
    },
  );

  test('who lost the right is refused at the next request', async () => {
    const agent = site.person('agent');
    await invited();
    site.jira.state.people.set(agent.accountId, { ...agent, agentOf: [] });
    const answer = await post(ada());
    expect(refusal(answer)).toEqual([403, 'not-an-inviter']);
    // A program has no words of its own.
    expect(answer.body).toEqual({
      error: { code: 'not-an-inviter', ...wordsFor({ code: 'not-an-inviter' }) },
    });
  });

  test('is refused in one project though they may invite in another', async () => {
    await changePolicy(
      site,
      {},
      { projects: [SUP, PAR].map((projectId) => ({ projectId, overrides: {} })) as never },
    );
    expect(refusal(await post(ada({ project: 'PAR' })))).toEqual([403, 'not-an-inviter']);
  });

  test('cannot be named in the request', async () => {
    const admin = site.person('jira-admin').accountId;
    expect((await post(ada({ accountId: admin }), 'user')).status).toBe(400);
  });

  test('is told to try again where Jira does not answer', async () => {
    site.jira.faults.set([{ path: '/permissions/check', status: 503, rate: 1, afterWork: false }]);
    expect(refusal(await post(ada()))).toEqual([503, 'permission-unknown']);
    expect(callsAs(site, 'app')).toEqual([]);
  });
});

describe('a token', () => {
  test.each<[string, string, string, string[]]>([
    ['may not invite', 'POST', '/invitations', [READ, ORGANIZATIONS]],
    ['may not read invitations', 'GET', '/invitations/x?project=SUP', [WRITE, ORGANIZATIONS]],
    ['may not read organizations', 'GET', '/organizations?project=SUP', [WRITE, READ]],
  ])('without its scope %s', async (_, method, path, scopes) => {
    expect((await call(method, path, { scopes, ...(method === 'POST' && { body: ada() }) })).status).toBe(
      403,
    );
  });

  test('that is none is not let in', async () => {
    const answer = await fetch(`${listening.url}${site.forge.apiRoutes.base}/organizations`, {
      headers: { Authorization: 'Bearer nonsense' },
    });
    expect(answer.status).toBe(401);
  });
});

describe('where storage fails', () => {
  test('nothing is done, and that is told', async () => {
    site.forge.kvs.failing = () => true;
    expect((await post(ada())).status).toBe(503);
    expect(site.jira.log.all()).toEqual([]);
  });

  test('after Jira was changed, the answer stands, and the entry is written later', async () => {
    const mend = refuseEntries(site);
    expect((await post(ada())).status).toBe(201);
    mend();
    await site.forge.runQueues();
    expect((await audited(site)).filter(({ event }) => event === 'invitation')).toHaveLength(1);
  });
});
