import Button from '@atlaskit/button/new';
import CalendarIcon from '@atlaskit/icon/core/calendar';
import Textfield from '@atlaskit/textfield';
import { lazy, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { useTranslate } from '../i18n/use-translate';
import { dayText, readDayText, today, UNREADABLE } from './day-words';
import { Later } from './later';
import { Loading } from './loading';
import './day-field.css';

const DayCalendar = lazy(() => import('./day-calendar'));

/**
 * A day, typed as people of the language write it or picked from a calendar.
 *
 * @param value `2027-06-30`, `UNREADABLE`, or empty.
 * @param onTyping told whether the field is being typed in: half a day is not called wrong meanwhile.
 */
export function DayField({
  id,
  value,
  min,
  max,
  isDisabled = false,
  isInvalid,
  describedBy,
  onDay,
  onTyping = () => undefined,
}: {
  readonly id: string;
  readonly value: string;
  readonly min: string;
  readonly max: string;
  readonly isDisabled?: boolean;
  readonly isInvalid: boolean;
  readonly describedBy: string;
  readonly onDay: (day: string) => void;
  readonly onTyping?: (isTyping: boolean) => void;
}): ReactElement {
  const t = useTranslate();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string>();
  const [isOpen, setOpen] = useState(false);
  // What was typed stands as long as it means what is chosen: a form that is emptied empties the field.
  const isCurrent = typed !== undefined && readDayText(typed, t.locale) === value;
  const text = isCurrent ? typed : dayText(value, t.locale);
  const pick = (day: string): void => {
    setTyped(undefined);
    setOpen(false);
    onTyping(false);
    onDay(day);
    field.current?.focus();
  };
  return (
    <div
      className="day-field"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        event.stopPropagation();
        setOpen(false);
        field.current?.focus();
      }}
    >
      <div className="day-row">
        <Textfield
          id={id}
          ref={field}
          value={text}
          placeholder={dayText(today(), t.locale)}
          autoComplete="off"
          isDisabled={isDisabled}
          isInvalid={isInvalid}
          onChange={({ currentTarget }) => {
            if (!(currentTarget instanceof HTMLInputElement)) return;
            setTyped(currentTarget.value);
            onTyping(true);
            onDay(readDayText(currentTarget.value, t.locale));
          }}
          onKeyDown={({ key }) => key === 'Enter' && onTyping(false)}
          onBlur={() => {
            if (value !== UNREADABLE) setTyped(undefined);
            onTyping(false);
          }}
          aria-describedby={describedBy}
        />
        <Button
          aria-label={t('ui.day.choose')}
          isDisabled={isDisabled}
          aria-expanded={isOpen}
          aria-controls={isOpen ? `${id}-calendar` : undefined}
          onClick={() => setOpen(!isOpen)}
        >
          <CalendarIcon label="" />
        </Button>
      </div>
      {isOpen && (
        <div id={`${id}-calendar`}>
          <Later fallback={<Loading />}>
            <DayCalendar value={value} min={min} max={max} onDay={pick} />
          </Later>
        </div>
      )}
    </div>
  );
}
