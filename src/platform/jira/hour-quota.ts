import type { Clock } from '../clock';
import type { JiraAnswer, JiraClient } from './client';

/** The share that is left where Jira says no more than that a limit is near. */
const NEAR_SHARE = 0.2;
/** A shorter window is a burst limit: `retry.ts` meets it. */
const WINDOW_MIN_SECONDS = 600;
const HOUR_MS = 3_600_000;

/** The points that an hour gives the app: one pool for all sites on which it is installed. */
export interface HourQuota {
  /** What is left of it, as a share from 0 to 1. */
  readonly left: number;
  /** When it is whole again, in ms since 1970. */
  readonly resetsAt: number;
}

/** Remembers what the answers of an invocation say of the hour's points. */
export function createQuotaWatch(clock: Clock): {
  readonly watched: (caller: JiraClient) => JiraClient;
  /** As the last answer that said something of it told; `undefined` where none did. */
  readonly quota: () => HourQuota | undefined;
} {
  let quota: HourQuota | undefined;
  return {
    watched: (caller) => ({
      async requestJira(path, init) {
        const answer = await caller.requestJira(path, init);
        quota = hourQuotaIn(answer, clock.now()) ?? quota;
        return answer;
      },
    }),
    quota: () => quota,
  };
}

/**
 * What an answer says of the hour's points: `RateLimit: "…";r=17842;t=2107` with the policy `"…";q=65000;w=3600`, whose
 * names begin with `Beta-` while they are not enforced. Without them, a near limit alone: but not that of a burst, which
 * says how many calls a second there are.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
 */
export function hourQuotaIn({ headers }: Pick<JiraAnswer, 'headers'>, now: number): HourQuota | undefined {
  const told = (name: string): string => headers.get(name) ?? headers.get(`Beta-${name}`) ?? '';
  const policies = new Map(itemsIn(told('RateLimit-Policy')).map((item) => [item.name, item]));
  const quotas = itemsIn(told('RateLimit')).flatMap(({ name, r, t }): HourQuota[] => {
    const { q, w = 0 } = policies.get(name) ?? {};
    const isHour = r !== undefined && q !== undefined && q > 0 && w >= WINDOW_MIN_SECONDS;
    return isHour ? [{ left: r / q, resetsAt: now + (t ?? w) * 1000 }] : [];
  });
  // Of several pools, the one with the least left.
  const [least] = quotas.toSorted((one, other) => one.left - other.left);
  if (least) return least;
  const isNear = [headers.get('X-RateLimit-NearLimit'), headers.get('X-Beta-RateLimit-NearLimit')].includes(
    'true',
  );
  const isOfBurst = headers.get('X-RateLimit-Limit') !== null;
  return isNear && !isOfBurst
    ? { left: NEAR_SHARE, resetsAt: (Math.floor(now / HOUR_MS) + 1) * HOUR_MS }
    : undefined;
}

interface Item {
  readonly name: string;
  /** Left, seconds until the reset, the quota, and its window in seconds. */
  readonly r?: number;
  readonly t?: number;
  readonly q?: number;
  readonly w?: number;
}

/** Items of a structured header: `"global-app-quota";r=11000;t=600, "tenant-app-quota";…`. */
function itemsIn(header: string): readonly Item[] {
  return header.split(',').flatMap((text) => {
    const [name = '', ...parameters] = text.trim().split(';');
    if (name === '') return [];
    const numbers = parameters.flatMap((parameter) => {
      const [key, value = ''] = parameter.trim().split('=');
      return key !== undefined && /^\d{1,12}$/.test(value) ? [[key, Number(value)] as const] : [];
    });
    return [{ name, ...Object.fromEntries(numbers) }];
  });
}
