import { Label } from '@atlaskit/form/label';
import type { ReactElement, ReactNode } from 'react';
import { useTranslate } from '../i18n/use-translate';

/**
 * A labelled control, with what helps to fill it in and what is wrong with it. The control names itself `id`, and is
 * described by `describedBy(id)`.
 */
export function Field({
  id,
  label,
  help,
  problem,
  isRequired = false,
  children,
}: {
  readonly id: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly problem?: ReactNode;
  /** Marked with an asterisk; the control says it to those who listen. */
  readonly isRequired?: boolean;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div className={isRequired ? 'stack-close required' : 'stack-close'}>
      <Label htmlFor={id} id={`${id}-label`}>
        {label}
      </Label>
      {/* In a box of its own: as a flex item, a text area would not grow with its lines. */}
      <div>{children}</div>
      <p className="quiet" id={`${id}-help`} hidden={help === undefined}>
        {help}
      </p>
      <div className="wrong" id={`${id}-problem`} aria-live="polite">
        {problem}
      </div>
    </div>
  );
}

/** Where a field's help and problem stand, for the control's `aria-describedby`. */
export function describedBy(id: string): string {
  return `${id}-help ${id}-problem`;
}

/** Above a form of which some fields are required. */
export function RequiredNote(): ReactElement {
  const t = useTranslate();
  return <p className="quiet">{t('ui.required')}</p>;
}
