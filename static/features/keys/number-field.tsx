import Textfield from '@atlaskit/textfield';
import type { ReactElement } from 'react';
import { describedBy, Field } from '../../ui/field';

/** A whole number, kept as it was typed. */
export function NumberField({
  id,
  label,
  help,
  text,
  problem,
  disabled,
  onText,
}: {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly text: string;
  readonly problem: string | undefined;
  readonly disabled: boolean;
  readonly onText: (text: string) => void;
}): ReactElement {
  return (
    <Field id={id} label={label} help={help} problem={problem} isRequired>
      <Textfield
        id={id}
        // Not type="number": that gives out `undefined` where something else was typed.
        inputMode="numeric"
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        isDisabled={disabled}
        isInvalid={problem !== undefined}
        isRequired
        autoComplete="off"
        aria-describedby={describedBy(id)}
      />
    </Field>
  );
}
