import Button from '@atlaskit/button/new';
import Checkbox from '@atlaskit/checkbox';
import { useState } from 'react';
import type { FormEvent, ReactElement } from 'react';
import type { Person } from '../../../src/domain/invitation/invitation';
import type { IssueStart } from '../../../src/contract/work-item';
import { AlwaysMailed, EmailAndLastDay } from '../invite/email-and-last-day';
import { endOfDay } from '../invite/last-day-field';
import { OrganizationField } from '../invite/organization-field';
import { isUnresolved, organizationRefs, useSettings } from '../invite/settings';
import type { SendRequest } from '../invite/use-sending';
import { useTranslate } from '../../i18n/use-translate';
import { OfferList } from './offer-list';
import { chosenOf } from './offers';
import type { Offer } from './offers';

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
  /** Nothing until somebody chooses: then the likeliest stands. */
  const [picked, setPicked] = useState<ReadonlySet<string>>();
  const { settings, change, reset, round, previous } = useSettings();
  const { organization, notify, lastDay } = settings;
  const [missing, setMissing] = useState(false);
  const [checked, setChecked] = useState(false);
  const chosen = chosenOf(offers, picked);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setMissing(chosen.length === 0);
    if (working || chosen.length === 0) return;
    setChecked(true);
    if (isUnresolved(organization)) return document.getElementById('organization')?.focus();
    const ends = endOfDay(lastDay);
    if (ends.problem) return document.getElementById('last-day')?.focus();
    const left = await onSend({
      people: chosen.map(({ email, displayName }) => ({ email, ...(displayName && { displayName }) })),
      organizations: organizationRefs(organization),
      notify: rules.email === 'choice' && notify,
      endsAt: ends.endsAt,
    });
    setPicked(new Set(left.map(({ email }) => email)));
    if (left.length > 0) return;
    setChecked(false);
    onAddToRequest(false);
    reset();
  };

  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <OfferList
        offers={offers}
        chosen={new Set(chosen.map(({ email }) => email))}
        disabled={working}
        onChoose={(next) => {
          setPicked(next);
          setMissing(false);
        }}
      />
      {rules.organizations !== 'none' && (
        <OrganizationField
          start={start}
          suggested={undefined}
          draft={organization}
          previous={previous}
          disabled={working}
          checked={checked}
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
      <AlwaysMailed email={rules.email} />
      <EmailAndLastDay
        email={rules.email}
        round={round}
        notify={notify}
        lastDay={lastDay}
        disabled={working}
        onChange={change}
      />
      <div className="row">
        <Button type="submit" appearance="primary" isLoading={working}>
          {chosen.length > 1 ? t('invite.submit.count', { count: chosen.length }) : t('invite.submit')}
        </Button>
        <span className="wrong" role="status">
          {missing && t('issue.choose')}
        </span>
      </div>
    </form>
  );
}
