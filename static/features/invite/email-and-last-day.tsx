import Checkbox from '@atlaskit/checkbox';
import type { ReactElement } from 'react';
import type { PlanRules } from '../../../src/domain/policy/rules';
import { useTranslate } from '../../i18n/use-translate';
import { LastDayField } from './last-day-field';

interface Choice {
  readonly notify: boolean;
  readonly lastDay: string;
}

/** Says that Jira's e-mail goes out, where the policy leaves no choice. */
export function AlwaysMailed({ email }: { readonly email: PlanRules['email'] }): ReactElement | null {
  const t = useTranslate();
  return email === 'always' ? <p className="plain-text">{t('invite.notify.always')}</p> : null;
}

/** Whether Jira's e-mail goes out, where the policy leaves that open, and the last day of what is given. */
export function EmailAndLastDay({
  email,
  round,
  notify,
  lastDay,
  disabled,
  onChange,
}: Choice & {
  readonly email: PlanRules['email'];
  /** Another one empties the field of the day. */
  readonly round: number;
  readonly disabled: boolean;
  readonly onChange: (change: Partial<Choice>) => void;
}): ReactElement {
  const t = useTranslate();
  return (
    <>
      {email === 'choice' && (
        <Checkbox
          label={t('invite.notify.label')}
          isChecked={notify}
          isDisabled={disabled}
          onChange={(event) => onChange({ notify: event.target.checked })}
        />
      )}
      <LastDayField
        key={round}
        value={lastDay}
        disabled={disabled}
        onChange={(day) => onChange({ lastDay: day })}
      />
    </>
  );
}
