import { Label } from '@atlaskit/form/label';
import type { ReactElement } from 'react';
import type { InviteStart } from '../../../src/contract/invite';
import { useTranslate } from '../../i18n/use-translate';
import type { Suggestion } from './entries';
import { OrganizationHelp } from './organization-help';
import { OrganizationPicker } from './organization-picker';
import { choose, isUnresolved } from './settings';
import type { ChosenOrganization, OrganizationDraft } from './settings';
import type { Doubt } from './use-doubt';

/** The organization that customers are invited into, with what holds where none is chosen. */
export function OrganizationField({
  start,
  suggested,
  doubt,
  draft,
  previous,
  disabled,
  checked,
  help,
  onDraft,
}: {
  readonly start: Pick<InviteStart, 'serviceDeskId' | 'rules'>;
  /** Where customers go if none is chosen. */
  readonly suggested: Suggestion | undefined;
  /** What the choice contradicts. */
  readonly doubt?: Doubt | undefined;
  readonly draft: OrganizationDraft;
  /** Chosen for the people before: one click chooses it again. */
  readonly previous: ChosenOrganization | undefined;
  readonly disabled: boolean;
  /** There was a try to send: text that chooses nothing is told from now on. */
  readonly checked: boolean;
  /** What happens where none is chosen, in other words than the usual ones. */
  readonly help?: string | undefined;
  readonly onDraft: (draft: OrganizationDraft) => void;
}): ReactElement {
  const t = useTranslate();
  const usual =
    help ?? t(`invite.organization.help.${start.rules.organizations === 'any' ? 'any' : 'linked'}`);
  return (
    <div className="stack-close">
      <Label htmlFor="organization" id="organization-label">
        {t('invite.organization.label')}
      </Label>
      <div className="organization-row">
        <OrganizationPicker
          start={start}
          draft={draft}
          disabled={disabled}
          invalid={checked && isUnresolved(draft)}
          onDraft={onDraft}
        />
        <div className="stack-close">
          <div id="organization-help" aria-live="polite">
            <OrganizationHelp
              draft={draft}
              checked={checked}
              suggested={suggested}
              doubt={doubt}
              usual={usual}
            />
          </div>
          {previous && (
            <div>
              <button
                type="button"
                className="link-button"
                disabled={disabled}
                onClick={() => onDraft(choose(previous))}
              >
                {t('invite.organization.again', { name: previous.name })}
              </button>
            </div>
          )}
        </div>
      </div>
    </div>
  );
}
