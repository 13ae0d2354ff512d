import type { Translate } from '../../../i18n/use-translate';

const MINUTE = 60;
const HOUR = 60;

/** A rough time: seconds below a minute, minutes below an hour, then hours and minutes. */
export function durationWords(seconds: number, t: Translate): string {
  const whole = Math.round(seconds);
  if (whole < MINUTE) return t('import.seconds', { count: Math.max(1, whole) });
  const minutes = Math.round(seconds / MINUTE);
  if (minutes < HOUR) return t('import.minutes', { count: minutes });
  return t('import.hours', { hours: Math.floor(minutes / HOUR), minutes: minutes % HOUR });
}
