import { EgressFilteringService } from '@forge/egress';
import { randomUUID } from 'node:crypto';
import { NoAnswer } from '../jira/site';
import type { JiraSite } from '../jira/site';
import { loadBackEnd } from './bundle';
import type { Handler } from './bundle';
import { currentInvocation } from './invocation';
import type { Invocation } from './invocation';
import { Kvs } from './kvs';
import { pageNamed } from './manifest';
import type { Manifest } from './manifest';
import { fetchJira } from './product-fetch';
import type { ProductCall } from './product-fetch';
import { isRetryRequest, Queues } from './queue';
import type { QueuedEvent } from './queue';
import { Realtime } from './realtime';
import { CLOUD_ID, CONTEXT_ARI, ENVIRONMENT_ID, INSTALLATION_ID, runtimeOf } from './runtime';
import { WebTriggers } from './web-triggers';

/** Forge's limits. @see https://developer.atlassian.com/platform/forge/limits-invocation/ */
const RESOLVER_MS = 25_000;
const FUNCTION_MS = 55_000;
const BRIDGE_REQUEST_BYTES_MAX = 500 * 1000;
const BRIDGE_RESPONSE_BYTES_MAX = 5 * 1000 * 1000;
const TRIGGER_RETRIES_MAX = 4;

export interface LogLine {
  readonly level: string;
  readonly text: string;
}

/** Where a screen is, as the platform vouches for it. */
export interface ScreenContext {
  readonly moduleKey: string;
  readonly accountId: string | undefined;
  readonly project?: { readonly id: string; readonly key: string };
}

/** Stands in for the Forge platform, for one app on one site. Runs the app's real bundle. */
export class ForgeHost {
  readonly kvs: Kvs;
  readonly queues: Queues;
  readonly realtime = new Realtime();
  readonly webTriggers: WebTriggers;
  /** What the app wrote to its log. */
  readonly logs: LogLine[] = [];
  readonly #handlers: Readonly<Record<string, Handler>>;
  readonly #egress: EgressFilteringService;

