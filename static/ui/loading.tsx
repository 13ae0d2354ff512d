import Spinner from '@atlaskit/spinner';
import type { ReactElement } from 'react';
import { useTranslate } from '../i18n/use-translate';

/** Stands where something will be. */
export function Loading(): ReactElement {
  const t = useTranslate();
  return (
    <div className="row">
      <Spinner label={t('ui.loading')} />
    </div>
  );
}
