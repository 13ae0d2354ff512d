import { Label } from '@atlaskit/form/label';
import { lazy, useState } from 'react';
import type { ReactElement } from 'react';
import type { InviteStart } from '../../src/contract/functions';
import { Later } from '../frame/later';
import { useWords } from '../words/words';
import type { Suggestion } from './entries';
import type { ChosenOrganization } from './remembered';

const OrganizationPicker = lazy(() => import('./organization-picker'));

/**
 * The organization picker. Until somebody turns to it, a button of the same look stands in its place: the
 * picker's script is as large as the rest of the page.
 */
export function OrganizationField({
  start,
  suggested,
  value,
  disabled,
  help,
  onChange,
}: {
  readonly start: Pick<InviteStart, 'serviceDeskId' | 'rules'>;
  /** Where customers go if none is chosen. */
  readonly suggested: Suggestion | undefined;
  readonly value: ChosenOrganization | undefined;
  readonly disabled: boolean;
  /** What happens where none is chosen, in other words than the usual ones. */
  readonly help?: string | undefined;
  readonly onChange: (chosen: ChosenOrganization | undefined) => void;
}): ReactElement {
  const say = useWords();
  const [opened, setOpened] = useState(false);
  const open = (): void => setOpened(true);
  const standIn = (
    <button
      type="button"
      id="organization"
      className="picker-stand-in"
      disabled={disabled}
      aria-haspopup="listbox"
      aria-expanded="false"
      aria-describedby="organization-help"
      aria-labelledby="organization-label organization"
      onFocus={open}
      onClick={open}
    >
      <span className={value ? undefined : 'picker-placeholder'}>
        {value?.name ?? say('invite.organization.placeholder')}
      </span>
    </button>
  );
  return (
    <div className="stack-close">
      <Label htmlFor="organization" id="organization-label">
        {say('invite.organization.label')}
      </Label>
      {opened ? (
        <Later fallback={standIn}>
          <OrganizationPicker start={start} value={value} disabled={disabled} onChange={onChange} />
        </Later>
      ) : (
        standIn
      )}
      <p className="quiet" id="organization-help" aria-live="polite">
        {suggested && !value
          ? say('invite.organization.suggested', {
              name: suggested.organization.name,
              domain: say.list(suggested.domains),
            })
          : (help ??
            say(`invite.organization.help.${start.rules.organizations === 'any' ? 'any' : 'linked'}`))}
      </p>
    </div>
  );
}
