import type { ReactElement, ReactNode } from 'react';
import { isolated } from '../../i18n/isolate';
import { useTranslate } from '../../i18n/use-translate';
import { endOfDay } from './last-day-field';
import type { Settings } from './settings';

/** What few invitations need. Closed, it says what is set other than usual. */
export function MoreOptions({
  name,
  settings: { notify, lastDay },
  children,
}: {
  /** Of the only person; empty where there is none. */
  readonly name: string;
  readonly settings: Pick<Settings, 'notify' | 'lastDay'>;
  readonly children: ReactNode;
}): ReactElement {
  const t = useTranslate();
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
      <div className="stack more-fields">{children}</div>
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
