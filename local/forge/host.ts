import type { JiraSite } from '../jira/site';
import { ActionForms } from './action-forms';
import { actionFor, invalidInputs, resultOf } from './actions';
import type { ActionResult, ActionRun } from './actions';
import { ApiRoutes } from './api-routes';
import { AppTime } from './app-time';
import { loadBackEnd } from './bundle';
import { Crashes } from './crashes';
import { FUNCTION_MS, Functions, TRIGGER_MS, unattended } from './functions';
import { Kvs } from './kvs';
import { pageNamed } from './manifest';
import type { Manifest } from './manifest';
import { PersonalData } from './personal-data';
import { isRetryRequest, Queues } from './queue';
import type { QueuedEvent } from './queue';
import { Realtime } from './realtime';
import { CLOUD_ID, ENVIRONMENT_ID } from './runtime';
import { sandboxOf } from './sandbox';
import { screenContext } from './screen-context';
import type { ScreenContext } from './screen-context';
import { checkShared, isOpenTo } from './sharing';
import type { LogLine } from './sandbox';
import { dynamicResponse, requestEvent, WebTriggers } from './web-triggers';

/** Forge's limits. @see https://developer.atlassian.com/platform/forge/limits-invocation/ */
const RESOLVER_MS = 25_000;
const BRIDGE_REQUEST_BYTES_MAX = 500 * 1000;
const BRIDGE_RESPONSE_BYTES_MAX = 5 * 1000 * 1000;
const TRIGGER_RETRIES_MAX = 4;

/** Stands in for the Forge platform, for one app on one site. Runs the app's real bundle. */
export class ForgeHost {
  readonly kvs: Kvs;
  readonly queues: Queues;
  readonly realtime = new Realtime();
  readonly webTriggers: WebTriggers;
  readonly apiRoutes: ApiRoutes;
  readonly actionForms: ActionForms;
  readonly personalData: PersonalData;
  readonly time: AppTime;
  readonly crashes = new Crashes();
  /** What the app wrote to its log. */
  readonly logs: LogLine[] = [];
  readonly #functions: Functions;

