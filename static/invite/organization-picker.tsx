import Select, { CreatableSelect } from '@atlaskit/select';
import { useCallback } from 'react';
import type { ReactElement } from 'react';
import type { InviteStart } from '../../src/contract/functions';
import type { ServiceDeskId } from '../../src/contract/ids';
import type { Rules } from '../../src/contract/policy';
import { linkedOrganizations, siteOrganizations } from '../bridge/jira';
import type { OrganizationOption } from '../bridge/jira';
import { useLoaded } from '../frame/use-loaded';
import { selectWords } from '../frame/select-words';
import { useWords } from '../words/words';
import type { ChosenOrganization } from './remembered';

interface Option {
  readonly value: string;
  readonly label: string;
  readonly chosen: ChosenOrganization;
  readonly isDisabled?: boolean;
}

/** Searches the organizations that the policy allows here; offers to create one where the policy allows. */
export default function OrganizationPicker({
  start: { serviceDeskId, rules },
  value,
  disabled,
  onChange,
}: {
  readonly start: Pick<InviteStart, 'serviceDeskId' | 'rules'>;
  readonly value: ChosenOrganization | undefined;
  readonly disabled: boolean;
  readonly onChange: (chosen: ChosenOrganization | undefined) => void;
}): ReactElement {
  const say = useWords();
  const load = useCallback(
    (): Promise<readonly OrganizationOption[] | 'failed'> =>
      allowedOrganizations(serviceDeskId, rules).catch(() => 'failed' as const),
    [serviceDeskId, rules],
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
    ...selectWords(say),
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
  return rules.createOrganizations ? (
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

/** Those of the site where the policy allows any: Jira may show a person only the ones linked to the project. */
async function allowedOrganizations(
  serviceDeskId: ServiceDeskId,
  { organizations, onlyOrganizations }: Pick<Rules, 'organizations' | 'onlyOrganizations'>,
): Promise<readonly OrganizationOption[]> {
  const linked = () => linkedOrganizations(serviceDeskId);
  const found = organizations === 'any' ? await siteOrganizations().catch(linked) : await linked();
  const allowed = new Set(onlyOrganizations.map(({ id }) => id));
  return allowed.size > 0 ? found.filter(({ id }) => allowed.has(id)) : found;
}
