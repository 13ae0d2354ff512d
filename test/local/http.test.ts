import { listen } from '../../local/server/http';
import type { Listening } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { basicAuth, personWithRole } from './people';

const MYSELF = '/rest/api/3/myself';

let site: LocalSite;
let listening: Listening;
beforeAll(async () => {
  site = await LocalSite.create();
  listening = await listen(site, { port: 0, screens: false });
});
afterAll(() => listening.close());
beforeEach(() => {
  site.jira.log.clear();
  site.jira.faults.set([]);
});

/** A call to the site's own controls; a body that is text goes as it is. */
async function control(
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${listening.url}/__site${path}`, {
    method,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

function jira(path: string, method = 'GET'): Promise<Response> {
  const headers = { Authorization: basicAuth(personWithRole(site.jira, 'agent')) };
  return fetch(listening.url + path, { method, headers });
}

describe('the log of calls', () => {
  it('lists what reached Jira', async () => {
    await jira(`${MYSELF}?expand=groups`);
    expect(await control('GET', '/calls')).toEqual({
      status: 200,
      body: [
        {
          as: 'basic',
          accountId: personWithRole(site.jira, 'agent').accountId,
          method: 'GET',
          path: `${MYSELF}?expand=groups`,
          status: 200,
          points: 3,
        },
      ],
    });
  });

  it('is emptied by DELETE', async () => {
    await jira(MYSELF);
    expect(await control('DELETE', '/calls')).toHaveProperty('status', 204);
    expect(await control('GET', '/calls')).toHaveProperty('body', []);
  });

  it('shows that an invitation of the agent is done as the app', async () => {
    await control('POST', '/invoke', {
      as: 'agent',
      project: 'SUP',
      functionKey: 'invite.send',
      payload: { people: [{ email: 'log@acme.example' }], organizations: [], notify: false },
    });
    const { body } = await control('GET', '/calls');
    expect(body).toContainEqual(
      expect.objectContaining({
        as: 'app',
        method: 'POST',
        path: expect.stringContaining('/rest/servicedeskapi/customer') as string,
        status: 201,
      }),
    );
  });
});

describe('what is not modelled', () => {
  it('answers 501 and is listed', async () => {
    expect(await jira('/rest/api/3/issue', 'POST')).toHaveProperty('status', 501);
    expect(await control('GET', '/unmodelled')).toEqual({ status: 200, body: ['POST /rest/api/3/issue'] });
  });
});

describe('faults', () => {
  it('strike once they are put, and are listed', async () => {
    const faults = [{ status: 503, path: '/myself', times: 1 }];
    await control('PUT', '/faults', faults);
    expect(await control('GET', '/faults')).toMatchObject({ body: faults });
    expect((await jira(MYSELF)).status).toBe(503);
    expect((await jira(MYSELF)).status).toBe(200);
  });

  it('break the connection with status 0', async () => {
    await control('PUT', '/faults', [{ status: 0, times: 1 }]);
    await expect(jira(MYSELF)).rejects.toThrow('fetch failed');
    expect((await jira(MYSELF)).status).toBe(200);
  });

  it.each([
    ['no JSON', '[{', 400],
    ['no list', { status: 503 }, 400],
    ['a status that is no fault', [{ status: 200 }], 400],
    ['an unknown word', [{ status: 503, whenever: true }], 400],
    ['an empty list', [], 200],
  ])('that are %s are answered %s', async (_what, body, status) => {
    expect(await control('PUT', '/faults', body)).toHaveProperty('status', status);
  });

  it('say in words what is wrong with them', async () => {
    const { body } = await control('PUT', '/faults', [{ status: 503, rate: 2 }]);
    expect(body).toHaveProperty('error', expect.stringContaining('rate'));
  });

  it('that take away Jira’s answer to a screen are told to the screen', async () => {
    await control('PUT', '/faults', [{ status: 0 }]);
    const screen = { moduleKey: 'invite', accountId: personWithRole(site.jira, 'agent').accountId };
    expect(await control('POST', '/request-jira', { screen, path: MYSELF })).toEqual({
      status: 200,
      body: { error: 'Jira gave no answer' },
    });
  });
});

describe('a call of a screen', () => {
  const screen = { moduleKey: 'invite', project: { id: '10001', key: 'SUP' } };

  it.each([
    ['no JSON', '{'],
    ['no function', { as: 'agent' }],
    ['a screen without a module', { screen: {}, functionKey: 'invite.start' }],
  ])('with %s is answered 400', async (_what, body) => {
    const answer = await control('POST', '/invoke', body);
    expect(answer).toMatchObject({ status: 400, body: { error: expect.any(String) as string } });
  });

  it.each([
    [
      'an unknown person',
      { as: 'nobody@x.example', functionKey: 'invite.start' },
      'nobody called nobody@x.example',
    ],
    ['an unknown project', { project: 'NO', functionKey: 'invite.start' }, 'no space NO'],
    ['an unknown module', { module: 'other', functionKey: 'invite.start' }, 'module other'],
  ])('with %s is told what is wrong', async (_what, body, words) => {
    expect((await control('POST', '/invoke', body)).body).toHaveProperty(
      'error',
      expect.stringContaining(words),
    );
  });

  it('in the name of an account that is not there gets nothing done', async () => {
    const { body } = await control('POST', '/invoke', {
      screen: { ...screen, accountId: 'made-up' },
      functionKey: 'invite.send',
      payload: { people: [{ email: 'x@acme.example' }], organizations: [], notify: false },
    });
    expect(body).toMatchObject({ value: { ok: false } });
    expect(site.jira.log.all().filter((call) => call.as === 'app')).toEqual([]);
  });

  it('to Jira is done as the person at it', async () => {
    const { accountId } = personWithRole(site.jira, 'agent');
    const { body } = await control('POST', '/request-jira', {
      screen: { ...screen, accountId },
      path: MYSELF,
    });
    expect(body).toMatchObject({ value: { status: 200 } });
    expect(site.jira.log.all()).toMatchObject([{ as: 'user', accountId }]);
  });

  it('that listens without saying where it is is answered 400', async () => {
    expect(await control('GET', '/realtime?channel=x')).toHaveProperty('status', 400);
  });
});

describe('time and schedules', () => {
  it('moves on, not back', async () => {
    const before = site.jira.clock.now();
    await control('POST', '/clock', { advanceMs: 60_000 });
    expect(site.jira.clock.now() - before).toBeGreaterThanOrEqual(60_000);
    expect(await control('POST', '/clock', { advanceMs: -1 })).toHaveProperty('status', 400);
  });

  it.each([
    ['retry', 204],
    ['other', 400],
  ])('runs the schedule %s: %i', async (key, status) => {
    expect(await control('POST', `/schedule/${key}`)).toHaveProperty('status', status);
  });
});

it('carries a call without a payload to the function, which answers for itself', async () => {
  const { body } = await control('POST', '/invoke', { project: 'SUP', functionKey: 'invite.send' });
  expect(body).toMatchObject({ value: { ok: false, error: { code: expect.any(String) as string } } });
});
