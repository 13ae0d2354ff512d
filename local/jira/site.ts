import { Hono } from 'hono';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { SiteClock } from '../clock';
import { errorAt } from './answer';
import type { Answer } from './answer';
import { basicCaller } from './basic-auth';
import { CallLog } from './call-log';
import type { Caller } from './caller';
import { Faults, seededRandom } from './faults';
import type { Fault } from './faults';
import type { Operation } from './operation';
import { OPERATIONS } from './operations/all';
import { profileNamed } from './profile';
import { pointsOf, RateLimits } from './rate-limits';
import { APP_ACCOUNT_ID, seed } from './seed';
import { SiteState } from './state';

export interface JiraSiteOptions {
  readonly profile?: string;
  /** How long each call takes, in ms. */
  readonly latencyMs?: number;
  readonly clock?: SiteClock;
  readonly seed?: number;
}

/** Set by callers in the same process; over HTTP it comes from the Authorization header. */
interface Env {
  Bindings: { readonly caller?: Caller };
}

/** A call got no answer: the connection broke, or timed out. */
export class NoAnswer extends Error {}

/** Our stand-in for a Jira Service Management Cloud site. */
export class JiraSite {
  readonly clock: SiteClock;
  readonly state: SiteState;
  readonly log = new CallLog();
  readonly faults: Faults;
  readonly #limits: RateLimits;
  readonly #random: () => number;
  readonly #latencyMs: number;
  readonly #app = new Hono<Env>();
  /** While true, calls take no time and the profile makes none fail: for setting a site up. */
  quiet = false;
  /** Where the site can be reached; known once it listens. */
  base = 'http://127.0.0.1';

