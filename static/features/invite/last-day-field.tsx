import { Label } from '@atlaskit/form/label';
import { useId, useState } from 'react';
import type { ReactElement } from 'react';
import { parseEndsAt } from '../../../src/domain/invitation/expiry-date';
import type { EndsAtProblem } from '../../../src/domain/invitation/expiry-date';
import { DayField } from '../../ui/day-field';
import { isoDay, UNREADABLE } from '../../ui/day-words';
import { useTranslate } from '../../i18n/use-translate';
import { ACCESS_DAYS_MAX } from '../../../src/domain/limits';

const DAY_MS = 86_400_000;

/** The last day of a customer's access, by the clock of the agent's browser; empty: the access does not end. */
export function LastDayField({
  id = 'last-day',
  value,
  disabled,
  onChange,
}: {
  readonly id?: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly onChange: (day: string) => void;
}): ReactElement {
  const t = useTranslate();
  const help = useId();
  /** The agent is not told that half a day is wrong while they type the other half. */
  const [isTyping, setTyping] = useState(false);
  const { problem } = endOfDay(value);
  const isHalf = value === UNREADABLE;
  const wrong = isHalf ? t('invite.last-day.half') : problem && t.explain({ code: problem });
  const isWrong = wrong !== undefined && !(isHalf && isTyping);
  return (
    <div className="stack-close">
      <Label htmlFor={id}>{t('invite.last-day.label')}</Label>
      <DayField
        id={id}
        value={value}
        min={dayIn(0)}
        max={dayIn(ACCESS_DAYS_MAX - 1)}
        isDisabled={disabled}
        isInvalid={isWrong}
        describedBy={help}
        onDay={onChange}
        onTyping={setTyping}
      />
      <div id={help} aria-live="polite">
        {isWrong ? <p className="wrong">{wrong}</p> : <p className="quiet">{t('invite.last-day.help')}</p>}
      </div>
    </div>
  );
}

/** The end of a day, `2027-06-30`, by the reader's clock, as the app takes it; `undefined` where there is none. */
export function endOfDay(
  day: string,
  now = Date.now(),
): { readonly endsAt: string | undefined; readonly problem: EndsAtProblem | undefined } {
  if (day === '') return { endsAt: undefined, problem: undefined };
  const moment = new Date(`${day}T23:59:59`);
  if (Number.isNaN(moment.getTime())) return { endsAt: undefined, problem: 'ends-at-format' };
  const parsed = parseEndsAt(moment.toISOString(), now);
  return parsed.ok
    ? { endsAt: parsed.data, problem: undefined }
    : { endsAt: undefined, problem: parsed.reason };
}

/** A day by the reader's clock, as a date field takes it. */
function dayIn(days: number): string {
  return isoDay(new Date(Date.now() + days * DAY_MS));
}
