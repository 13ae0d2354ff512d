/** A time zone that the browser can tell the time of; nothing for any other. */
export function knownTimeZone(name: string | undefined): string | undefined {
  try {
    return name ? new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The first moment of a day, in a time zone. Where clocks are put forward at midnight, the day begins at one.
 *
 * @param day `2026-10-05`.
 * @param timeZone nothing: the browser's.
 */
export function startOfDay(day: string, timeZone: string | undefined): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const guess = midnight - offsetAt(midnight, timeZone);
  // The clocks may have been changed between midnight in Greenwich and midnight there.
  const offset = offsetAt(guess, timeZone);
  const start = midnight - offset;
  return new Date(offsetAt(start, timeZone) === offset ? start : Math.max(start, guess));
}

/** How far local time is ahead of UTC, in milliseconds. */
function offsetAt(moment: number, timeZone: string | undefined): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((each) => each.type === type)?.value);
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return local - moment;
}
