import { JiraSite } from '../../local/jira/site';
import { fixtureHost, fixtureManifest, invoke } from './fixture-app/host';
import { personWithRole } from './people';

const MYSELF = '/rest/api/3/myself';
const MY_PERMISSIONS = '/rest/api/3/mypermissions?permissions=ADMINISTER';
const ORGANIZATIONS = '/rest/servicedeskapi/organization';

/** A copy of the manifest with other scopes. */
function withScopes(
  scopes: Record<string, { allowImpersonation: boolean }> | string[],
): ReturnType<typeof fixtureManifest> {
  const manifest = fixtureManifest();
  return { ...manifest, permissions: { ...manifest.permissions, scopes } };
}

const statusOf = (answer: unknown): unknown => (answer as { status: unknown }).status;

function valuesIn(snapshot: unknown): unknown[] {
  return (snapshot as [string, { value: unknown }[]][]).flatMap(([, rows]) => rows.map(({ value }) => value));
}

describe('scopes', () => {
  const all = ['storage:app', 'read:jira-user', 'read:jira-work', 'manage:servicedesk-customer'];

  it.each([
    [MYSELF, 'read:jira-user'],
    [MY_PERMISSIONS, 'read:jira-work'],
    [ORGANIZATIONS, 'manage:servicedesk-customer'],
  ])('let the app at %s with %s, and answer 401 without it', async (path, scope) => {
    const granted = fixtureHost({ manifest: withScopes(all) });
    const lacking = fixtureHost({ manifest: withScopes(all.filter((each) => each !== scope)) });
    expect(statusOf(await invoke(granted, 'jira', { as: 'app', path }))).toBe(200);
    expect(statusOf(await invoke(lacking, 'jira', { as: 'app', path }))).toBe(401);
  });

  it('keep a call beyond them from Jira', async () => {
    const host = fixtureHost({ manifest: withScopes(['storage:app']) });
    await invoke(host, 'jira', { as: 'app', path: MYSELF });
    expect(host.site.log.all()).toEqual([]);
  });

  it('hold for calls in the name of whoever is at the screen, too', async () => {
    const host = fixtureHost({ manifest: withScopes(['storage:app']) });
    expect(statusOf(await invoke(host, 'jira', { as: 'user', path: MYSELF }))).toBe(401);
  });

  it('can be the granular ones in place of the classic one', async () => {
    const granular = ['read:organization:jira-service-management'];
    const host = fixtureHost({ manifest: withScopes(granular) });
    expect(statusOf(await invoke(host, 'jira', { as: 'app', path: ORGANIZATIONS }))).toBe(200);
  });

  it('keep the app from storage without storage:app', async () => {
    const host = fixtureHost({ manifest: withScopes(['read:jira-user']) });
    await expect(invoke(host, 'count')).rejects.toThrow('storage:app');
  });
});

describe('calls in the name of somebody who is not at the screen', () => {
  it.each([
    [true, 200],
    [false, 401],
  ])('take allowImpersonation: with %s, %i', async (allowImpersonation, status) => {
    const host = fixtureHost({ manifest: withScopes({ 'read:jira-user': { allowImpersonation } }) });
    const { accountId } = personWithRole(host.site, 'jira-admin');
    expect(statusOf(await invoke(host, 'jira', { as: accountId, path: MYSELF }))).toBe(status);
  });

  it('have that person’s permissions, not those of whoever is at the screen', async () => {
    const host = fixtureHost();
    const { accountId } = personWithRole(host.site, 'jira-admin');
    const { body } = (await invoke(host, 'jira', { as: accountId, path: MYSELF })) as { body: string };
    expect(JSON.parse(body)).toHaveProperty('displayName', 'Jo Admin');
  });
});

