import type { ReactElement, ReactNode } from 'react';
import type { PlanRules } from '../../../src/domain/policy/rules';
import { isolated } from '../../i18n/isolate';
import { useTranslate } from '../../i18n/use-translate';
import { EmailAndLastDay } from './email-and-last-day';
import { endOfDay } from './last-day-field';
import type { SettingsForm } from './settings';

/** What few invitations need: the e-mail, the last day, and what stands before them. Closed, it says what is set. */
export function MoreOptions({
  name = '',
  email,
  form: { settings, change, round },
  disabled,
  children,
}: {
  /** Of the only person, if there is but one. */
  readonly name?: string;
  readonly email: PlanRules['email'];
  readonly form: SettingsForm;
  readonly disabled: boolean;
  readonly children?: ReactNode;
}): ReactElement {
  const t = useTranslate();
  const { notify, lastDay } = settings;
  const { endsAt } = endOfDay(lastDay);
  const told = [
    isolated(name.trim()),
    notify ? t('invite.more.email') : '',
    // The day as it was chosen: its noon is on it wherever the reader is.
    endsAt ? t('invite.more.ends', { date: t.date(`${lastDay}T12:00:00`) }) : '',
  ].filter((part) => part !== '');
  return (
    <details className="more-options">
      <summary>
        {t('invite.more')}
        {told.length > 0 && <span className="more-told"> {told.join(' · ')}</span>}
      </summary>
      <div className="stack more-fields">
        {children}
        <EmailAndLastDay
          email={email}
          round={round}
          notify={notify}
          lastDay={lastDay}
          disabled={disabled}
          onChange={change}
        />
      </div>
    </details>
  );
}

/** Focuses a field, also one that stands among the closed options. */
export function focusField(id: string): void {
  const field = document.getElementById(id);
  const around = field?.closest('details');
  if (around) around.open = true;
  field?.focus();
}
