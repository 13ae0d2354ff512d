import Spinner from '@atlaskit/spinner';
import type { ReactElement } from 'react';
import { useTranslate } from '../i18n/use-translate';

/** How far a search has come that goes on by itself. A screen reader does not announce it every two seconds. */
export function SearchedTo({ date }: { readonly date: string }): ReactElement {
  const t = useTranslate();
  return (
    <span className="quiet">
      <Spinner size="xsmall" label={t('ui.loading')} /> {t('audit.searching', { date: t.dateTime(date) })}
    </span>
  );
}