  constructor({
    profile = 'default',
    latencyMs = 0,
    clock = new SiteClock(),
    seed: start = 1,
  }: JiraSiteOptions = {}) {
    this.clock = clock;
    this.state = new SiteState(clock, profileNamed(profile));
    this.#random = seededRandom(start);
    this.faults = new Faults(this.#random);
    this.#limits = new RateLimits(clock);
    this.#latencyMs = latencyMs;
    seed(this.state);
    for (const operation of ORDERED) {
      this.#app.on(operation.method, operation.path.replace(/\{(\w+)\}/g, ':$1'), (context) =>
        this.#answer(operation, context),
      );
    }
    this.#app.notFound((context) => {
      const what = `${context.req.method} ${context.req.path}`;
      this.log.addUnmodelled(what);
      return context.json({ errorMessage: `The local site does not model ${what}.` }, 501);
    });
    this.#app.onError((error) => {
      throw error;
    });
  }

  /** A call over HTTP, with Basic auth. @throws NoAnswer where a fault breaks the connection. */
  async fetch(request: Request): Promise<Response> {
    return this.#app.fetch(request);
  }

  /**
   * A call from the Forge host, in the name of the app or of a person.
   *
   * @throws NoAnswer where a fault breaks the connection.
   */
  async call(caller: Caller, request: Request): Promise<Response> {
    return this.#app.fetch(request, { caller });
  }

  app(): Caller {
    return { as: 'app', person: this.state.people.get(APP_ACCOUNT_ID) };
  }

  /** A person in whose name the app calls. Portal-only customers reach Jira anonymously (ECO-838). */
  user(accountId: string): Caller {
    const person = this.state.people.get(accountId);
    return { as: 'user', person: person?.accountType === 'customer' || !person?.active ? undefined : person };
  }

  /** The scope sets of an operation, or nothing where it is not modelled. */
  operationFor(method: string, path: string): Operation | undefined {
    return ORDERED.find((operation) => operation.method === method && PATTERNS.get(operation)?.test(path));
  }

  async #answer(operation: Operation, context: Context<Env>): Promise<Response> {
    if (this.#latencyMs > 0 && !this.quiet)
      await new Promise((resolve) => setTimeout(resolve, this.#latencyMs));
    const caller =
      (context.env as Env['Bindings'] | undefined)?.caller ??
      basicCaller(context.req.header('Authorization'), this.state);
    const path = context.req.path + new URL(context.req.url).search;
    const fault = this.faults.strike(operation.method, path) ?? this.#flakiness();
    const answer =
      fault?.afterWork === false
        ? failure(fault, operation)
        : await this.#withinLimits(operation, caller, context);

    const points = pointsOf(operation, answer);
    if (isApp(caller)) this.#limits.spend(points);
    this.log.add({
      as: caller?.as ?? 'anonymous',
      ...(caller?.person && { accountId: caller.person.accountId }),
      method: operation.method,
      path,
      status: answer.status,
      points,
    });
    const final = fault?.afterWork ? failure(fault, operation) : answer;
    if (final.status === 0) throw new NoAnswer(`${operation.method} ${operation.path} got no answer`);
    return respond(context, final, this.clock.now());
  }

  /** Other sites on which the app is installed use up some of the hour's points. */
  spendElsewhere(points: number): void {
    this.#limits.spend(points);
  }

  async #withinLimits(
    operation: Operation,
    caller: Caller | undefined,
    context: Context<Env>,
  ): Promise<AnswerWithHeaders> {
    if (!this.state.profile.rateLimited) return this.#work(operation, caller, context);
    const { over, headers } = this.#limits.check(operation, isApp(caller));
    const answer = over
      ? errorAt(operation.path, 429, 'Rate limit exceeded.')
      : await this.#work(operation, caller, context);
    return { ...answer, headers };
  }

  async #work(operation: Operation, caller: Caller | undefined, context: Context<Env>): Promise<Answer> {
    const { path } = operation;
    if (!caller || (!caller.person && !operation.anonymous)) {
      return errorAt(path, 401, 'Client must be authenticated to access this resource.');
    }
    if (operation.experimental && context.req.header('X-ExperimentalApi') !== 'opt-in') {
      return errorAt(path, 412, 'Set the header X-ExperimentalApi: opt-in to use this experimental API.');
    }
    const form = context.req.header('Content-Type')?.startsWith('multipart/form-data');
    const files = form ? [...(await context.req.raw.formData()).values()] : [];
    const text = form ? '' : await context.req.text();
    const body = parse(text);
    if (text !== '' && body === undefined) return errorAt(path, 400, 'The body is not valid JSON.');
    return operation.handle({
      caller,
      state: this.state,
      params: context.req.param(),
      query: new URL(context.req.url).searchParams,
      body,
      files: files.filter((file) => typeof file !== 'string').map((file) => file.name),
      base: this.base,
    });
  }

  #flakiness(): Fault | undefined {
    const { busy, unavailable, silent } = this.state.profile.flaky;
    if (this.quiet || busy + unavailable + silent === 0) return undefined;
    const drawn = this.#random();
    const fault = { rate: 1, afterWork: false };
    if (drawn < busy) return { ...fault, status: 429, retryAfter: 1, reason: 'jira-burst-based' };
    if (drawn < busy + unavailable) return { ...fault, status: 503 };
    // Of the calls that get no answer, half did their work.
    if (drawn < busy + unavailable + silent) return { ...fault, status: 0, afterWork: this.#random() < 0.5 };
    return undefined;
  }
}

/** Fixed paths before those with places: `…/permissions/check` before `…/{requestTypeId}`. */
const ORDERED = [...OPERATIONS].sort(
  (one, other) => one.path.split('{').length - other.path.split('{').length,
);
const PATTERNS = new Map(
  ORDERED.map((operation) => [operation, new RegExp(`^${operation.path.replace(/\{\w+\}/g, '[^/]+')}$`)]),
);

type AnswerWithHeaders = Answer & { readonly headers?: Readonly<Record<string, string>> };

/** Calls of the app, in whosever name, count against its hourly quota; those with an API token do not. */
function isApp(caller: Caller | undefined): boolean {
  return caller?.as === 'app' || caller?.as === 'user';
}

function failure({ status, retryAfter, reason }: Fault, { path }: Operation): AnswerWithHeaders {
  return {
    ...(status === 0 ? { status } : errorAt(path, status, 'Fault of the local site.')),
    headers: {
      ...(retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }),
      ...(reason === undefined ? {} : { 'RateLimit-Reason': reason }),
    },
  };
}

function respond(context: Context, { status, body, headers = {} }: AnswerWithHeaders, now: number): Response {
  context.header('Date', new Date(now).toUTCString());
  for (const [name, value] of Object.entries(headers)) context.header(name, value);
  if (body === undefined) return context.body(null, status as ContentfulStatusCode);
  return context.json(body as object, status as ContentfulStatusCode);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
