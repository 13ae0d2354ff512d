import type { KeyboardEvent, ReactElement } from 'react';
import type { InviteStart } from '../../../src/contract/invite';
import type { Person } from '../../../src/domain/invitation/invitation';
import type { OrganizationChoice } from '../../../src/domain/policy/lists';
import { AddressField } from './address-field';
import { AlwaysMailed } from './email-and-last-day';
import { suggestedOrganization } from './entries';
import { IntoOrganization } from './into-organization';
import { RuledOrganization } from './ruled-organization';
import { MoreOptions } from './more-options';
import { NameField } from './name-field';
import { OrganizationField } from './organization-field';
import { SubmitRow } from './submit-row';
import { useDoubt } from './use-doubt';
import { useInviteForm } from './use-invite-form';
import type { SendRequest } from './use-sending';

/** Whom to invite, where to, and how. */
export function InviteForm({
  start,
  working,
  into,
  takesFocus = false,
  onSend,
  onImport,
}: {
  readonly start: InviteStart;
  readonly working: boolean;
  /** The organization on whose page the form is: then there is none to choose. */
  readonly into?: OrganizationChoice;
  readonly takesFocus?: boolean;
  readonly onSend: (request: SendRequest) => Promise<readonly Person[]>;
  readonly onImport?: (table: string) => void;
}): ReactElement {
  const { rules } = start;
  const asksOrganization = !into && rules.organizations !== 'none';
  const { form, field, ...draft } = useInviteForm({
    start,
    working,
    asksOrganization,
    takesFocus,
    onSend,
    onImport,
  });
  const { entries, good, name } = draft;
  const { settings, change, previous } = draft.settings;
  const suggested = suggestedOrganization(entries, rules);
  const doubt = useDoubt(entries, rules, settings.organization.chosen);
  const isSingle = entries.all.length <= 1;
  const submit = (): void => void draft.submit();
  const submitOnKeys = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  };
  return (
    <form
      className="stack"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={submitOnKeys}
      noValidate
    >
      {into && <IntoOrganization into={into} />}
      <AddressField
        text={draft.text}
        entries={entries}
        problem={draft.problem}
        disabled={working}
        fieldRef={field}
        onText={draft.onText}
      />
      {asksOrganization ? (
        <OrganizationField
          start={start}
          suggested={suggested}
          doubt={doubt}
          draft={settings.organization}
          previous={previous}
          disabled={working}
          checked={draft.checked}
          onDraft={(next) => change({ organization: next })}
        />
      ) : (
        !into && <RuledOrganization suggested={suggested} />
      )}
      <MoreOptions
        name={isSingle ? name.text : ''}
        email={rules.email}
        form={draft.settings}
        disabled={working}
      >
        {isSingle && <NameField name={name} disabled={working} />}
      </MoreOptions>
      <AlwaysMailed email={rules.email} />
      <SubmitRow good={good} bad={entries.all.length - good} isImport={draft.isImport} working={working} />
    </form>
  );
}
