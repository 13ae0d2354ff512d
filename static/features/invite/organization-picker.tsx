import Textfield from '@atlaskit/textfield';
import { useMemo, useRef } from 'react';
import type { ReactElement } from 'react';
import type { InviteStart } from '../../../src/contract/invite';
import { useTranslate } from '../../i18n/use-translate';
import { OrganizationMenu } from './organization-menu';
import { optionsFor } from './organization-options';
import { NO_ORGANIZATION } from './settings';
import type { OrganizationDraft } from './settings';
import { useCombobox } from './use-combobox';
import { useOrganizations } from './use-organizations';

const NONE = { shown: [], more: 0 };

/**
 * Searches the organizations that the policy allows here, and offers to create one where the policy allows. It is one
 * text field from the page's first paint on, so that it takes what is typed while the organizations are loading.
 */
export function OrganizationPicker({
  start,
  draft,
  disabled,
  invalid,
  onDraft,
}: {
  readonly start: Pick<InviteStart, 'serviceDeskId' | 'rules'>;
  readonly draft: OrganizationDraft;
  readonly disabled: boolean;
  readonly invalid: boolean;
  readonly onDraft: (draft: OrganizationDraft) => void;
}): ReactElement {
  const t = useTranslate();
  const field = useRef<HTMLInputElement>(null);
  const { organizations, isWhole, load } = useOrganizations(start);
  const listed = typeof organizations === 'object' ? organizations : undefined;
  const { createOrganizations, onlyOrganizations } = start.rules;
  // What is not there yet may still come.
  const mayCreate = isWhole && createOrganizations && onlyOrganizations.length === 0;
  const options = useMemo(
    () => (listed ? optionsFor(draft, listed, { mayCreate }) : NONE),
    [draft, listed, mayCreate],
  );
  const box = useCombobox({ draft, organizations, options, onDraft });
  const open = (): void => {
    if (organizations === undefined) load();
    box.open();
  };
  const clear = (): void => {
    onDraft(NO_ORGANIZATION);
    field.current?.focus();
  };
  const retry = (): void => {
    load();
    // The button goes away, and would take the focus with it.
    field.current?.focus();
  };
  const hasList = box.isOpen && options.shown.length > 0;
  return (
    <div className="picker">
      <Textfield
        ref={field}
        id="organization"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={box.isOpen}
        aria-controls={hasList ? 'organization-list' : undefined}
        aria-activedescendant={box.active === undefined ? undefined : `organization-${box.active}`}
        aria-describedby="organization-help"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        dir="auto"
        placeholder={t('invite.organization.placeholder')}
        value={draft.text}
        isDisabled={disabled}
        isInvalid={invalid}
        onFocus={(event) => {
          open();
          // What is typed next takes the place of what was chosen.
          if (draft.chosen) event.currentTarget.select();
        }}
        onClick={open}
        onBlur={box.close}
        onChange={(event) => {
          open();
          box.type(event.currentTarget.value);
        }}
        onKeyDown={box.onKeyDown}
        elemAfterInput={
          draft.text === '' ? (
            <span className="picker-arrow" aria-hidden="true" />
          ) : (
            <ClearButton disabled={disabled} onClear={clear} />
          )
        }
      />
      {organizations === 'failed' ? (
        <p className="wrong" role="alert">
          {t('invite.organization.failed')}{' '}
          <button type="button" className="link-button" onClick={retry}>
            {t('ui.retry')}
          </button>
        </p>
      ) : (
        box.isOpen && (
          <OrganizationMenu
            organizations={organizations}
            isWhole={isWhole}
            options={options}
            active={box.active}
            chosen={draft.chosen}
            onPick={box.pick}
          />
        )
      )}
    </div>
  );
}

/** The keyboard empties the field itself, so the button is none of its stops. */
function ClearButton({
  disabled,
  onClear,
}: {
  readonly disabled: boolean;
  readonly onClear: () => void;
}): ReactElement {
  const t = useTranslate();
  return (
    <button
      type="button"
      className="picker-clear"
      tabIndex={-1}
      disabled={disabled}
      aria-label={t('invite.organization.clear')}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClear}
    >
      ×
    </button>
  );
}
