import Select, { CreatableSelect } from '@atlaskit/select';
import { useCallback } from 'react';
import type { ReactElement } from 'react';
import type { ServiceDeskId } from '../../src/contract/ids';
import { linkedOrganizations } from '../bridge/jira';
import type { OrganizationOption } from '../bridge/jira';
import { useLoaded } from '../frame/use-loaded';
import { useWords } from '../words/words';
import type { ChosenOrganization } from './remembered';

interface Option {
  readonly value: string;
  readonly label: string;
  readonly chosen: ChosenOrganization;
  readonly isDisabled?: boolean;
}

/** Searches the organizations linked to the project; offers to create one where the policy allows. */
export default function OrganizationPicker({
  serviceDeskId,
  mayCreate,
  value,
  disabled,
  onChange,
}: {
  readonly serviceDeskId: ServiceDeskId;
  readonly mayCreate: boolean;
  readonly value: ChosenOrganization | undefined;
  readonly disabled: boolean;
  readonly onChange: (chosen: ChosenOrganization | undefined) => void;
}): ReactElement {
  const say = useWords();
  const load = useCallback(
    (): Promise<readonly OrganizationOption[] | 'failed'> =>
      linkedOrganizations(serviceDeskId).catch(() => 'failed' as const),
    [serviceDeskId],
  );
  const { loaded, reload } = useLoaded(load);
  if (loaded === 'failed') {
    return (
      <p className="wrong" role="alert">
        {say('invite.organization.failed')}{' '}
        <button type="button" className="link-button" onClick={reload}>
          {say('ui.retry')}
        </button>
      </p>
    );
  }
  const organizations = loaded ?? [];
  const options = organizations.map(({ id, name, scimManaged }): Option => ({
    value: id,
    label: scimManaged ? `${name} (${say('invite.organization.scim')})` : name,
    chosen: { id, name },
    isDisabled: scimManaged,
  }));
  const shared = {
    inputId: 'organization',
    'aria-labelledby': 'organization-label',
    'aria-describedby': 'organization-help',
    autoFocus: true,
    openMenuOnFocus: true,
    isClearable: true,
    isDisabled: disabled,
    isLoading: loaded === undefined,
    options,
    value: value ? { value: value.id ?? value.name, label: value.name, chosen: value } : null,
    onChange: (option: Option | null) => onChange(option?.chosen),
    placeholder: say('invite.organization.placeholder'),
    clearControlLabel: say('invite.organization.clear'),
    loadingMessage: () => say('invite.organization.loading'),
    noOptionsMessage: () =>
      say(organizations.length === 0 ? 'invite.organization.none' : 'invite.organization.no-match'),
  };
  return mayCreate ? (
    <CreatableSelect<Option>
      {...shared}
      formatCreateLabel={(name) => say('invite.organization.create', { name })}
      getNewOptionData={(name, label) => ({
        value: name,
        label: typeof label === 'string' ? label : name,
        chosen: { name: name.trim() },
      })}
    />
  ) : (
    <Select<Option> {...shared} />
  );
}
