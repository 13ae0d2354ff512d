import type { Clock } from '../clock';
import { NO_ANSWER, NO_TIME } from './answer';
import type { JiraAnswer, JiraCaller } from './caller';

/** First wait, doubled each time. @see facts on Jira's rate limits: base 2 s, cap about 30 s, at most 4 retries */
const BASE_MS = 2_000;
const CAP_MS = 30_000;
const RETRIES_MAX = 4;
/** Jitter as a share of the wait: 0.7 to 1.3. */
const JITTER = 0.3;
/** One call that takes longer is given up and, being repeat-safe, made again. */
const CALL_TIMEOUT_MS = 10_000;

export interface RetryOptions {
  readonly clock: Clock;
  /** The moment, in ms as `clock.now()` counts, after which nothing is asked any more. */
  readonly deadline: number;
}

/**
 * Wraps callers so that 429, 503 and silence are met as Jira asks: a burst limit slows that one endpoint, a
 * quota stops every call until its reset. Only repeat-safe calls are made through it. One table serves all
 * callers of an invocation, and none outlives it.
 *
 * Never throws: where nobody answers or no time is left, the answer's status is `NO_ANSWER` or `NO_TIME`.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
 */
export function createRetry({ clock, deadline }: RetryOptions): (caller: JiraCaller) => JiraCaller {
  let closedUntil = 0;
  const endpointClosedUntil = new Map<string, number>();

  const openAt = (endpoint: string): number => Math.max(closedUntil, endpointClosedUntil.get(endpoint) ?? 0);

  return (caller) => ({
    async requestJira(path, init) {
      const endpoint = endpointOf(init?.method ?? 'GET', path.value);
      let afterSilence = false;
      for (let attempt = 0; ; attempt += 1) {
        const wait = openAt(endpoint) - clock.now();
        if (clock.now() + Math.max(wait, 0) >= deadline) return silence(NO_TIME);
        if (wait > 0) await clock.sleep(wait);

        const answer: JiraAnswer = {
          ...(await ask(() => caller.requestJira(path, init), clock, deadline)),
          afterSilence,
        };
        afterSilence ||= answer.status === NO_ANSWER;
        if (!isPassing(answer.status) || attempt === RETRIES_MAX) return answer;

        const backOff = waitFor(answer, attempt, clock);
        if (clock.now() + backOff >= deadline) return answer;
        const until = clock.now() + backOff;
        if (isQuota(answer)) closedUntil = Math.max(closedUntil, until);
        else endpointClosedUntil.set(endpoint, Math.max(openAt(endpoint), until));
      }
    },
  });
}

/** 401 and 403 right after install also pass, but not within one invocation: the self-test waits for them. */
function isPassing(status: number): boolean {
  return status === NO_ANSWER || status === 429 || status === 502 || status === 503 || status === 504;
}

async function ask(request: () => Promise<JiraAnswer>, clock: Clock, deadline: number): Promise<JiraAnswer> {
  const patience = Math.min(CALL_TIMEOUT_MS, deadline - clock.now());
  const timer = clock.timer(patience);
  try {
    const answer = await Promise.race([request(), timer.done.then(() => silence(NO_ANSWER))]);
    // A fetch response keeps its fields on its prototype; these are the ones that we read.
    return { status: answer.status, headers: answer.headers, text: () => answer.text() };
  } catch {
    return silence(NO_ANSWER);
  } finally {
    timer.cancel();
  }
}

function waitFor(answer: JiraAnswer, attempt: number, clock: Clock): number {
  const jitter = 1 - JITTER + 2 * JITTER * clock.random();
  const doubled = Math.min(BASE_MS * 2 ** attempt, CAP_MS) * jitter;
  const asked = askedWait(answer, clock.now());
  // What Jira asks for is a lower bound; jitter on top keeps eight callers from coming back together.
  return asked === undefined ? doubled : asked + BASE_MS * JITTER * clock.random();
}

/** What the answer's headers ask for, in ms. */
function askedWait(answer: JiraAnswer, now: number): number | undefined {
  const seconds = Number(answer.headers.get('Retry-After') ?? Number.NaN);
  if (Number.isFinite(seconds) && seconds >= 0) return seconds * 1000;
  const reset = Date.parse(answer.headers.get('X-RateLimit-Reset') ?? '');
  return Number.isNaN(reset) ? undefined : Math.max(reset - now, 0);
}

function isQuota(answer: JiraAnswer): boolean {
  return (answer.headers.get('RateLimit-Reason') ?? '').includes('quota');
}

/** Burst limits count per method and path; ids in the path are one endpoint. */
function endpointOf(method: string, path: string): string {
  return `${method} ${(path.split('?')[0] ?? path).replace(/\/\d+(?=\/|$)/g, '/{id}')}`;
}

function silence(status: number): JiraAnswer {
  return { status, headers: { get: () => null }, text: () => Promise.resolve('') };
}
