import Button from '@atlaskit/button/new';
import type { FormEvent, ReactElement } from 'react';
import type { ImportStart } from '../../../../src/contract/import';
import { ErrorNotice } from '../../../ui/error-notice';
import Notice from '../../../ui/notice';
import { useTranslate } from '../../../i18n/use-translate';
import type { Translate } from '../../../i18n/use-translate';
import { useTypedNumber } from '../use-typed-number';
import type { Sending } from './use-sending';

/** The last step: what the policy wants before it, and the button. */
export function StartBar({
  people,
  skipped,
  start: { peopleMax, confirmFrom, leftToday },
  sending,
  isReady,
  onStart,
  onStop,
}: {
  /** Who are sent. */
  readonly people: number;
  /** Rows that are not, since they are wrong. */
  readonly skipped: number;
  readonly start: ImportStart;
  readonly sending: Sending;
  readonly isReady: boolean;
  readonly onStart: (confirmed: number | undefined) => void;
  readonly onStop: () => void;
}): ReactElement {
  const t = useTranslate();
  const isSending = sending.step === 'sending';
  const { field, check } = useTypedNumber('import-confirm', 'import', people, { isDisabled: isSending });
  if (people === 0) return <Notice kind="warning" title={t('import.start.nobody')} />;
  const barred =
    people > peopleMax
      ? t('import.start.too-many', { count: people, max: peopleMax })
      : leftToday !== null && people > leftToday
        ? t('import.start.quota', { count: people, left: leftToday })
        : undefined;
  if (barred !== undefined)
    return (
      <Notice kind="error" title={barred}>
        {t('import.start.barred.next')}
      </Notice>
    );

  const mustConfirm = people >= confirmFrom;
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (mustConfirm && !check()) return document.getElementById('import-confirm')?.focus();
    onStart(mustConfirm ? people : undefined);
  };
  return (
    <form className="stack" onSubmit={onSubmit} noValidate>
      {mustConfirm && field}
      {sending.step === 'failed' && <ErrorNotice error={sending.error} title={t('import.send.failed')} />}
      {isSending ? (
        <div className="row" aria-live="polite">
          <progress className="bar" value={sending.part} max={1} aria-label={t('import.send.working')} />
          <span>{t('import.send.working')}</span>
          <Button spacing="compact" onClick={onStop}>
            {t('import.send.stop')}
          </Button>
        </div>
      ) : (
        <div className="row">
          <Button type="submit" appearance="primary" isDisabled={!isReady}>
            {startWords({ people, skipped, isAgain: sending.step === 'failed' }, t)}
          </Button>
          <span className="quiet">{t('import.start.closing')}</span>
        </div>
      )}
    </form>
  );
}

/** What the button does, in numbers. */
function startWords(
  {
    people,
    skipped,
    isAgain,
  }: Readonly<Record<'people' | 'skipped', number>> & { readonly isAgain: boolean },
  t: Translate,
): string {
  if (isAgain) return t('import.start.again', { count: people });
  return skipped > 0 ? t('import.start.skip', { people, skipped }) : t('import.start', { count: people });
}
