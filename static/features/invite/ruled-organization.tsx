import type { ReactElement } from 'react';
import { useTranslate } from '../../i18n/use-translate';
import type { Suggestion } from './entries';

/** Where there is no organization to choose: the one that a rule for the domain chooses. */
export function RuledOrganization({
  suggested,
}: {
  readonly suggested: Suggestion | undefined;
}): ReactElement {
  const t = useTranslate();
  return (
    <p className="plain-text told" aria-live="polite">
      {suggested &&
        t('invite.organization.ruled', {
          name: suggested.organization.name,
          domain: t.list(suggested.domains),
        })}
    </p>
  );
}
