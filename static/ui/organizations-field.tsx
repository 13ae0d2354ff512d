import { useCallback } from 'react';
import type { ReactElement } from 'react';
import type { OrganizationChoice } from '../../src/domain/policy/lists';
import type { OrganizationOption } from '../platform/jira';
import { useTranslate } from '../i18n/use-translate';
import { describedBy, Field } from './field';
import { MultiSelect } from './select';
import { useLoaded } from './use-loaded';

interface Option {
  readonly value: string;
  readonly label: string;
  readonly chosen: OrganizationChoice;
}

/**
 * Chooses several organizations, searched by name. What is chosen stays, also where Jira no longer lists it.
 *
 * @param load must stay the same between renders, or the list is loaded anew. May throw.
 */
export function OrganizationsField({
  id,
  label,
  help,
  load,
  value,
  disabled,
  onChange,
}: {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly load: () => Promise<readonly OrganizationOption[]>;
  readonly value: readonly OrganizationChoice[];
  readonly disabled: boolean;
  readonly onChange: (chosen: OrganizationChoice[]) => void;
}): ReactElement {
  const t = useTranslate();
  const { loaded, reload } = useListed(load);
  const failed = loaded === 'failed' && (
    <>
      {t('invite.organization.failed')}{' '}
      <button type="button" className="link-button" onClick={reload}>
        {t('ui.retry')}
      </button>
    </>
  );
  return (
    <Field id={id} label={label} help={help} problem={failed}>
      <MultiSelect<Option>
        inputId={id}
        labelId={`${id}-label`}
        descriptionId={describedBy(id)}
        isDisabled={disabled}
        isLoading={loaded === undefined}
        options={
          typeof loaded === 'object' ? loaded.map(({ id: of, name }) => asOption({ id: of, name })) : []
        }
        value={value.map(asOption)}
        onChange={(options) => onChange(options.map(({ chosen }) => chosen))}
        placeholder={t('organizations.placeholder')}
        clearControlLabel={t('organizations.clear')}
        loadingMessage={() => t('invite.organization.loading')}
        noOptionsMessage={() => t('organizations.no-match')}
      />
    </Field>
  );
}

function asOption(chosen: OrganizationChoice): Option {
  return { value: chosen.id, label: chosen.name, chosen };
}

function useListed(load: () => Promise<readonly OrganizationOption[]>): {
  readonly loaded: readonly OrganizationOption[] | 'failed' | undefined;
  readonly reload: () => void;
} {
  return useLoaded(useCallback(() => load().catch(() => 'failed' as const), [load]));
}
