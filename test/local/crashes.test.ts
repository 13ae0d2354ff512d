import { Crashes } from '../../local/forge/crashes';
import type { Death, PlatformCall } from '../../local/forge/crashes';
import { currentInvocation } from '../../local/forge/invocation';
import type { Invocation } from '../../local/forge/invocation';
import { fixtureHost, invoke } from './fixture-app/host';

const INVOCATION: Invocation = {
  id: 'one',
  functionKey: 'page',
  moduleKey: 'page',
  moduleType: 'jira:projectPage',
  accountId: undefined,
  projectId: undefined,
  endsAt: 0,
};
const CALL = { what: 'storage', method: 'POST', path: '/api/v1/get' } as const;

/** What the app kept under `count`, asked of the storage itself. */
function counted(host: ReturnType<typeof fixtureHost>): unknown {
  return host.kvs.store.get('plain', 'count')?.value;
}

describe('an invocation that is ended in the middle', () => {
  test.each<[number, Death, unknown]>([
    [1, 'before', undefined],
    [1, 'after', undefined],
    [2, 'before', undefined],
    [2, 'after', 1],
  ])('at call %i, %s its work, has done what it had asked for by then', async (number, death, kept) => {
    const host = fixtureHost();
    host.crashes.once('page', number, death);
    await expect(invoke(host, 'count')).rejects.toThrow('ended in the middle');
    expect(counted(host)).toBe(kept);
  });

  test('is an error in the log, and counted', async () => {
    const host = fixtureHost();
    host.crashes.once('page', 1);
    await invoke(host, 'count').catch(() => undefined);
    expect(host.crashes.count).toBe(1);
    expect(host.logs).toMatchObject([{ level: 'error' }]);
  });

  test('leaves the next one alone', async () => {
    const host = fixtureHost();
    host.crashes.once('page', 1);
    await invoke(host, 'count').catch(() => undefined);
    expect(await invoke(host, 'count')).toBe(1);
  });

  test('does nothing more: no call that it begins, no answer that is on its way, no timer', async () => {
    const crashes = new Crashes();
    const did: string[] = [];
    const ended = currentInvocation.run(INVOCATION, async () => {
      const end = crashes.begin(INVOCATION);
      const timer = crashes.whileAlive(() => did.push('timer'));
      let answer: (text: string) => void = () => undefined;
      const underway = new Promise<string>((resolve) => {
        answer = resolve;
      });
      void crashes.around(CALL, () => underway).then((text) => did.push(text));
      crashes.at = () => 'before';
      void crashes.around(CALL, () => Promise.resolve(did.push('ended here')));
      void crashes.around(CALL, () => Promise.resolve(did.push('begun later')));
      answer('answered');
      timer();
      await end;
    });
    await expect(ended).rejects.toThrow('The function page was ended in the middle');
    await new Promise((resolve) => setImmediate(resolve));
    expect(did).toEqual([]);
  });

  test('does not keep virtual time from moving on for others', async () => {
    const host = fixtureHost();
    host.time.hurried = true;
    host.crashes.once('page', 1);
    await invoke(host, 'count').catch(() => undefined);
    expect(await invoke(host, 'whoAfter', { ms: 60_000 })).toBe('Ana Agent');
  });

  test('is delivered again, where it worked on an event', async () => {
    const host = fixtureHost();
    await invoke(host, 'push', { body: {} });
    host.crashes.once('worker', 1, 'after');
    await host.runQueues();
    host.site.clock.advance(60_000);
    await host.runQueues();
    const [worked] = host.kvs.store.all('plain').map(({ value }) => value as { retryContext?: object });
    expect(worked?.retryContext).toMatchObject({ retryCount: 1 });
  });
});

test('each call is told by its function, its number, and what is asked', async () => {
  const host = fixtureHost();
  const calls: PlatformCall[] = [];
  host.crashes.at = (call) => {
    calls.push(call);
    return undefined;
  };
  await invoke(host, 'jira', { as: 'app', path: '/rest/api/3/myself' });
  await invoke(host, 'count');
  expect(calls).toMatchObject([
    { functionKey: 'page', number: 1, what: 'jira', method: 'GET', path: '/rest/api/3/myself' },
    { functionKey: 'page', number: 1, what: 'storage', path: '/api/v1/get' },
    { functionKey: 'page', number: 2, what: 'storage', path: '/api/v1/set' },
  ]);
});
