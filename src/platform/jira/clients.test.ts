import { route } from '@forge/api';
import { createCallers } from './clients';
import { START, VirtualClock } from '../../../test/fakes/clock';
import { fakeForgeFetch } from '../../../test/fakes/forge-fetch';
import { accountId } from '../../../test/fakes/ids';

let platform: ReturnType<typeof fakeForgeFetch> | undefined;
afterEach(() => platform?.restore());

/** The callers of an invocation that has 20 s, on a platform that answers like this. */
function callersOn(
  answer: () => Response | Promise<Response>,
  clock = new VirtualClock(),
): ReturnType<typeof createCallers> {
  platform = fakeForgeFetch(answer);
  return createCallers(clock, START + 20_000);
}

test.each<[string, 'app' | 'user' | 'offline', object]>([
  ['the app calls as itself', 'app', { provider: 'app' }],
  ['the person at the screen calls as themselves', 'user', { provider: 'user' }],
  ['somebody who is away is named', 'offline', { provider: 'user', accountId: 'ada' }],
])('%s', async (_, who, to) => {
  const callers = callersOn(() => new Response('{}'));
  const caller = who === 'offline' ? callers.offline(accountId('ada')) : callers[who];
  await caller.requestJira(route`/rest/api/3/myself`);
  expect(platform?.calls.map((call) => call.to)).toEqual([expect.objectContaining(to)]);
});

test('the person at the screen is never mistaken for somebody who is away', async () => {
  await callersOn(() => new Response('{}')).user.requestJira(route`/rest/api/3/myself`);
  expect(platform?.calls[0]?.to['accountId']).toBeUndefined();
});

test('somebody whom Forge does not let the app act for is a plain refusal, asked once', async () => {
  const callers = callersOn(
    () => new Response(null, { status: 401, headers: { 'forge-proxy-error': 'NEEDS_AUTHENTICATION_ERR' } }),
  );
  const answer = await callers.offline(accountId('ada')).requestJira(route`/rest/api/3/myself`);
  expect(answer.status).toBe(401);
  expect(platform?.calls).toHaveLength(1);
});

test('all callers of an invocation keep to one table of limits', async () => {
  const clock = new VirtualClock();
  const quota = { 'Retry-After': '600', 'RateLimit-Reason': 'jira-quota-tenant-based' };
  const callers = callersOn(() => new Response('', { status: 429, headers: quota }), clock);
  await callers.user.requestJira(route`/rest/api/3/myself`);
  await callers.app.requestJira(route`/rest/api/3/serverInfo`);
  expect(platform?.calls).toHaveLength(1);
});

test('a call that waited for its turn is not taken for one that met silence', async () => {
  let calls = 0;
  const callers = callersOn(() => {
    calls += 1;
    return calls <= 8 ? new Promise<Response>(() => undefined) : Promise.resolve(new Response('{}'));
  });
  const answers = await Promise.all(
    Array.from({ length: 9 }, () => callers.app.requestJira(route`/rest/api/3/myself`)),
  );
  expect(answers.map(({ mayHaveApplied }) => mayHaveApplied)).toEqual([
    ...Array<boolean>(8).fill(true),
    false,
  ]);
});
