import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { describedBy, Field } from '../../ui/field';
import { useTranslate } from '../../i18n/use-translate';
import { KIND_WORDS } from './kind-words';
import type { ImportKind } from './kind-words';

export interface TypedNumber {
  readonly field: ReactElement;
  /** Whether the number was typed; where it was not, the field says so. */
  readonly check: () => boolean;
}

/** A field for the number of people, where the policy wants it typed before they are handled. */
export function useTypedNumber(
  id: string,
  kind: ImportKind,
  count: number,
  { isDisabled = false }: { readonly isDisabled?: boolean } = {},
): TypedNumber {
  const t = useTranslate();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const check = (): boolean => {
    // However a language groups the digits.
    const isRight = typed.replace(/\D/g, '') === String(count);
    setWrong(!isRight);
    return isRight;
  };
  const field = (
    <Field
      id={id}
      label={t('import.confirm.label', { count })}
      help={t(KIND_WORDS[kind].confirmHelp, { count })}
      problem={wrong && t('import.confirm.wrong', { count })}
    >
      <div className="confirm-number">
        <Textfield
          id={id}
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          isInvalid={wrong}
          isDisabled={isDisabled}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setWrong(false);
          }}
          aria-describedby={describedBy(id)}
        />
      </div>
    </Field>
  );
  return { field, check };
}
