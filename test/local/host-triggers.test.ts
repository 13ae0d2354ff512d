import { fixtureHost, invoke } from './fixture-app/host';
import { personWithRole } from './people';

describe('a life cycle event', () => {
  it('is told again, later, to an app that asks for it', async () => {
    const host = fixtureHost();
    const before = host.site.clock.now();
    await host.fire('avi:forge:installed:app', { id: 'installation' });
    const told = [0, 1, 2, 3].map((tries) => host.kvs.store.get('plain', `installed:${tries}`)?.value);
    expect(told).toMatchObject([
      { id: 'installation', eventType: 'avi:forge:installed:app' },
      { retryContext: { retryCount: 1 } },
      { retryContext: { retryCount: 2, retryReason: 'FUNCTION_RETRY_REQUEST' } },
      undefined,
    ]);
    expect(host.site.clock.now() - before).toBeGreaterThanOrEqual(120_000);
  });

  it('is not told to a function that listens to another one', async () => {
    const host = fixtureHost();
    await host.fire('avi:forge:uninstalled:app');
    expect(host.kvs.requests).toEqual([]);
  });
});

describe('uninstalling', () => {
  it('runs the app’s own cleaning up first, whose failure changes nothing', async () => {
    const host = fixtureHost();
    await host.runPreUninstall();
    expect(host.kvs.store.get('plain', 'uninstalled')?.value).toBe(true);
    expect(host.logs).toContainEqual({
      level: 'error',
      text: expect.stringContaining('Out of paper') as string,
    });
  });

  it('empties the storage', async () => {
    const host = fixtureHost();
    await invoke(host, 'count');
    host.kvs.store.set('entity:visit', 'one', { project: 'SUP', at: 1 }, undefined);
    await host.uninstall();
    expect(host.kvs.requests.filter((path) => path.endsWith('/set'))).toHaveLength(2);
    expect(host.kvs.store.snapshot()).toEqual([]);
  });
});

describe('a page', () => {
  it.each([
    ['project-settings', 'jira:projectSettingsPage', { id: '10001', key: 'SUP' }],
    ['configure', 'jira:adminPage', undefined],
  ])('%s knows what it is and where', async (moduleKey, type, project) => {
    const host = fixtureHost();
    const { accountId } = personWithRole(host.site, 'project-admin');
    const context = await host.invoke({ moduleKey, accountId, ...(project && { project }) }, 'context', {});
    expect(context).toMatchObject({
      moduleKey,
      accountId,
      extension: { type, ...(project && { project: { ...project, type: 'service_desk' } }) },
    });
  });

  it.each(['project-settings', 'configure'])(
    '%s lets anybody call: only the app refuses',
    async (moduleKey) => {
      const host = fixtureHost();
      const { accountId } = personWithRole(host.site, 'customer');
      const project = { id: '10002', key: 'PAR' };
      expect(await host.invoke({ moduleKey, accountId, project }, 'count', {})).toBe(1);
    },
  );
});

describe('a schedule', () => {
  it('runs its function once, with nobody at the screen', async () => {
    const host = fixtureHost();
    await host.runSchedule('nightly');
    expect(host.kvs.store.get('plain', 'nightly')?.value).toMatchObject({
      context: { moduleKey: 'nightly' },
    });
  });

  it('that there is not is told', async () => {
    await expect(fixtureHost().runSchedule('hourly')).rejects.toThrow('hourly');
  });
});

describe('time', () => {
  const MINUTES = 5 * 60_000;

  it('passes once what somebody asked for is done, and what that queued', async () => {
    const host = fixtureHost();
    const before = host.site.clock.now();
    host.kvs.latencyMs = 50;
    void invoke(host, 'count');
    void invoke(host, 'push', [{ body: { row: 1 } }]);
    await host.passTime(MINUTES);
    expect(host.kvs.store.all('plain').map(({ value }) => value)).toEqual(
      expect.arrayContaining([1, expect.objectContaining({ body: { row: 1 } })]),
    );
    expect(host.site.clock.now()).toBeGreaterThanOrEqual(before + MINUTES);
  });

  it('passes where the last run died', async () => {
    const host = fixtureHost();
    const before = host.site.clock.now();
    host.crashes.once('page', 1);
    void invoke(host, 'count').catch(() => undefined);
    await host.passTime(MINUTES);
    expect(host.crashes.count).toBe(1);
    expect(host.site.clock.now()).toBeGreaterThanOrEqual(before + MINUTES);
  });
});
