import type { ReactElement } from 'react';
import type { ReplyError } from '../../../src/contract/reply';
import { Question } from '../../ui/question';
import { useTranslate } from '../../i18n/use-translate';
import type { ImportKind } from './kind-words';
import { useTypedNumber } from './use-typed-number';

/** Asks for the number of people, where the policy wants it typed before an import goes on. */
export function ConfirmNumber({
  kind,
  count,
  onConfirm,
  onCancel,
}: {
  readonly kind: ImportKind;
  readonly count: number;
  /** @returns why it does not go on. */
  readonly onConfirm: () => Promise<ReplyError | undefined>;
  readonly onCancel: () => void;
}): ReactElement {
  const t = useTranslate();
  const { field, check } = useTypedNumber('import-confirm-number', kind, count);
  return (
    <Question
      title={t('import.confirm.title', { count })}
      confirm={t('import.resume')}
      gone={['import-not-now', 'import-not-confirmed']}
      onGone={onCancel}
      onConfirm={() => (check() ? onConfirm() : Promise.resolve(undefined))}
      onCancel={onCancel}
    >
      {field}
    </Question>
  );
}
