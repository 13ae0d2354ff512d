import {
  invitationResultSchema,
  keptInvitationSchema,
  organizationsSchema,
  apiErrorSchema,
} from '../../src/contract/rest-api';
import type { InvitationResult } from '../../src/contract/rest-api';
import { listen } from '../../local/server/http';
import type { Listening } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { organizationNamed } from './inviting';
import { ada, audited, changePolicy, PAR, SUP, told } from './scripting';

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

describe('GET /invitations/{id}', () => {
  const show = (id: string, project: string | undefined = 'SUP', as = 'agent'): Promise<Answered> =>
    call('GET', `/invitations/${id}${project === '' ? '' : `?project=${project}`}`, { as });

  test('shows what became of one that was made here', async () => {
    const { id = '', accountId } = await invited({ organization: 'Acme' });
    const answer = await show(encodeURIComponent(id));
    expect(answer.status).toBe(200);
    expect(keptInvitationSchema.parse(answer.body)).toMatchObject({
      id,
      accountId,
      outcome: 'done',
      domain: 'acme.example',
      organizations: ['Acme'],
    });
  });

  test('shows no address', async () => {
    const { id = '' } = await invited();
    expect(JSON.stringify((await show(encodeURIComponent(id))).body)).not.toContain('ada@');
  });

  test('shows one that was made on the page', async () => {
    const { outcomes } = await told(site, 'agent', 'invite.send', {
      people: [{ email: 'ada@acme.example' }],
      organizations: [],
      notify: false,
    });
    expect((await show(encodeURIComponent(outcomes[0]?.id ?? ''))).status).toBe(200);
  });

  test.each([
    ['there is not', '2027-01-01T00:00:00.000Z:0000:abcd1234'],
    ['is the id of something else', 'policy:site'],
    ['has characters that no id has', '%22%3E'],
    ['is no encoding', '%E0%A4%A'],
    ['is longer than any id', 'a'.repeat(600)],
  ])('answers 404 or 400 where it %s', async (_, id) => {
    expect([400, 404]).toContain((await show(id)).status);
  });

  test('answers 404 for another project’s', async () => {
    const { id = '' } = await invited();
    await changePolicy(
      site,
      {},
      { projects: [SUP, PAR].map((projectId) => ({ projectId, overrides: {} })) as never },
    );
    expect(refusal(await show(encodeURIComponent(id), 'PAR', 'other-agent'))).toEqual([
      404,
      'invitation-unknown',
    ]);
  });

  test('answers 404 for what is no invitation', async () => {
    const policyChange = (await audited(site, { projectId: SUP as never })).find(
      ({ event }) => event === 'policy',
    );
    expect(refusal(await show(encodeURIComponent(policyChange?.id ?? '')))).toEqual([
      404,
      'invitation-unknown',
    ]);
  });

  test('answers 403 to whoever may not invite here, and without a project', async () => {
    const { id = '' } = await invited();
    expect((await show(encodeURIComponent(id), 'SUP', 'user')).status).toBe(403);
    expect((await show(encodeURIComponent(id), '')).status).toBe(403);
  });
});

describe('GET /organizations', () => {
  const list = async (as = 'agent'): Promise<string[]> =>
    organizationsSchema
      .parse((await call('GET', '/organizations?project=SUP', { as })).body)
      .organizations.map(({ name }) => name);

  test('lists those linked to the project', async () => {
    expect(await list()).toEqual(expect.arrayContaining(['Acme', 'Globex']));
    expect(await list()).not.toContain('Initech');
  });

  test('lists none where the policy enrols in none', async () => {
    await changePolicy(site, { organizations: 'none' });
    expect(await list()).toEqual([]);
  });

  test('lists only those of the policy’s list', async () => {
    const { id } = organizationNamed(site, 'Acme');
    await changePolicy(site, { onlyOrganizations: [{ id: id as never, name: 'Acme' }] });
    expect(await list()).toEqual(['Acme']);
  });

  test('lists all of the site where the policy says any', async () => {
    await changePolicy(site, { organizations: 'any' });
    expect(await list()).toEqual(expect.arrayContaining(['Acme', 'Initech']));
  });

  test('is refused to whoever may not invite here', async () => {
    expect((await call('GET', '/organizations?project=SUP', { as: 'user' })).status).toBe(403);
  });

  test('is refused without a project', async () => {
    expect((await call('GET', '/organizations')).status).toBe(403);
  });
});

test('the settings are read once', async () => {
  site.forge.kvs.requests.length = 0;
  await call('GET', '/organizations?project=SUP');
  // The key by which the project was named is kept for five minutes.
  const { requests } = site.forge.kvs;
  expect(requests.filter((request) => JSON.stringify(request).includes('get'))).toHaveLength(1);
});
