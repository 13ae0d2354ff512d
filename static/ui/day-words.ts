import type { DayOrder } from '../../src/domain/invitation/days';
import { normalizeDay } from '../../src/domain/invitation/days';

/** Stands for text that is no day: it says of itself that it is none, and nothing else. */
export const UNREADABLE = '?';

/** By the clock of the reader's browser. */
export function today(): string {
  return isoDay(new Date());
}

/** The day of a moment by the clock of the reader's browser: `2027-06-30`. */
export function isoDay(date: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** A day as the language writes it: `2027-06-30` is `30.06.2027` in German. */
export function dayText(iso: string, locale: string): string {
  const moment = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(moment.getTime())) return '';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(moment);
}

/** The day that a text means, as people write it in the language; `UNREADABLE` where it is none, `` where it is empty. */
export function readDayText(text: string, locale: string): string {
  if (text.trim() === '') return '';
  const day = normalizeDay(text, orderIn(locale));
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && isDay(day) ? day : UNREADABLE;
}

function isDay(iso: string): boolean {
  const moment = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(iso);
}

/** Whether day or month comes first where both are numbers. */
function orderIn(locale: string): DayOrder {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: 'UTC' }).formatToParts(0);
  const place = (type: string): number => parts.findIndex((part) => part.type === type);
  return place('day') < place('month') ? 'day-first' : 'month-first';
}
