import type { SiteClock } from '../clock';
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
};
const POINTS_PER_HOUR = 65_000;
const HOUR_MS = 3_600_000;

export interface Limited {
  readonly reason: 'jira-burst-based' | 'jira-quota-global-based';
  /** Seconds. */
  readonly retryAfter: number;
}

export class RateLimits {
  readonly #buckets = new Map<string, { tokens: number; at: number }>();
  #spent = 0;
  #hour = 0;

  constructor(private readonly clock: SiteClock) {}

  /** Whether this call is over a limit. Counts it where it is not. */
  check({ method, path }: Operation, counted: boolean): Limited | undefined {
    const now = this.clock.now();
    if (counted && this.#pointsLeft(now) <= 0) {
      return { reason: 'jira-quota-global-based', retryAfter: Math.ceil((HOUR_MS - (now % HOUR_MS)) / 1000) };
    }
    const key = `${method} ${path}`;
    const perSecond = CUSTOM_BURST[key] ?? BURST_PER_SECOND[method];
    const bucket = this.#buckets.get(key) ?? { tokens: perSecond, at: now };
    bucket.tokens = Math.min(perSecond, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
    bucket.at = now;
    this.#buckets.set(key, bucket);
    if (bucket.tokens < 1) return { reason: 'jira-burst-based', retryAfter: 1 };
    bucket.tokens -= 1;
    return undefined;
  }

  spend(points: number): void {
    this.#spent += points;
  }

  #pointsLeft(now: number): number {
    const hour = Math.floor(now / HOUR_MS);
    if (hour !== this.#hour) {
      this.#hour = hour;
      this.#spent = 0;
    }
    return POINTS_PER_HOUR - this.#spent;
  }
}

/** Points of a call: 1, and for reads what the objects in the answer cost. Writes cost 1. */
export function pointsOf({ method, pointsPerObject }: Operation, body: unknown): number {
  if (method !== 'GET' || pointsPerObject === undefined) return 1;
  const values =
    typeof body === 'object' && body !== null && 'values' in body && Array.isArray(body.values)
      ? body.values
      : body;
  return 1 + pointsPerObject * (Array.isArray(values) ? values.length : 1);
}
