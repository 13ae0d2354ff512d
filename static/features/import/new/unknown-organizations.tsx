import Button from '@atlaskit/button/new';
import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import { organizationKey } from '../../../../src/domain/organization/find-organization';
import type { ImportStart } from '../../../../src/contract/import';
import type { OrganizationMapping } from '../../../../src/domain/invitation/import-row';
import { Given } from '../../../ui/given';
import { SingleSelect } from '../../../ui/select';
import { useTranslate } from '../../../i18n/use-translate';
import type { UnknownOrganization } from '../file/reader';
import { choicesFor } from './organization-choices';
import type { OrganizationChoices } from './organization-choices';

type To = OrganizationMapping[number]['to'];

/** Those that are shown before more are asked for: the ones named by most people. */
const SHOWN = 10;

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
  const [shown, setShown] = useState(SHOWN);
  const open = useMemo(() => organizations.filter(({ scimManaged }) => !scimManaged), [organizations]);
  if (unknown.length === 0) return null;
  const mayCreate = rules.createOrganizations && rules.onlyOrganizations.length === 0;
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
        {unknown.slice(0, shown).map((each, index) => (
          <Unknown
            key={organizationKey(each.name)}
            id={`unknown-${index}`}
            unknown={each}
            open={open}
            mayCreate={mayCreate}
            to={chosen(each.name)}
            onTo={(to) => choose(each.name, to)}
          />
        ))}
      </ul>
      {unknown.length > shown && (
        <div>
          <Button spacing="compact" onClick={() => setShown(shown + SHOWN * 5)}>
            {t('import.result.more', { count: unknown.length - shown })}
          </Button>
        </div>
      )}
    </section>
  );
}

function Unknown({
  id,
  unknown: { name, people, reason, nearest },
  open,
  mayCreate,
  to,
  onTo,
}: {
  readonly id: string;
  readonly unknown: UnknownOrganization;
  readonly open: ImportStart['organizations'];
  readonly mayCreate: boolean;
  readonly to: To | undefined;
  readonly onTo: (to: To | undefined) => void;
}): ReactElement {
  const t = useTranslate();
  const isNew = reason.code === 'organization-unknown';
  return (
    <li className="unknown-row with-list">
      <label htmlFor={id} className="break">
        <strong>
          <Given>{name}</Given>
        </strong>{' '}
        <span className="quiet">{t('import.unknown.people', { count: people })}</span>
        {!isNew && <span className="quiet"> {t.describe(reason).message}</span>}
      </label>
      <OrganizationSelect id={id} open={open} mayCreate={mayCreate && isNew} to={to} onTo={onTo} />
      {nearest && !to && (
        <div>
          <Button spacing="compact" onClick={() => onTo({ id: nearest.id })}>
            {t('import.unknown.nearest', { name: nearest.name })}
          </Button>
        </div>
      )}
    </li>
  );
}

function OrganizationSelect({
  id,
  open,
  mayCreate,
  to,
  onTo,
}: {
  readonly id: string;
  readonly open: ImportStart['organizations'];
  readonly mayCreate: boolean;
  readonly to: To | undefined;
  readonly onTo: (to: To | undefined) => void;
}): ReactElement {
  const t = useTranslate();
  const [text, setText] = useState('');
  const words = useMemo(
    () => ({
      same: t(mayCreate ? 'import.unknown.new' : 'import.unknown.error'),
      out: t('import.unknown.out'),
    }),
    [t, mayCreate],
  );
  const choices: OrganizationChoices = useMemo(
    () => choicesFor({ to, text, open, words }),
    [to, text, open, words],
  );
  return (
    <SingleSelect
      inputId={id}
      options={choices.options}
      value={choices.chosen}
      onChange={(choice) => onTo(choice?.to)}
      onText={setText}
      // Of thousands of organizations, those that match are picked before the list is drawn.
      filterOption={null}
      placeholder={words.same}
      noOptionsMessage={() => t('organizations.no-match')}
    />
  );
}
