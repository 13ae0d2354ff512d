import { useEffect, useRef } from 'react';
import type { MouseEvent, ReactElement } from 'react';
import { Given } from '../../ui/given';
import { useTranslate } from '../../i18n/use-translate';
import { isOpen } from './organization-options';
import type { PickerOption, PickerOptions } from './organization-options';
import type { ChosenOrganization } from './settings';
import type { LoadedOrganizations } from './use-organizations';

/** The options under the field, or why there are none. The focus stays in the field. */
export function OrganizationMenu({
  organizations,
  isWhole,
  options: { shown, more },
  active,
  chosen,
  onPick,
}: {
  readonly organizations: LoadedOrganizations;
  readonly isWhole: boolean;
  readonly options: PickerOptions;
  readonly active: number | undefined;
  readonly chosen: ChosenOrganization | undefined;
  readonly onPick: (place: number) => void;
}): ReactElement {
  const highlighted = useRef<HTMLLIElement>(null);
  useEffect(() => {
    highlighted.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const keepFocus = (event: MouseEvent): void => event.preventDefault();
  return (
    <div className="picker-menu" onMouseDown={keepFocus}>
      {shown.length > 0 && (
        <ul className="plain-list" role="listbox" id="organization-list" aria-labelledby="organization-label">
          {shown.map((option, place) => (
            <li
              key={option.key}
              id={`organization-${place}`}
              ref={place === active ? highlighted : undefined}
              role="option"
              className={place === active ? 'picker-option picker-active' : 'picker-option'}
              aria-selected={chosen !== undefined && option.chosen.id === chosen.id}
              aria-disabled={!isOpen(option)}
              onClick={() => onPick(place)}
            >
              <OptionName option={option} />
            </li>
          ))}
        </ul>
      )}
      <div className="picker-told" role="status">
        <Told organizations={organizations} isWhole={isWhole} count={shown.length} more={more} />
      </div>
    </div>
  );
}

function OptionName({ option: { name, kind } }: { readonly option: PickerOption }): ReactElement {
  const t = useTranslate();
  if (kind === 'new') return <>{t('invite.organization.create', { name })}</>;
  return (
    <>
      <Given>{name}</Given>
      {kind === 'managed' && <span className="quiet"> ({t('invite.organization.scim')})</span>}
    </>
  );
}

function Told({
  organizations,
  isWhole,
  count,
  more,
}: {
  readonly organizations: LoadedOrganizations;
  readonly isWhole: boolean;
  readonly count: number;
  readonly more: number;
}): ReactElement {
  const t = useTranslate();
  if (typeof organizations !== 'object' || !isWhole)
    return <p className="quiet">{t('invite.organization.loading')}</p>;
  if (more > 0) return <p className="quiet">{t('invite.organization.more', { count: more })}</p>;
  if (count > 0) return <p className="hidden-text">{t('select.results', { count })}</p>;
  return (
    <p className="quiet">
      {t(organizations.length === 0 ? 'invite.organization.none' : 'invite.organization.no-match')}
    </p>
  );
}