  constructor(
    readonly manifest: Manifest,
    readonly site: JiraSite,
    bundle: string,
  ) {
    this.kvs = new Kvs(manifest, site.clock);
    this.queues = new Queues(site.clock);
    this.webTriggers = new WebTriggers(manifest);
    this.#egress = new EgressFilteringService(
      (manifest.permissions.external?.fetch?.backend ?? []).filter((each) => typeof each === 'string'),
    );
    this.#handlers = loadBackEnd(bundle, {
      global: this.#global(),
      console: this.#console(),
      fetch: (input) => this.#fetchOutside(input),
    });
  }

  /** A screen calls one of its resolver's functions. @throws where the platform, not the app, refuses. */
  async invoke(screen: ScreenContext, functionKey: string, payload: unknown): Promise<unknown> {
    const page = pageNamed(this.manifest, screen.moduleKey);
    if (!page?.resolver) throw new Error(`The module ${screen.moduleKey} has no resolver`);
    if (Buffer.byteLength(JSON.stringify(payload ?? {})) > BRIDGE_REQUEST_BYTES_MAX) {
      throw new Error('The payload is larger than the 500 KB that the bridge carries');
    }
    const answer = await this.#run(
      page.resolver.function,
      {
        moduleKey: page.key,
        moduleType: page.type,
        accountId: screen.accountId,
        projectId: screen.project?.id,
      },
      RESOLVER_MS,
      [{ call: { functionKey, payload }, context: this.screenContext(screen) }],
    );
    if (Buffer.byteLength(JSON.stringify(answer ?? null)) > BRIDGE_RESPONSE_BYTES_MAX) {
      throw new Error('The answer is larger than the 5 MB that the bridge carries');
    }
    return answer;
  }

  /** What `view.getContext()` tells a screen, and the resolver's `context`. */
  screenContext({ moduleKey, accountId, project }: ScreenContext): Record<string, unknown> {
    const page = pageNamed(this.manifest, moduleKey);
    return {
      accountId,
      cloudId: CLOUD_ID,
      localId: `${CONTEXT_ARI}/${moduleKey}`,
      environmentId: ENVIRONMENT_ID,
      environmentType: 'DEVELOPMENT',
      moduleKey,
      siteUrl: this.site.base,
      timezone: 'Etc/UTC',
      locale: 'en_US',
      extension: { type: page?.type, ...(project && { project: { ...project, type: 'service_desk' } }) },
    };
  }

  /** A life cycle or Jira event. An app that asks for a retry gets it after the time it names, four times. */
  async fire(event: string, payload: Readonly<Record<string, unknown>> = {}): Promise<void> {
    for (const trigger of this.manifest.modules.trigger.filter(({ events }) => events.includes(event))) {
      let retryContext: unknown;
      for (let tries = 0; ; tries += 1) {
        const module = {
          moduleKey: trigger.key,
          moduleType: 'core:trigger',
          accountId: undefined,
          projectId: undefined,
        };
        const answer = await this.#run(trigger.function, module, FUNCTION_MS, [
          { ...payload, eventType: event, ...(tries > 0 && { retryContext }) },
        ]);
        if (!isRetryRequest(answer) || tries === TRIGGER_RETRIES_MAX) break;
        // Nobody waits for minutes here: time is moved on.
        this.site.clock.advance((answer.retryOptions?.retryAfter ?? 1) * 1000);
        retryContext = { ...answer.retryOptions, retryCount: tries + 1 };
      }
    }
  }

  /** A scheduled trigger, once. */
  async runSchedule(key: string): Promise<unknown> {
    const schedule = this.manifest.modules.scheduledTrigger.find((each) => each.key === key);
    if (!schedule) throw new Error(`There is no scheduled trigger ${key}`);
    const module = {
      moduleKey: key,
      moduleType: 'core:scheduledTrigger',
      accountId: undefined,
      projectId: undefined,
    };
    return this.#run(schedule.function, module, FUNCTION_MS, [
      { context: { cloudId: CLOUD_ID, moduleKey: key } },
    ]);
  }

  /** Delivers the queued events that are due. */
  async runQueues(): Promise<void> {
    await this.queues.deliverDue((event) => this.#consume(event));
  }

  /** A request to a web trigger's address. */
  async callWebTrigger(id: string, request: Request): Promise<Response> {
    const trigger = this.webTriggers.find(id);
    if (!trigger) return new Response('Not found', { status: 404 });
    const module = {
      moduleKey: trigger.key,
      moduleType: 'core:webtrigger',
      accountId: undefined,
      projectId: undefined,
    };
    const answer = await this.#run(trigger.function, module, FUNCTION_MS, [
      await this.webTriggers.requestOf(request),
    ]);
    return this.webTriggers.respond(trigger, answer);
  }

  async #consume(event: QueuedEvent): Promise<unknown> {
    const consumer = this.manifest.modules.consumer.find(({ queue }) => queue === event.queueName);
    if (!consumer) throw new Error(`Nobody consumes the queue ${event.queueName}`);
    const { timeoutSeconds } = this.#functionNamed(consumer.function);
    const module = {
      moduleKey: consumer.key,
      moduleType: 'core:consumer',
      accountId: undefined,
      projectId: undefined,
    };
    const { body, queueName, jobId, eventId, retryContext } = event;
    return this.#run(consumer.function, module, timeoutSeconds ? timeoutSeconds * 1000 : FUNCTION_MS, [
      { body, queueName, jobId, eventId, ...(retryContext ? { retryContext } : {}) },
    ]);
  }

  async #run(
    functionKey: string,
    module: Pick<Invocation, 'moduleKey' | 'moduleType' | 'accountId' | 'projectId'>,
    limitMs: number,
    args: readonly unknown[],
  ): Promise<unknown> {
    const { handler } = this.#functionNamed(functionKey);
    const exported = this.#handlers[handler.split('.').at(-1) ?? ''];
    if (!exported) throw new Error(`The bundle does not export ${handler}`);
    const invocation: Invocation = { ...module, id: randomUUID(), functionKey, endsAt: Date.now() + limitMs };
    const backendRuntime = {
      installContext: CONTEXT_ARI,
      ...(module.accountId && { principal: { accountId: module.accountId } }),
      installation: { ari: `ari:cloud:ecosystem::installation/${INSTALLATION_ID}` },
    };
    const run = currentInvocation.run(invocation, () =>
      Promise.resolve().then(() => exported(...args, backendRuntime)),
    );
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`The function ${functionKey} took longer than ${limitMs} ms`)),
        limitMs,
      );
    });
    try {
      const answer = await Promise.race([run, over]);
      return answer === undefined ? undefined : (JSON.parse(JSON.stringify(answer)) as unknown);
    } finally {
      clearTimeout(timer);
    }
  }

  #functionNamed(key: string): Manifest['modules']['function'][number] {
    const found = this.manifest.modules.function.find((each) => each.key === key);
    if (!found) throw new Error(`The manifest has no function ${key}`);
    return found;
  }

  /** The globals that `@forge/*` look for. */
  #global(): object {
    const { manifest } = this;
    const global = Object.create(globalThis) as object;
    Object.defineProperties(global, {
      __forge_runtime__: { get: () => runtimeOf(manifest) },
      __forge_fetch__: {
        value: (meta: FetchMeta, path: string, init?: RequestInit) => this.#forgeFetch(meta, path, init),
      },
    });
    return global;
  }

  async #forgeFetch(meta: FetchMeta, path: string, init: RequestInit = {}): Promise<Response> {
    const body = (): unknown => JSON.parse(typeof init.body === 'string' ? init.body : '{}');
    if (meta.type === 'fpp' && meta.remote === 'jira') {
      return fetchJira(meta as ProductCall, path, init, this).catch((error: unknown) => {
        throw error instanceof NoAnswer ? new TypeError('fetch failed') : error;
      });
    }
    if (meta.remote === 'kvs' || meta.type === 'kvs') return this.kvs.handle(path, body());
    if (meta.type === 'realtime') return this.#publish(body());
    if (meta.remote === 'stargate' && path === '/graphql') return this.webTriggers.graphql(body());
    if (meta.remote === 'stargate' && path.startsWith('/webhook/queue/'))
      return this.#queueCall(path, body());
    const what = `forge ${meta.type} ${meta.remote ?? ''} ${path}`;
    this.site.log.addUnmodelled(what);
    return Response.json({ message: `The local site does not model ${what}` }, { status: 501 });
  }

  #publish(body: unknown): Response {
    const { variables } = body as { variables: { name: string; payload: string } };
    const { moduleKey = '', projectId } = currentInvocation.getStore() ?? {};
    const heard = this.realtime.publish(variables.name, JSON.parse(variables.payload), {
      moduleKey,
      projectId,
    });
    const event = heard ? { eventId: randomUUID(), eventTimestamp: String(this.site.clock.now()) } : {};
    return Response.json({
      data: { ecosystem: { publishRealtimeChannel: { eventId: null, eventTimestamp: null, ...event } } },
    });
  }

  #queueCall(path: string, body: unknown): Response {
    const { jobId = '' } = body as { jobId?: string };
    if (path.includes('/publish/')) return this.queues.publish(body as Parameters<Queues['publish']>[0]);
    return path.includes('/cancel/') ? this.queues.cancel(jobId) : this.queues.stats(jobId);
  }

  /** The app's own `fetch`: what the manifest does not name is not reached. */
  #fetchOutside(input: Parameters<typeof fetch>[0]): Promise<Response> {
    const url = input instanceof Request ? input.url : String(input);
    if (this.#egress.isValidUrl(url)) this.site.log.addUnmodelled(`egress ${url}`);
    return Promise.resolve(
      new Response(null, { status: 403, headers: { 'forge-proxy-error': 'BLOCKED_EGRESS' } }),
    );
  }

  #console(): Pick<Console, 'log' | 'info' | 'warn' | 'error' | 'debug'> {
    const write =
      (level: string) =>
      (...args: unknown[]): void => {
        this.logs.push({
          level,
          text: args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg))).join(' '),
        });
      };
    return {
      log: write('info'),
      info: write('info'),
      warn: write('warn'),
      error: write('error'),
      debug: write('debug'),
    };
  }
}

interface FetchMeta {
  readonly type: string;
  readonly remote?: string;
  readonly provider?: string;
  readonly accountId?: string;
}