  constructor(
    readonly manifest: Manifest,
    readonly site: JiraSite,
    bundle: string,
  ) {
    this.time = new AppTime(site.clock);
    this.kvs = new Kvs(manifest, site.clock);
    this.kvs.rate.enforced = site.state.profile.rateLimited;
    this.queues = new Queues(site.clock);
    this.webTriggers = new WebTriggers(manifest);
    this.apiRoutes = new ApiRoutes(manifest);
    this.actionForms = new ActionForms(manifest);
    this.personalData = new PersonalData(manifest);
    for (const { key } of manifest.modules['jira:projectPermission']) {
      site.state.addPermission(this.permissionKey(key));
    }
    const { crashes, logs } = this;
    this.#functions = new Functions(manifest, {
      handlers: loadBackEnd(bundle, sandboxOf(this)),
      crashes,
      logs,
    });
  }

  /** What the app's functions took, as Forge bills it. */
  get usage(): Functions['usage'] {
    return this.#functions.usage;
  }

  /** The whole key of a permission that the app brings. */
  permissionKey(moduleKey: string): string {
    const appId = this.manifest.app.id.split('/').at(-1);
    return `ari:cloud:ecosystem::extension/${appId}/${ENVIRONMENT_ID}/static/${moduleKey}`;
  }

  /** A screen calls one of its resolver's functions. @throws where the platform, not the app, refuses. */
  async invoke(screen: ScreenContext, functionKey: string, payload: unknown): Promise<unknown> {
    const page = pageNamed(this.manifest, screen.moduleKey);
    if (!page?.resolver) throw new Error(`The module ${screen.moduleKey} has no resolver`);
    checkShared(screen.accountId, this.site);
    if (Buffer.byteLength(JSON.stringify(payload ?? {})) > BRIDGE_REQUEST_BYTES_MAX) {
      throw new Error('The payload is larger than the 500 KB that the bridge carries');
    }
    const answer = await this.#functions.run(
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
  screenContext(screen: ScreenContext): Record<string, unknown> {
    return screenContext(screen, this);
  }

  /** A life cycle or Jira event. An app that asks for a retry gets it after the time it names, four times. */
  async fire(event: string, payload: Readonly<Record<string, unknown>> = {}): Promise<void> {
    for (const trigger of this.manifest.modules.trigger.filter(({ events }) => events.includes(event))) {
      let retryContext: unknown;
      for (let tries = 0; ; tries += 1) {
        const module = unattended(trigger.key, 'core:trigger');
        const answer = await this.#functions.run(trigger.function, module, TRIGGER_MS, [
          { ...payload, eventType: event, ...(tries > 0 && { retryContext }) },
        ]);
        if (!isRetryRequest(answer) || tries === TRIGGER_RETRIES_MAX) break;
        // A test cannot wait for minutes: time is moved on.
        this.site.clock.advance((answer.retryOptions?.retryAfter ?? 1) * 1000);
        retryContext = { ...answer.retryOptions, retryCount: tries + 1 };
      }
    }
  }

  /** The keys of all scheduled triggers. */
  get schedules(): readonly string[] {
    return this.manifest.modules.scheduledTrigger.map(({ key }) => key);
  }

  /** A scheduled trigger, once. */
  async runSchedule(key: string): Promise<unknown> {
    const schedule = this.manifest.modules.scheduledTrigger.find((each) => each.key === key);
    if (!schedule) throw new Error(`There is no scheduled trigger ${key}`);
    const module = unattended(key, 'core:scheduledTrigger');
    return this.#functions.run(schedule.function, module, this.#functions.timeOf(schedule.function), [
      { context: { cloudId: CLOUD_ID, moduleKey: key } },
    ]);
  }

  /** Delivers the queued events that are due. */
  async runQueues(): Promise<void> {
    await this.queues.deliverDue((event) => this.#consume(event));
  }

  /**
   * Lets time pass once nothing of the app runs, and nothing in its queues is due: it would be taken for the time that
   * a call needs, and end what runs.
   */
  async passTime(ms: number): Promise<void> {
    do await this.runQueues();
    while (await this.#functions.settle());
    this.site.clock.advance(ms);
  }

  /** A request to a web trigger's address. */
  async callWebTrigger(id: string, request: Request, rawHeaders?: readonly string[]): Promise<Response> {
    const trigger = this.webTriggers.find(id);
    if (!trigger) return new Response('Not found', { status: 404 });
    const module = unattended(trigger.key, 'core:webtrigger');
    const event = await requestEvent(request, rawHeaders);
    if (!event) return new Response('Payload too large', { status: 413 });
    return this.webTriggers.respond(
      trigger,
      await this.#functions.run(trigger.function, module, FUNCTION_MS, [event]),
    );
  }

  /** Where the app's API routes are, on the site. */
  get apiUrl(): string {
    return this.site.base + this.apiRoutes.base;
  }

  /**
   * A request to one of the app's API routes. The shape of what the function gets and gives is not documented: it is
   * taken for that of a web trigger, with the path below `apiUrl` and the person of the token as the principal.
   */
  async callApi(request: Request, rawHeaders?: readonly string[]): Promise<Response> {
    const admitted = this.apiRoutes.admit(request);
    if (!admitted.ok) return new Response(null, { status: admitted.status });
    const { route, accountId, path } = admitted;
    if (!isOpenTo(accountId, this.site)) return new Response(null, { status: 403 });
    const event = await requestEvent(request, rawHeaders);
    if (!event) return new Response('Payload too large', { status: 413 });
    const module = { moduleKey: route.key, moduleType: 'core:apiRoute', accountId, projectId: undefined };
    const answer = await this.#functions.run(route.function, module, RESOLVER_MS, [
      { ...event, path, userPath: path.slice(1) },
    ]);
    return dynamicResponse(answer);
  }

  /**
   * An automation rule or a chat with Rovo comes to an action. What the function throws, the rule's owner does not read.
   *
   * @throws Error where no module offers the action, no rule could be saved with the inputs, or outputs are not as
   * declared.
   */
  async runAction(key: string, { by, inputs, accountId, context }: ActionRun): Promise<ActionResult> {
    checkShared(accountId, this.site);
    const action = actionFor(by, key, this.manifest);
    const [invalid] = by === 'automation' ? Object.values(invalidInputs(action, inputs)) : [];
    if (invalid !== undefined) throw new Error(`The rule could not be saved: ${invalid}`);
    const module = { moduleKey: key, moduleType: 'core:action', accountId, projectId: undefined };
    const told = by === 'rovo' ? { context: { cloudId: CLOUD_ID, moduleKey: key, ...context } } : {};
    const run = this.#functions.run(action.function, module, FUNCTION_MS, [{ ...inputs, ...told }]);
    const answer = await run.catch(() => ({ errors: [{ message: 'The app failed' }] }));
    return resultOf(action, answer);
  }

  /**
   * The app is uninstalled: its own cleaning up, and then Forge's. On a real site Forge keeps what is left for some
   * weeks, out of reach.
   */
  async uninstall(): Promise<void> {
    await this.runPreUninstall();
    this.kvs.store.clear();
  }

  /** The app's own cleaning up before it is uninstalled; its failure changes nothing. */
  async runPreUninstall(): Promise<void> {
    for (const { key, function: name } of this.manifest.modules.preUninstall) {
      await this.#functions
        .run(name, unattended(key, 'core:preUninstall'), FUNCTION_MS, [{}])
        .catch(() => undefined);
    }
  }

  async #consume(event: QueuedEvent): Promise<unknown> {
    const consumer = this.manifest.modules.consumer.find(({ queue }) => queue === event.queueName);
    if (!consumer) throw new Error(`Nobody consumes the queue ${event.queueName}`);
    const module = unattended(consumer.key, 'core:consumer');
    const { body, queueName, jobId, eventId, retryContext } = event;
    return this.#functions.run(consumer.function, module, this.#functions.timeOf(consumer.function), [
      { body, queueName, jobId, eventId, ...(retryContext ? { retryContext } : {}) },
    ]);
  }
}
