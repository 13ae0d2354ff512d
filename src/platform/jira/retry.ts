import type { Clock } from '../clock';
import { NO_ANSWER, NO_TIME, retryAfterOf, WITHDRAWN } from './result';
import type { JiraAnswer, JiraClient } from './client';
import { unanswered } from './timeout';

/** First wait, doubled each time. @see facts on Jira's rate limits: base 2 s, cap about 30 s, at most 4 retries */
const BASE_MS = 2_000;
const CAP_MS = 30_000;
const RETRIES_MAX = 4;
/** Jitter as a share of the wait: 0.7 to 1.3. */
const JITTER = 0.3;
/** On top of a wait that holds for several callers, each waits up to this long: they must not come back together. */
const SPREAD_MS = 600;

export interface RetryOptions {
  readonly clock: Clock;
  /** The moment, in ms as `clock.now()` counts, after which nothing is asked any more. */
  readonly deadline: number;
  /** Told of each wait that Jira asks for, and until when it lasts: ms as `clock.now()` counts. */
  readonly onWait?: (until: number) => void;
}

/**
 * Wraps callers so that 429, 503 and silence are met as Jira asks: a burst limit slows that one endpoint, a
 * quota stops every call until its reset. Only repeat-safe calls are made through it. One table serves all
 * callers of an invocation, and none outlives it.
 *
 * Where waiting would go past the deadline, the last answer stands, or a 429 of our own for calls not made.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
 */
export function createRetry(options: RetryOptions): (caller: JiraClient) => JiraClient {
  const { clock, deadline } = options;
  const table = createTable(options);
  return (caller) => ({
    async requestJira(path, init, mayGoOn) {
      const endpoint = endpointOf(init?.method ?? 'GET', path.value);
      let notBefore = 0;
      let silentSince: number | undefined;
      for (let attempt = 0; ; attempt += 1) {
        const closed = await table.untilOpen(endpoint, notBefore);
        // What may have been done already is seen through.
        const isBegun = closed !== undefined || silentSince !== undefined;
        if (!isBegun && mayGoOn && !(await mayGoOn())) return unanswered(WITHDRAWN);
        const askedAt = clock.now();
        if (closed) return marked(closed, { askedAt, silentSince });
        const answer = marked(await caller.requestJira(path, init), { askedAt, silentSince });
        if (!isRetried(answer.status)) return answer;

        // A gateway that gives up, like silence, does not say whether Jira did the work.
        if (answer.status !== 429) silentSince ??= askedAt;
        const wait = backOff(answer, attempt, clock);
        table.close(endpoint, answer, wait);
        notBefore = clock.now() + wait;
        if (attempt === RETRIES_MAX || notBefore >= deadline) return answer;
      }
    },
  });
}

/** What is closed until when, for everybody who calls in this invocation. */
function createTable({ clock, deadline, onWait }: RetryOptions): {
  readonly close: (endpoint: string, answer: JiraAnswer, wait: number) => void;
  /** Waits. @returns what to answer instead of asking, where the deadline comes first. */
  readonly untilOpen: (endpoint: string, notBefore: number) => Promise<JiraAnswer | undefined>;
} {
  let allUntil = 0;
  const endpointUntil = new Map<string, number>();
  const openAt = (endpoint: string): number => Math.max(allUntil, endpointUntil.get(endpoint) ?? 0);

  return {
    close(endpoint, answer, wait) {
      const asked = askedWait(answer, clock.now());
      // Silence is no limit: the one call that met it backs off, others may have more luck.
      if (asked === undefined && answer.status !== 429) return;
      const until = clock.now() + (asked ?? wait);
      if (isQuota(answer)) allUntil = Math.max(allUntil, until);
      else endpointUntil.set(endpoint, Math.max(openAt(endpoint), until));
    },
    async untilOpen(endpoint, notBefore) {
      // Read again after each wait: another call's answer may have closed it for longer.
      for (;;) {
        const now = clock.now();
        const closedUntil = openAt(endpoint);
        const opens = closedUntil > notBefore ? closedUntil + SPREAD_MS * clock.random() : notBefore;
        if (now >= deadline) return unanswered(NO_TIME);
        if (Math.max(closedUntil, notBefore) <= now) return undefined;
        if (opens >= deadline) return closedFor(closedUntil - now);
        if (closedUntil > now) onWait?.(closedUntil);
        await clock.sleep(opens - now);
      }
    },
  };
}

/** A fetch response keeps its fields on its prototype; these are the ones that we read. */
function marked(
  answer: JiraAnswer,
  tries: { readonly askedAt: number; readonly silentSince: number | undefined },
): JiraAnswer {
  return {
    status: answer.status,
    headers: answer.headers,
    text: () => answer.text(),
    mayHaveApplied: tries.silentSince !== undefined,
    ...tries,
  };
}

/** 401 and 403 right after install also pass, but not within one invocation: the self-test waits for them. */
function isRetried(status: number): boolean {
  return status === NO_ANSWER || status === 429 || status === 502 || status === 503 || status === 504;
}

/** How long the call that got this answer waits, in ms. What Jira asks for is a lower bound. */
function backOff(answer: JiraAnswer, attempt: number, clock: Clock): number {
  const asked = askedWait(answer, clock.now());
  if (asked !== undefined) return asked + SPREAD_MS * clock.random();
  const jitter = 1 - JITTER + 2 * JITTER * clock.random();
  return Math.min(BASE_MS * 2 ** attempt, CAP_MS) * jitter;
}

/** What the answer's headers ask for, in ms. */
function askedWait(answer: JiraAnswer, now: number): number | undefined {
  const seconds = retryAfterOf(answer);
  if (seconds !== undefined) return seconds * 1000;
  const reset = Date.parse(answer.headers.get('X-RateLimit-Reset') ?? '');
  return Number.isNaN(reset) ? undefined : Math.max(reset - now, 0);
}

function isQuota(answer: JiraAnswer): boolean {
  return (answer.headers.get('RateLimit-Reason') ?? '').includes('quota');
}

function closedFor(ms: number): JiraAnswer {
  return unanswered(429, { 'Retry-After': String(Math.ceil(ms / 1000)) });
}

/** Burst limits count per method and path; ids in the path are one endpoint. */
function endpointOf(method: string, path: string): string {
  return `${method} ${(path.split('?')[0] ?? path).replace(/\/\d+(?=\/|$)/g, '/{id}')}`;
}
