import { Label } from '@atlaskit/form/label';
import Textfield from '@atlaskit/textfield';
import { useId } from 'react';
import type { ReactElement } from 'react';
import { parseEndsAt } from '../../src/contract/ends-at';
import type { EndsAtProblem } from '../../src/contract/ends-at';
import { useWords } from '../words/words';

const DAY_MS = 86_400_000;
const DAYS_MAX = 365;

/** The last day of somebody's access, by the clock of whoever chooses it; empty: the access does not end. */
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
  const say = useWords();
  const help = useId();
  const { problem } = endOfDay(value);
  const wrong = problem && say.because({ code: problem });
  return (
    <div className="stack-close">
      <Label htmlFor={id}>{say('invite.last-day.label')}</Label>
      <div className="last-day">
        <Textfield
          id={id}
          type="date"
          value={value}
          min={dayIn(0)}
          max={dayIn(DAYS_MAX - 1)}
          isDisabled={disabled}
          isInvalid={problem !== undefined}
          onChange={(event) => onChange(event.currentTarget.value)}
          aria-describedby={help}
        />
      </div>
      <div id={help} aria-live="polite">
        {wrong ? (
          <p className="wrong">
            {wrong.message} {wrong.next}
          </p>
        ) : (
          <p className="quiet">{say('invite.last-day.help')}</p>
        )}
      </div>
    </div>
  );
}

/** The end of a day, `2027-06-30`, by the reader's clock, as the app takes it; nothing where there is none. */
export function endOfDay(
  day: string,
  now = Date.now(),
): { readonly endsAt: string | undefined; readonly problem: EndsAtProblem | undefined } {
  if (day === '') return { endsAt: undefined, problem: undefined };
  const moment = new Date(`${day}T23:59:59`);
  if (Number.isNaN(moment.getTime())) return { endsAt: undefined, problem: 'ends-at-format' };
  const parsed = parseEndsAt(moment.toISOString(), now);
  return parsed.ok
    ? { endsAt: parsed.endsAt, problem: undefined }
    : { endsAt: undefined, problem: parsed.problem };
}

/** A day by the reader's clock, as a date field takes it. */
function dayIn(days: number): string {
  const day = new Date(Date.now() + days * DAY_MS);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