describe('a function behind a screen', () => {
  it('is told by the platform who is there, and where', async () => {
    const host = fixtureHost();
    expect(await invoke(host, 'context')).toMatchObject({
      accountId: personWithRole(host.site, 'agent').accountId,
      extension: { type: 'jira:projectPage', project: { id: '10001', key: 'SUP', type: 'service_desk' } },
      app: { moduleKey: 'page' },
    });
  });

  it.each([
    ['agent', [10001]],
    ['other-agent', [10002]],
    ['user', []],
  ])('can have the permissions of %s checked', async (role, projects) => {
    const granted = await invoke(fixtureHost(), 'agentOf', { projects: [10001, 10002] }, role);
    expect(granted).toMatchObject([{ permission: 'SERVICEDESK_AGENT', projects }]);
  });

  it('stays apart from another person’s that runs at the same time', async () => {
    const host = fixtureHost();
    const names = await Promise.all(
      ['agent', 'jira-admin', 'agent', 'user'].map((role, index) =>
        invoke(host, 'whoAfter', { ms: 20 - index * 5 }, role),
      ),
    );
    expect(names).toEqual(['Ana Agent', 'Jo Admin', 'Ana Agent', 'Uma User']);
  });

  it('may take 25 seconds, no longer', async () => {
    const host = fixtureHost();
    jest.useFakeTimers();
    const answer = invoke(host, 'forever').then(
      () => 'ended',
      (error: unknown) => String(error),
    );
    await jest.advanceTimersByTimeAsync(24_999);
    expect(await Promise.race([answer, Promise.resolve('still running')])).toBe('still running');
    await jest.advanceTimersByTimeAsync(1);
    expect(await answer).toContain('longer than 25000 ms');
    jest.useRealTimers();
  });

  it.each([
    [499_000, true],
    [500_001, false],
  ])('takes a payload of %i bytes: %s', async (bytes, taken) => {
    const payload = { text: 'x'.repeat(bytes - 11) };
    const answer = invoke(fixtureHost(), 'log', payload).then(
      () => true,
      () => false,
    );
    expect(await answer).toBe(taken);
  });

  it('may answer with 5 MB, no more', async () => {
    await expect(invoke(fixtureHost(), 'large', { bytes: 5_000_000 })).rejects.toThrow('5 MB');
  });

  it('that throws rejects the call, and is in the log', async () => {
    const host = fixtureHost();
    await expect(invoke(host, 'fails')).rejects.toThrow('Out of paper');
    expect(host.logs).toContainEqual({
      level: 'error',
      text: expect.stringContaining('Out of paper') as string,
    });
  });

  it('writes to a log of its own', async () => {
    const host = fixtureHost();
    await invoke(host, 'log');
    expect(host.logs).toEqual([{ level: 'warn', text: 'careful {"count":1}' }]);
  });

  it('keeps what it stored', async () => {
    const host = fixtureHost();
    await invoke(host, 'count');
    expect(await invoke(host, 'count')).toBe(2);
  });

  it('is not there on a page that the manifest does not name', async () => {
    const host = fixtureHost();
    await expect(host.invoke({ moduleKey: 'other', accountId: 'x' }, 'count', {})).rejects.toThrow('other');
  });

  it('finds a broken connection where Jira gives no answer', async () => {
    const site = new JiraSite();
    site.faults.set([{ status: 0, rate: 1, afterWork: false }]);
    await expect(invoke(fixtureHost({ site }), 'jira', { as: 'app', path: MYSELF })).rejects.toThrow(
      'fetch failed',
    );
  });
});

describe('two sites, whose functions run in one process', () => {
  it('stay apart: each has its own time, timers, people, storage and log', async () => {
    const [one, other] = [fixtureHost(), fixtureHost()];
    other.site.clock.advance(365 * 24 * 3_600_000);
    // Moved on by an hour, which the first one would have to wait for.
    other.time.hurried = true;
    const laterBy = other.site.clock.now() - one.site.clock.now();
    const around = (host: typeof one, ms: number) =>
      invoke(host, 'timesAround', { ms }) as Promise<{ before: number; after: number }>;
    const [first, second] = await Promise.all([around(one, 10), around(other, 3_600_000)]);
    expect(Math.round((second.before - first.before) / laterBy)).toBe(1);
    expect(second.after - second.before).toBeGreaterThanOrEqual(3_600_000);
    expect(first.after - first.before).toBeLessThan(3_600_000);
    expect([one, other].map(({ logs }) => logs.map(({ text }) => text))).toEqual([
      ['waited 10'],
      ['waited 3600000'],
    ]);
    expect([one, other].map(({ kvs }) => valuesIn(kvs.store.snapshot()))).toEqual([[10], [3_600_000]]);
    expect([one, other].map(({ site }) => site.log.all().length)).toEqual([0, 0]);
  });

  it('call Jira each as its own people', async () => {
    const [one, other] = [fixtureHost(), fixtureHost()];
    other.site.state.addPerson({ ...personWithRole(other.site, 'agent'), displayName: 'Otto Other' });
    const names = await Promise.all(
      [one, other, one].map((host, index) => invoke(host, 'whoAfter', { ms: 20 - index * 5 })),
    );
    expect(names).toEqual(['Ana Agent', 'Otto Other', 'Ana Agent']);
    expect([one, other].map(({ site }) => site.log.all().length)).toEqual([2, 1]);
  });
});

describe('egress', () => {
  it('is refused, whichever way the app tries, and listed', async () => {
    const host = fixtureHost();
    expect(await invoke(host, 'fetch', { url: 'https://elsewhere.example/' })).toEqual([403, 403, 403]);
    expect(host.site.log.unmodelled()).toEqual([
      'egress that the manifest does not allow: https://elsewhere.example/',
    ]);
  });

  it('that the manifest allows goes nowhere either, and is listed as not modelled', async () => {
    const host = fixtureHost();
    expect(await invoke(host, 'fetch', { url: 'https://allowed.example/a' })).toEqual([501, 501, 501]);
    expect(host.site.log.unmodelled()).toEqual(['egress https://allowed.example/a']);
  });
});

describe('what the site does not model', () => {
  it('answers 501 and is listed', async () => {
    const host = fixtureHost();
    const answer = await invoke(host, 'jira', { as: 'app', method: 'POST', path: '/rest/api/3/issue' });
    expect(statusOf(answer)).toBe(501);
    expect(host.site.log.unmodelled()).toEqual(['POST /rest/api/3/issue']);
  });
});
