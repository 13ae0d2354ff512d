import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import { useTranslate } from '../../../i18n/use-translate';

/** Shows the rows of one kind only, and says how many they are. */
export function FilterButton({
  label,
  count,
  isOn,
  onClick,
}: {
  readonly label: string;
  readonly count: number;
  readonly isOn: boolean;
  readonly onClick: () => void;
}): ReactElement {
  const t = useTranslate();
  return (
    <Button spacing="compact" isSelected={isOn} aria-pressed={isOn} onClick={onClick}>
      {t('import.filter', { label, number: count })}
    </Button>
  );
}
