import { DayPicker } from 'react-day-picker';
import type { ReactElement } from 'react';
import { useTranslate } from '../i18n/use-translate';
import { isoDay, today, UNREADABLE } from './day-words';
import './day-calendar.css';

/**
 * A calendar in Jira's language. Loaded when one is opened. Not Atlassian's: that one writes its styles into the page,
 * which the content security policy of this app does not let it.
 */
export default function DayCalendar({
  value,
  min,
  max,
  onDay,
}: {
  readonly value: string;
  readonly min: string;
  readonly max: string;
  readonly onDay: (day: string) => void;
}): ReactElement {
  const t = useTranslate();
  const chosen = value === '' || value === UNREADABLE ? undefined : dateOf(value);
  const written = (options: Intl.DateTimeFormatOptions) => (date: Date) =>
    new Intl.DateTimeFormat(t.locale, options).format(date);
  return (
    <DayPicker
      mode="single"
      autoFocus
      aria-label={t('ui.day.calendar')}
      selected={chosen}
      defaultMonth={chosen ?? dateOf(today())}
      startMonth={dateOf(min)}
      endMonth={dateOf(max)}
      disabled={{ before: dateOf(min), after: dateOf(max) }}
      weekStartsOn={firstWeekday(t.locale)}
      onDayClick={(date, { disabled }) => {
        if (!disabled) onDay(isoDay(date));
      }}
      formatters={{
        formatCaption: written({ month: 'long', year: 'numeric' }),
        formatWeekdayName: written({ weekday: 'short' }),
        formatDay: (date) => String(date.getDate()),
      }}
      labels={{
        labelPrevious: () => t('ui.day.previous'),
        labelNext: () => t('ui.day.next'),
        labelNav: () => t('ui.day.calendar'),
        labelGrid: written({ month: 'long', year: 'numeric' }),
        labelWeekday: written({ weekday: 'long' }),
        labelDayButton: written({ dateStyle: 'full' }),
      }}
    />
  );
}

/** Midnight by the clock of the reader's browser. */
function dateOf(iso: string): Date {
  return new Date(`${iso}T00:00:00`);
}

/** From 0, Sunday. Where the browser does not know, Monday. */
function firstWeekday(locale: string): 0 | 1 | 2 | 3 | 4 | 5 | 6 {
  const known = new Intl.Locale(locale) as Intl.Locale & {
    readonly getWeekInfo?: () => { readonly firstDay: number };
  };
  return ((known.getWeekInfo?.().firstDay ?? 1) % 7) as 0 | 1 | 2 | 3 | 4 | 5 | 6;
}
