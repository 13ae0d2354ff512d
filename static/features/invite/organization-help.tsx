import type { ReactElement } from 'react';
import { useTranslate } from '../../i18n/use-translate';
import type { Suggestion } from './entries';
import { isUnresolved } from './settings';
import type { OrganizationDraft } from './settings';
import type { Doubt } from './use-doubt';

/** Beside the field: what is wrong with it, what it contradicts, what a rule chooses, or what may be chosen. */
export function OrganizationHelp({
  draft,
  checked,
  suggested,
  doubt,
  usual,
}: {
  readonly draft: OrganizationDraft;
  readonly checked: boolean;
  readonly suggested: Suggestion | undefined;
  readonly doubt: Doubt | undefined;
  /** Said where there is nothing else to say. */
  readonly usual: string;
}): ReactElement {
  const t = useTranslate();
  if (checked && isUnresolved(draft)) {
    return <p className="wrong">{t('invite.organization.unresolved')}</p>;
  }
  if (doubt) {
    const against = { name: doubt.organization.name, domain: doubt.domain };
    return (
      <p className="warned">
        {t(`invite.organization.${doubt.by === 'rule' ? 'against' : 'unusual'}`, against)}
      </p>
    );
  }
  const rule = !draft.chosen && suggested;
  return (
    <p className="quiet">
      {rule
        ? t('invite.organization.suggested', {
            name: rule.organization.name,
            domain: t.list(rule.domains),
          })
        : usual}
    </p>
  );
}
