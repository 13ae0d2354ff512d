import Button from '@atlaskit/button/new';
import Checkbox from '@atlaskit/checkbox';
import { useEffect } from 'react';
import type { FormEvent, KeyboardEvent, ReactElement } from 'react';
import type { Person } from '../../../src/domain/invitation/invitation';
import type { IssueStart } from '../../../src/contract/work-item';
import { AddressField } from '../invite/address-field';
import { AlwaysMailed } from '../invite/email-and-last-day';
import { MoreOptions } from '../invite/more-options';
import { OrganizationField } from '../invite/organization-field';
import type { SendRequest } from '../invite/use-sending';
import { useTranslate } from '../../i18n/use-translate';
import { OfferList } from './offer-list';
import type { Offer } from './offers';
import { useIssueForm } from './use-issue-form';
import type { IssueFormState } from './use-issue-form';

/** Whom to invite from a request, where to, and how. */
export function IssueForm({
  start,
  offers,
  working,
  addToRequest,
  onAddToRequest,
  onSend,
}: {
  readonly start: IssueStart;
  readonly offers: readonly Offer[];
  readonly working: boolean;
  readonly addToRequest: boolean;
  readonly onAddToRequest: (wanted: boolean) => void;
  readonly onSend: (request: SendRequest) => Promise<readonly Person[]>;
}): ReactElement {
  const t = useTranslate();
  const { rules } = start;
  const draft = useIssueForm({ start, offers, working, onSend, onDone: () => onAddToRequest(false) });
  const { settings, change, previous } = draft.settings;
  const submit = (event: FormEvent | KeyboardEvent): void => {
    event.preventDefault();
    void draft.submit();
  };

  return (
    <form
      className="stack"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
      }}
      noValidate
    >
      {offers.length > 0 && (
        <OfferList offers={offers} chosen={draft.chosen} disabled={working} onChoose={draft.choose} />
      )}
      <SomebodyElse draft={draft} disabled={working} isAlone={offers.length === 0} />
      {rules.organizations !== 'none' && (
        <OrganizationField
          start={start}
          suggested={undefined}
          draft={settings.organization}
          previous={previous}
          disabled={working}
          checked={draft.checked}
          help={rules.domainOrganizations.length > 0 ? t('issue.organization.ruled') : undefined}
          onDraft={(next) => change({ organization: next })}
        />
      )}
      <div>
        <Checkbox
          label={t('issue.participants.label')}
          isChecked={addToRequest}
          isDisabled={working}
          onChange={(event) => onAddToRequest(event.target.checked)}
          aria-describedby="participants-help"
        />
        <p className="quiet offer-about" id="participants-help">
          {t('issue.participants.help')}
        </p>
      </div>
      <MoreOptions email={rules.email} form={draft.settings} disabled={working} />
      <AlwaysMailed email={rules.email} />
      <div className="row">
        <Button type="submit" appearance="primary" isLoading={working}>
          {draft.count > 1 ? t('invite.submit.count', { count: draft.count }) : t('invite.submit')}
        </Button>
        <span className="wrong" role="status">
          {draft.isEmpty && t('issue.choose')}
        </span>
      </div>
    </form>
  );
}

/** The way to a person whom the request does not mention. */
function SomebodyElse({
  draft: { others, askForOthers, typeOthers, othersField, problem },
  disabled,
  isAlone,
}: {
  readonly draft: IssueFormState;
  readonly disabled: boolean;
  /** There are no offers to tick. */
  readonly isAlone: boolean;
}): ReactElement {
  const t = useTranslate();
  const isAsked = others !== undefined && !isAlone;
  useEffect(() => {
    if (isAsked) othersField.current?.focus();
  }, [isAsked, othersField]);
  if (!others) {
    return (
      <div>
        <Button spacing="compact" isDisabled={disabled} onClick={askForOthers}>
          {t('issue.else')}
        </Button>
      </div>
    );
  }
  return (
    <AddressField
      text={others.text}
      entries={others.entries}
      problem={problem}
      disabled={disabled}
      fieldRef={othersField}
      onText={typeOthers}
    />
  );
}
