import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ReplyError } from '../../../src/contract/reply';
import { describedBy, Field } from '../../ui/field';
import { Question } from '../../ui/question';
import { KIND_WORDS } from './kind-words';
import type { ImportKind } from './kind-words';
import { useTranslate } from '../../i18n/use-translate';

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
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const confirm = async (): Promise<ReplyError | undefined> => {
    // However a language groups the digits.
    const isRight = typed.replace(/\D/g, '') === String(count);
    setWrong(!isRight);
    return isRight ? onConfirm() : undefined;
  };
  return (
    <Question
      title={t('import.confirm.title', { count })}
      confirm={t('import.resume')}
      gone={['import-not-now', 'import-not-confirmed']}
      onGone={onCancel}
      onConfirm={confirm}
      onCancel={onCancel}
    >
      <Field
        id="import-confirm-number"
        label={t('import.confirm.label', { count })}
        help={t(KIND_WORDS[kind].confirmHelp, { count })}
        problem={wrong && t('import.confirm.wrong', { count })}
      >
        <div className="confirm-number">
          <Textfield
            id="import-confirm-number"
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            isInvalid={wrong}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              setWrong(false);
            }}
            aria-describedby={describedBy('import-confirm-number')}
          />
        </div>
      </Field>
    </Question>
  );
}
