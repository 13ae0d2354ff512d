import Checkbox from '@atlaskit/checkbox';
import { Radio } from '@atlaskit/radio';
import type { ReactElement, ReactNode } from 'react';
import { describedBy } from '../../ui/field';
import { useTranslate } from '../../i18n/use-translate';
import type { Field } from './fields';
import type { Option } from './setting';

/** One of several, or some of them. */
export function ChoiceEditor({
  id,
  label,
  help,
  options,
  field,
  problem,
  onField,
}: {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly options: readonly Option[];
  readonly field: Extract<Field, { kind: 'many' | 'one' }>;
  readonly problem: string | undefined;
  readonly onField: (field: Field) => void;
}): ReactElement {
  const t = useTranslate();
  return (
    <FieldGroup id={id} label={label} {...(help !== undefined && { help })} problem={problem}>
      {options.map((option) =>
        field.kind === 'one' ? (
          <Radio
            key={option.value}
            name={id}
            value={option.value}
            label={t(option.label)}
            isChecked={field.chosen === option.value}
            onChange={() => onField({ kind: 'one', chosen: option.value })}
          />
        ) : (
          <Checkbox
            key={option.value}
            label={t(option.label)}
            isChecked={field.chosen.includes(option.value)}
            onChange={(event) => {
              // What cannot be chosen any more goes with the first choice.
              const others = field.chosen.filter(
                (each) => each !== option.value && options.some(({ value }) => value === each),
              );
              onField({ kind: 'many', chosen: event.target.checked ? [...others, option.value] : others });
            }}
          />
        ),
      )}
    </FieldGroup>
  );
}

/** Controls that belong together, under one label. */
export function FieldGroup({
  id,
  label,
  help,
  problem,
  children,
}: {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly problem?: ReactNode;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <fieldset id={id} className="field-group" tabIndex={-1} aria-describedby={describedBy(id)}>
      <legend className="field-label">{label}</legend>
      {children}
      <p className="quiet" id={`${id}-help`} hidden={help === undefined}>
        {help}
      </p>
      <div className="wrong" id={`${id}-problem`} aria-live="polite">
        {problem}
      </div>
    </fieldset>
  );
}
