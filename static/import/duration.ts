import type { Words } from '../words/words';

const MINUTE = 60;
const HOUR = 3600;

/** A rough time: seconds below a minute, minutes below an hour, then hours and minutes. */
export function durationWords(seconds: number, say: Words): string {
  if (seconds < MINUTE) return say('import.seconds', { count: Math.max(1, Math.round(seconds)) });
  if (seconds < HOUR) return say('import.minutes', { count: Math.round(seconds / MINUTE) });
  const hours = Math.floor(seconds / HOUR);
  return say('import.hours', { hours, minutes: Math.round((seconds % HOUR) / MINUTE) });
}
