import { EgressFilteringService } from '@forge/egress';
import { randomUUID } from 'node:crypto';
import { NoAnswer } from '../jira/site';
import type { JiraSite } from '../jira/site';
import type { AppTime } from './app-time';
import type { Sandbox } from './current-sandbox';
import type { Crashes, PlatformCall } from './crashes';
import { currentInvocation } from './invocation';
import type { Kvs } from './kvs';
import { scopesOf } from './manifest';
import type { Manifest } from './manifest';
import { fetchJira } from './product-fetch';
import type { PersonalData } from './personal-data';
import type { ProductCall } from './product-fetch';
import type { Queues } from './queue';
import type { Realtime } from './realtime';
import { runtimeOf } from './runtime';
import type { WebTriggers } from './web-triggers';

export interface LogLine {
  readonly level: string;
  readonly text: string;
}

/** What the app's code can reach. */
export interface Platform {
  readonly manifest: Manifest;
  readonly site: JiraSite;
  readonly kvs: Kvs;
  readonly queues: Queues;
  readonly realtime: Realtime;
  readonly webTriggers: WebTriggers;
  readonly personalData: PersonalData;
  readonly logs: LogLine[];
  readonly time: AppTime;
  readonly crashes: Crashes;
}

interface FetchMeta {
  readonly type: string;
  readonly remote?: string;
  readonly provider?: string;
  readonly accountId?: string;
}

/** The globals that `@forge/*` look for, and ours in place of what would reach outside. */
export function sandboxOf(platform: Platform): Sandbox {
  const console = consoleFor(platform);
  const fetch = outsideFetch(platform);
  const { setTimeout: startTimer, ...time } = platform.time.globals();
  const setTimeout: typeof startTimer = (run, ms) => startTimer(platform.crashes.whileAlive(run), ms);
  const replaced = { console, fetch, setTimeout, ...time };
  const global = Object.assign(Object.create(globalThis) as object, replaced);
  Object.defineProperties(global, {
    __forge_runtime__: { get: () => runtimeOf(platform.manifest) },
    __forge_fetch__: {
      value: (meta: FetchMeta, path: string, init?: RequestInit) =>
        platform.crashes.around({ what: whatIs(meta), method: init?.method ?? 'POST', path }, () =>
          platform.time.during(forgeFetch(platform, meta, path, init)),
        ),
    },
  });
  return { global, ...replaced };
}

function whatIs({ type, remote }: FetchMeta): PlatformCall['what'] {
  if (type === 'fpp' && remote === 'jira') return 'jira';
  return remote === 'kvs' || type === 'kvs' ? 'storage' : 'other';
}

async function forgeFetch(
  platform: Platform,
  meta: FetchMeta,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  if (meta.type === 'fpp' && meta.remote === 'jira') {
    return fetchJira(meta as ProductCall, path, init, platform).catch((error: unknown) => {
      throw error instanceof NoAnswer ? new TypeError('fetch failed') : error;
    });
  }
  const body: unknown = JSON.parse(typeof init.body === 'string' ? init.body : '{}');
  const answer = await forgeAnswer(platform, meta, path, body);
  if (answer && answer.status !== 501) return answer;
  const what = `forge ${meta.type} ${meta.remote ?? ''} ${path}`;
  platform.site.log.addUnmodelled(what);
  return answer ?? Response.json({ message: `The local site does not model ${what}` }, { status: 501 });
}

/** What Forge itself answers; nothing where it is not modelled. */
function forgeAnswer(
  { manifest, kvs, webTriggers, personalData, ...platform }: Platform,
  { type, remote }: FetchMeta,
  path: string,
  body: unknown,
): Response | Promise<Response> | undefined {
  if (remote === 'kvs' || type === 'kvs') {
    if (scopesOf(manifest).has('storage:app')) return kvs.answer(path, body);
    return Response.json({ code: 'FORBIDDEN', message: 'The scope storage:app is missing' }, { status: 403 });
  }
  if (type === 'realtime') return publish(platform, body);
  if (remote !== 'stargate') return undefined;
  if (path === '/graphql') return webTriggers.graphql(body);
  if (path === '/app/report-accounts') return personalData.answer(body);
  return path.startsWith('/webhook/queue/') ? queueCall(platform.queues, manifest, path, body) : undefined;
}

function publish({ realtime, site }: Pick<Platform, 'realtime' | 'site'>, body: unknown): Response {
  const { variables } = body as { variables: { name: string; payload: string } };
  const { moduleKey = '', projectId } = currentInvocation.getStore() ?? {};
  const heard = realtime.publish(variables.name, JSON.parse(variables.payload), { moduleKey, projectId });
  const event = heard ? { eventId: randomUUID(), eventTimestamp: String(site.clock.now()) } : {};
  return Response.json({
    data: { ecosystem: { publishRealtimeChannel: { eventId: null, eventTimestamp: null, ...event } } },
  });
}

function queueCall(queues: Queues, { modules }: Manifest, path: string, body: unknown): Response {
  const { jobId = '', queueName } = body as { jobId?: string; queueName: string };
  if (!modules.consumer.some(({ queue }) => queue === queueName)) {
    return Response.json({ message: `Nobody consumes the queue ${queueName}` }, { status: 400 });
  }
  if (path.includes('/publish/')) return queues.publish(body as Parameters<Queues['publish']>[0]);
  return path.includes('/cancel/') ? queues.cancel(jobId) : queues.stats(jobId);
}

/** The app's own `fetch`: nothing outside is reached, and every try is listed. */
function outsideFetch({ manifest, site }: Platform): typeof fetch {
  const allowed = new EgressFilteringService(
    (manifest.permissions.external?.fetch?.backend ?? []).map((each) =>
      typeof each === 'string' ? each : each.address,
    ),
  );
  return (input) => {
    const url = input instanceof Request ? input.url : String(input);
    if (allowed.isValidUrl(url)) {
      site.log.addUnmodelled(`egress ${url}`);
      return Promise.resolve(new Response(null, { status: 501 }));
    }
    site.log.addUnmodelled(`egress that the manifest does not allow: ${url}`);
    const headers = { 'forge-proxy-error': 'BLOCKED_EGRESS' };
    return Promise.resolve(new Response(null, { status: 403, headers }));
  };
}

function consoleFor({ logs }: Platform): Sandbox['console'] {
  const write =
    (level: string) =>
    (...args: unknown[]): void => {
      logs.push({ level, text: args.map(asText).join(' ') });
    };
  return {
    log: write('info'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    debug: write('debug'),
  };
}

function asText(arg: unknown): string {
  if (typeof arg === 'string') return arg;
  return arg instanceof Error ? String(arg) : JSON.stringify(arg);
}
