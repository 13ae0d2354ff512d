import Textfield from '@atlaskit/textfield';
import type { ReactElement } from 'react';
import { LAYOUT_NAME_MAX } from '../../../../src/contract/import-layouts';
import { describedBy, Field } from '../../../ui/field';
import { useTranslate } from '../../../i18n/use-translate';

/** The field for the name of a layout. */
export function LayoutName({
  id,
  value,
  onValue,
  help,
}: {
  readonly id: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly help: string | undefined;
}): ReactElement {
  const t = useTranslate();
  return (
    <Field id={id} label={t('layouts.name')} help={help ?? t('layouts.name.help')}>
      <Textfield
        id={id}
        autoFocus
        autoComplete="off"
        maxLength={LAYOUT_NAME_MAX}
        value={value}
        onChange={(event) => onValue(event.currentTarget.value)}
        aria-describedby={describedBy(id)}
      />
    </Field>
  );
}
