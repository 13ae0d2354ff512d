import type { SiteClock } from '../clock';
import type { Answer } from './answer';
import type { Operation } from './operation';

/**
 * Jira's documented limits: a burst limit for each endpoint and method, shared by everybody on the site, and an
 * hourly quota of points for the app.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
 */
const BURST_PER_SECOND = { GET: 100, POST: 100, PUT: 50, DELETE: 50 } as const;
const CUSTOM_BURST: Readonly<Record<string, number>> = {
  'GET /rest/servicedeskapi/servicedesk/{serviceDeskId}/customer': 5,
  'GET /rest/api/3/user': 150,
};
const POINTS_PER_HOUR = 65_000;
const HOUR_MS = 3_600_000;
/** Less than this share of a burst left is told as "near the limit". */
const NEAR = 0.2;

export interface Verdict {
  /** The call is over a limit: to be answered 429. */
  readonly over: boolean;
  /** For the answer, whichever it is. */
  readonly headers: Readonly<Record<string, string>>;
}

export class RateLimits {
  readonly #buckets = new Map<string, { tokens: number; at: number }>();
  #spent = 0;
  #hour = 0;

  constructor(private readonly clock: SiteClock) {}

  /** Whether a call is over a limit. `counted`: it is the app's, so the hourly quota holds for it, too. */
  check({ method, path }: Operation, counted: boolean): Verdict {
    const now = this.clock.now();
    if (counted && this.#spentBy(now) >= POINTS_PER_HOUR) {
      return refused('jira-quota-global-based', now, HOUR_MS - (now % HOUR_MS));
    }
    const key = `${method} ${path}`;
    const perSecond = CUSTOM_BURST[key] ?? BURST_PER_SECOND[method];
    const bucket = this.#buckets.get(key) ?? { tokens: perSecond, at: now };
    bucket.tokens = Math.min(perSecond, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
    bucket.at = now;
    this.#buckets.set(key, bucket);
    const limit = { 'X-RateLimit-Limit': String(perSecond), ...(counted && this.#hourHeaders(now)) };
    if (bucket.tokens < 1) {
      const { over, headers } = refused('jira-burst-based', now, 1000);
      return { over, headers: { ...headers, ...limit, 'X-RateLimit-Remaining': '0' } };
    }
    bucket.tokens -= 1;
    const remaining = Math.floor(bucket.tokens);
    return {
      over: false,
      headers: {
        ...limit,
        'X-RateLimit-Remaining': String(remaining),
        ...(remaining < perSecond * NEAR && { 'X-RateLimit-NearLimit': 'true' }),
      },
    };
  }

  /** How the hour's points stand, in the headers that are still called beta. */
  #hourHeaders(now: number): Readonly<Record<string, string>> {
    const left = Math.max(POINTS_PER_HOUR - this.#spentBy(now), 0);
    const seconds = Math.ceil((HOUR_MS - (now % HOUR_MS)) / 1000);
    return {
      'Beta-RateLimit-Policy': `"global-app-quota";q=${POINTS_PER_HOUR};w=3600`,
      'Beta-RateLimit': `"global-app-quota";r=${left};t=${seconds}`,
    };
  }

  /** Also those of other sites: all of them share the app's points. */
  spend(points: number): void {
    this.#spent = this.#spentBy(this.clock.now()) + points;
  }

  /** Points spent in this hour: the quota begins anew on the UTC hour. */
  #spentBy(now: number): number {
    const hour = Math.floor(now / HOUR_MS);
    if (hour !== this.#hour) this.#spent = 0;
    this.#hour = hour;
    return this.#spent;
  }
}

function refused(
  reason: 'jira-burst-based' | 'jira-quota-global-based',
  now: number,
  waitMs: number,
): Verdict {
  const headers = {
    'RateLimit-Reason': reason,
    'Retry-After': String(Math.ceil(waitMs / 1000)),
    'X-RateLimit-Reset': new Date(now + waitMs).toISOString(),
  };
  return { over: true, headers };
}

/** Points of a call: 1, and for reads what the objects in the answer cost. Writes and errors cost 1. */
export function pointsOf({ method, pointsPerObject }: Operation, { status, body }: Answer): number {
  if (method !== 'GET' || pointsPerObject === undefined || status !== 200) return 1;
  const values =
    typeof body === 'object' && body !== null && 'values' in body && Array.isArray(body.values)
      ? body.values
      : body;
  return 1 + pointsPerObject * (Array.isArray(values) ? values.length : 1);
}
