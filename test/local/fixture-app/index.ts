import {
  asApp,
  asUser,
  assumeTrustedRoute,
  authorize,
  fetch,
  getAppContext,
  privacy,
  webTrigger,
} from '@forge/api';
import { InvocationError, InvocationErrorCode, Queue } from '@forge/events';
import { kvs } from '@forge/kvs';
import Resolver from '@forge/resolver';

/** A small app for tests of the Forge host: it does what it is told, through the real packages. */
interface JiraInput {
  /** `app`, `user` for the person at the screen, or an account id. */
  readonly as: string;
  readonly method?: string;
  readonly path: string;
  readonly body?: unknown;
}

const resolver = new Resolver();
export const page = resolver.getDefinitions();

resolver.define('jira', async ({ payload }) => {
  const { as, method = 'GET', path, body } = payload as JiraInput;
  const api = as === 'app' ? asApp() : as === 'user' ? asUser() : asUser(as);
  const response = await api.requestJira(assumeTrustedRoute(path), {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.text() };
});
resolver.define('fetch', async ({ payload }) => {
  const { url } = payload as { url: string };
  // The three ways an app can try to reach outside.
  const [own, sdk, global] = await Promise.all(
    [() => globalThis.fetch(url), () => fetch(url), () => globalFetch(url)].map((run) => run()),
  );
  return [own, sdk, global].map((response) => response?.status);
});
resolver.define('context', ({ context }) => ({ ...context, app: getAppContext() }));
resolver.define('agentOf', async ({ payload }) => {
  const { projects } = payload as { projects: number[] };
  return authorize().onJira([{ permissions: ['SERVICEDESK_AGENT'], projects }]);
});
resolver.define('whoAfter', async ({ payload }) => {
  const { ms } = payload as { ms: number };
  await new Promise((resolve) => setTimeout(resolve, ms));
  const response = await asUser().requestJira(assumeTrustedRoute('/rest/api/3/myself'));
  return ((await response.json()) as { displayName: string }).displayName;
});
resolver.define('timesAround', async ({ payload }) => {
  const { ms } = payload as { ms: number };
  const before = Date.now();
  await new Promise((resolve) => setTimeout(resolve, ms));
  const after = new Date().getTime();
  console.info(`waited ${ms}`);
  await kvs.set('waited', ms);
  return { before, after };
});
resolver.define('forever', () => new Promise(() => undefined));
resolver.define('fails', () => {
  throw new Error('Out of paper');
});
resolver.define('large', ({ payload }) => 'x'.repeat((payload as { bytes: number }).bytes));
resolver.define('count', async () => {
  const before = (await kvs.get<number>('count')) ?? 0;
  await kvs.set('count', before + 1);
  return before + 1;
});
resolver.define('push', async ({ payload }) => {
  const { jobId } = await new Queue({ key: 'work' }).push(payload as never);
  return jobId;
});
resolver.define('stats', ({ payload }) => new Queue({ key: 'work' }).getStats(payload as string));
resolver.define('webTriggers', async ({ payload }) => {
  const { key } = payload as { key: string };
  const url = await webTrigger.getUrl(key);
  const again = await webTrigger.getUrl(key);
  const other = await webTrigger.getUrl(key, true);
  return { url, again, other, all: await webTrigger.queryUrls(key) };
});
resolver.define('dropWebTrigger', ({ payload }) => webTrigger.deleteUrl(payload as string));
resolver.define('report', async ({ payload }) => {
  const { accountIds } = payload as { accountIds: string[] };
  const updatedAt = '2026-01-01T00:00:00.000Z';
  try {
    return await privacy.reportPersonalData(accountIds.map((accountId) => ({ accountId, updatedAt })));
  } catch (refused) {
    return (refused as Response).status;
  }
});
resolver.define('log', () => console.warn('careful', { count: 1 }));

function globalFetch(url: string): Promise<Response> {
  return (global as { fetch: typeof globalThis.fetch }).fetch(url);
}

/** Asks to be called again, twice. */
export async function installed(event: { retryContext?: { retryCount: number } }): Promise<unknown> {
  await kvs.set(`installed:${event.retryContext?.retryCount ?? 0}`, event);
  if ((event.retryContext?.retryCount ?? 0) >= 2) return undefined;
  return new InvocationError({ retryAfter: 60, retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST });
}

export async function nightly(request: unknown): Promise<void> {
  await kvs.set('nightly', request as object);
}

/** Leaves a mark, and does not get further. */
export async function uninstalled(): Promise<void> {
  await kvs.set('uninstalled', true);
  throw new Error('Out of paper');
}

/** Answers with all that it was called with, and who it is in Jira. */
export async function api(request: { body: string }, backend: unknown): Promise<unknown> {
  if (request.body === 'fail') throw new Error('Out of paper');
  const response = await asUser().requestJira(assumeTrustedRoute('/rest/api/3/myself'));
  const { displayName } = (await response.json()) as { displayName: string };
  return {
    statusCode: 201,
    headers: { 'Content-Type': ['application/json'] },
    body: JSON.stringify({ request, backend, displayName }),
  };
}

/** Answers with all that it was called with, or as it is told to. */
export function act(payload: { say: string }, backend: unknown): unknown {
  switch (payload.say) {
    case 'fail':
      throw new Error('Out of paper');
    case 'refuse':
      return { errors: [{ message: 'Not today' }, { message: 'Not tomorrow' }] };
    case 'nothing':
      return { more: null };
    case 'too much':
      return { said: 'x', extra: 'y' };
    default:
      return { said: payload.say, more: JSON.stringify({ payload, backend }) };
  }
}

export async function worker(event: { eventId: string; body: { fail?: boolean } }): Promise<void> {
  await kvs.set(`worked:${event.eventId}`, event);
  if (event.body.fail) throw new Error('Cannot work');
}

export function dynamic(request: { body: string }): unknown {
  if (request.body === 'fail') throw new Error('Out of paper');
  return {
    statusCode: 201,
    headers: { 'Content-Type': ['application/json'], 'X-Twice': ['one', 'two'] },
    body: JSON.stringify(request),
  };
}

export function fixed(request: { body: string }): unknown {
  return { outputKey: request.body, body: 'never sent' };
}
