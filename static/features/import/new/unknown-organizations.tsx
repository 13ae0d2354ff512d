import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import { organizationKey } from '../../../../src/domain/organization/find-organization';
import type { ImportStart } from '../../../../src/contract/import';
import type { OrganizationMapping } from '../../../../src/domain/invitation/import-row';
import { isolated } from '../../../i18n/isolate';
import { Given } from '../../../ui/given';
import { useTranslate } from '../../../i18n/use-translate';
import type { UnknownOrganization } from '../file/reader';

type To = OrganizationMapping[number]['to'];

/** Organizations that the file names and that are not there: each is decided once, for all rows. */
export function UnknownOrganizations({
  unknown,
  start: { rules, organizations },
  mapping,
  onMapping,
}: {
  readonly unknown: readonly UnknownOrganization[];
  readonly start: ImportStart;
  readonly mapping: OrganizationMapping;
  readonly onMapping: (mapping: OrganizationMapping) => void;
}): ReactElement | null {
  const t = useTranslate();
  if (unknown.length === 0) return null;
  const mayCreate = rules.createOrganizations && rules.onlyOrganizations.length === 0;
  const open = organizations.filter(({ scimManaged }) => !scimManaged);
  const chosen = (name: string): To | undefined =>
    mapping.find((each) => organizationKey(each.name) === organizationKey(name))?.to;
  const choose = (name: string, to: To | undefined): void => {
    const others = mapping.filter((each) => organizationKey(each.name) !== organizationKey(name));
    onMapping(to ? [...others, { name, to }] : others);
  };
  return (
    <section className="stack" aria-labelledby="unknown-title">
      <h3 id="unknown-title" className="section-title">
        {t('import.unknown.title', { count: unknown.length })}
      </h3>
      <p className="plain-text">{t(mayCreate ? 'import.unknown.create' : 'import.unknown.choose')}</p>
      <ul className="plain-list unknown">
        {unknown.map(({ name, people, reason, nearest }, index) => (
          <li key={organizationKey(name)} className="unknown-row">
            <label htmlFor={`unknown-${index}`} className="break">
              <strong>
                <Given>{name}</Given>
              </strong>{' '}
              <span className="quiet">{t('import.unknown.people', { count: people })}</span>
              {reason.code !== 'organization-unknown' && (
                <span className="quiet"> {t.describe(reason).message}</span>
              )}
            </label>
            <select
              id={`unknown-${index}`}
              className="native-select"
              value={valueOf(chosen(name))}
              onChange={(event) => choose(name, toOf(event.currentTarget.value, open))}
            >
              <option value="">
                {t(
                  mayCreate && reason.code === 'organization-unknown'
                    ? 'import.unknown.new'
                    : 'import.unknown.error',
                )}
              </option>
              <option value="out">{t('import.unknown.out')}</option>
              <optgroup label={t('import.unknown.existing')}>
                {open.map((each) => (
                  <option key={each.id} value={each.id}>
                    {isolated(each.name)}
                  </option>
                ))}
              </optgroup>
            </select>
            {nearest && !chosen(name) && (
              <div>
                <Button spacing="compact" onClick={() => choose(name, { id: nearest.id })}>
                  {t('import.unknown.nearest', { name: nearest.name })}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function valueOf(to: To | undefined): string {
  if (!to || 'create' in to) return '';
  return 'id' in to ? to.id : 'out';
}

function toOf(value: string, open: ImportStart['organizations']): To | undefined {
  if (value === 'out') return { leaveOut: true };
  const found = open.find(({ id }) => id === value);
  return found && { id: found.id };
}
