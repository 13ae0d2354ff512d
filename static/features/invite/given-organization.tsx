import type { ReactElement } from 'react';
import type { OrganizationChoice } from '../../../src/domain/policy/lists';
import { useTranslate } from '../../i18n/use-translate';
import type { Suggestion } from './entries';

/** Where there is no organization to choose: that of the page, or the one that a rule for the domain chooses. */
export function GivenOrganization({
  into,
  suggested,
}: {
  readonly into: OrganizationChoice | undefined;
  readonly suggested: Suggestion | undefined;
}): ReactElement {
  const t = useTranslate();
  if (into) return <p className="plain-text">{t('organization.into', { name: into.name })}</p>;
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
