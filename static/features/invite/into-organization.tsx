import type { ReactElement } from 'react';
import type { OrganizationChoice } from '../../../src/domain/policy/lists';
import { useTranslate } from '../../i18n/use-translate';

/** The organization of the page, which everybody is invited into. */
export function IntoOrganization({ into }: { readonly into: OrganizationChoice }): ReactElement {
  const t = useTranslate();
  return <p className="plain-text">{t('organization.into', { name: into.name })}</p>;
}
