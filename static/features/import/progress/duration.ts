import type { Words } from '../../../i18n/words';

const MINUTE = 60;
const HOUR = 60;

/** A rough time: seconds below a minute, minutes below an hour, then hours and minutes. */
export function durationWords(seconds: number, say: Words): string {
  const whole = Math.round(seconds);
  if (whole < MINUTE) return say('import.seconds', { count: Math.max(1, whole) });
  const minutes = Math.round(seconds / MINUTE);
  if (minutes < HOUR) return say('import.minutes', { count: minutes });
  return say('import.hours', { hours: Math.floor(minutes / HOUR), minutes: minutes % HOUR });
}
