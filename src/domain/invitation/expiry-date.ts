import { ACCESS_DAYS_MAX } from '../limits';
import { fail, ok } from '../result';
import type { Result } from '../result';

const DAY_MS = 86_400_000;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** Jira writes `+0200`, RFC 3339 `+02:00`. */
const MOMENT = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d{2}:?\d{2})$/;

export type EndsAtProblem = 'ends-at-format' | 'ends-at-past' | 'ends-at-far';

/**
 * Reads when access is to end: a day (`2027-06-30`, to its end in UTC), or a moment with its time zone
 * (`2027-06-30T18:00+02:00`, or as Jira writes it, `2027-06-30T18:00:00.0+0200`). A moment without one means another time
 * to everybody, so it is refused.
 *
 * @param now ms since 1970.
 * @returns ISO 8601 in UTC.
 */
export function parseEndsAt(text: string, now: number): Result<string, EndsAtProblem> {
  const ms = momentOf(text);
  if (ms === undefined) return fail('ends-at-format');
  if (ms <= now) return fail('ends-at-past');
  if (ms > now + ACCESS_DAYS_MAX * DAY_MS) return fail('ends-at-far');
  return ok(new Date(ms).toISOString());
}

/** The moment that is meant, past or not, in ms since 1970; `undefined` where none can be read. */
export function momentOf(text: string): number | undefined {
  const trimmed = text.trim();
  const isDay = DATE.test(trimmed);
  if (!isDay && !MOMENT.test(trimmed)) return undefined;
  const ms = Date.parse(isDay ? `${trimmed}T23:59:59Z` : withColon(trimmed));
  // Some of what looks like a day is none: "2027-02-30" would be the second of March.
  return Number.isNaN(ms) || !isRealDay(trimmed.slice(0, 10)) ? undefined : ms;
}

/** As every runtime reads it: `2027-06-30T18:00:00.000+0000` has no colon in its zone. */
function withColon(moment: string): string {
  return moment
    .replace(' ', 'T')
    .toUpperCase()
    .replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
}

function isRealDay(day: string): boolean {
  const ms = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day);
}
