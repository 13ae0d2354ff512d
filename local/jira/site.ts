import { Hono } from 'hono';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { SiteClock } from '../clock';
import type { Answer } from './answer';
import { CallLog } from './call-log';
import { ANONYMOUS } from './caller';
import type { Caller } from './caller';
import { Faults, seededRandom } from './faults';
import type { Fault } from './faults';
import type { Call, Operation } from './operation';
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

/** Set by whoever calls in process; over HTTP it comes from the Authorization header. */
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

  /** A call from the Forge host, in somebody's name. @throws NoAnswer where a fault breaks the connection. */
  async call(caller: Caller, request: Request): Promise<Response> {
    return this.#app.fetch(request, { caller });
  }

  app(): Caller {
    return { as: 'app', person: this.state.people.get(APP_ACCOUNT_ID) };
  }

  /** Somebody in whose name the app calls. Portal-only customers reach Jira as nobody (ECO-838). */
  user(accountId: string): Caller {
    const person = this.state.people.get(accountId);
    return { as: 'user', person: person?.accountType === 'customer' || !person?.active ? undefined : person };
  }

  /** The scope sets of an operation, or nothing where it is not modelled. */
  operationFor(method: string, path: string): Operation | undefined {
    return ORDERED.find((operation) => operation.method === method && PATTERNS.get(operation)?.test(path));
  }

  async #answer(operation: Operation, context: Context<Env>): Promise<Response> {
    if (this.#latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, this.#latencyMs));
    const caller =
      (context.env as Env['Bindings'] | undefined)?.caller ??
      this.#basic(context.req.header('Authorization'));
    const path = context.req.path + new URL(context.req.url).search;
    const fault = this.faults.strike(operation.method, path) ?? this.#flakiness();
    const answer = fault?.afterWork === false ? failure(fault) : await this.#work(operation, caller, context);

    const points = pointsOf(operation, answer.body);
    this.#limits.spend(points);
    this.log.add({
      as: caller.as,
      ...(caller.person && { accountId: caller.person.accountId }),
      method: operation.method,
      path,
      status: answer.status,
      points,
    });
    const final = fault?.afterWork ? failure(fault) : answer;
    if (final.status === 0) throw new NoAnswer(`${operation.method} ${operation.path} got no answer`);
    return respond(context, final);
  }

  async #work(operation: Operation, caller: Caller, context: Context<Env>): Promise<LimitedAnswer> {
    const limited = this.state.profile.rateLimited
      ? this.#limits.check(operation, caller.as === 'app' || caller.as === 'user')
      : undefined;
    if (limited) {
      return {
        status: 429,
        body: { errorMessage: 'Rate limit exceeded.' },
        headers: { 'Retry-After': String(limited.retryAfter), 'RateLimit-Reason': limited.reason },
      };
    }
    if (caller.as === 'anonymous' || !caller.person) return UNAUTHENTICATED;
    if (operation.experimental && context.req.header('X-ExperimentalApi') !== 'opt-in') {
      return {
        status: 412,
        body: { errorMessage: 'Set the header X-ExperimentalApi: opt-in to use this experimental API.' },
      };
    }
    return operation.handle(await this.#callOf(caller, context));
  }

  async #callOf(caller: Caller, context: Context<Env>): Promise<Call> {
    const form = context.req.header('Content-Type')?.startsWith('multipart/form-data');
    const files = form ? [...(await context.req.raw.formData()).values()] : [];
    const text = form ? '' : await context.req.text();
    return {
      caller,
      state: this.state,
      params: context.req.param(),
      query: new URL(context.req.url).searchParams,
      body: parse(text),
      files: files.filter((file) => typeof file !== 'string').map((file) => file.name),
      base: this.base,
    };
  }

  #basic(header: string | undefined): Caller {
    const encoded = /^Basic (.+)$/.exec(header ?? '')?.[1];
    if (encoded === undefined) return ANONYMOUS;
    const [email = '', ...token] = Buffer.from(encoded, 'base64').toString().split(':');
    const person = this.state
      .withEmail(email)
      .find(({ apiToken }) => apiToken !== undefined && apiToken === token.join(':'));
    return person?.active ? { as: 'basic', person } : ANONYMOUS;
  }

  #flakiness(): Fault | undefined {
    const { busy, unavailable, silent } = this.state.profile.flaky;
    if (busy + unavailable + silent === 0) return undefined;
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

type LimitedAnswer = Answer & { readonly headers?: Readonly<Record<string, string>> };

const UNAUTHENTICATED: LimitedAnswer = {
  status: 401,
  body: { message: 'Client must be authenticated to access this resource.', 'status-code': 401 },
};

function failure({ status, retryAfter, reason }: Fault): LimitedAnswer {
  return {
    status,
    ...(status === 0 ? {} : { body: { errorMessage: 'Fault of the local site.' } }),
    headers: {
      ...(retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }),
      ...(reason === undefined ? {} : { 'RateLimit-Reason': reason }),
    },
  };
}

function respond(context: Context, { status, body, headers = {} }: LimitedAnswer): Response {
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
