import Button from '@atlaskit/button/new';
import { Label } from '@atlaskit/form/label';
import Textfield from '@atlaskit/textfield';
import { useMemo, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { parseDisplayName } from '../../../src/domain/address/display-name';
import type { InviteStart } from '../../../src/contract/invite';
import type { Person } from '../../../src/domain/invitation/invitation';
import type { OrganizationChoice } from '../../../src/domain/policy/lists';
import type { Reason } from '../../../src/domain/reason';
import { useTranslate } from '../../i18n/use-translate';
import { AddressField } from './address-field';
import { asTyped, isStillAbout, peopleOf, readEntries, suggestedOrganization } from './entries';
import type { Entries, Suggestion } from './entries';
import { OrganizationField } from './organization-field';
import { EmailAndLastDay } from './email-and-last-day';
import { endOfDay } from './last-day-field';
import { isUnresolved, organizationRefs, useSettings } from './settings';
import type { SendRequest } from './use-sending';

/** Whom to invite, where to, and how. Keeps what was typed until it is done. */
export function InviteForm({
  start,
  working,
  into,
  onSend,
}: {
  readonly start: InviteStart;
  readonly working: boolean;
  /** The organization on whose page the form is: then there is none to choose. */
  readonly into?: OrganizationChoice;
  readonly onSend: (request: SendRequest) => Promise<readonly Person[]>;
}): ReactElement {
  const { rules } = start;
  const [text, setText] = useState('');
  const { settings, change, reset, round, previous } = useSettings();
  const { organization, notify, lastDay } = settings;
  /** People whom the last request left in the form: what was set for them stays as long as they do. */
  const [left, setLeft] = useState<readonly Person[]>([]);
  const [problem, setProblem] = useState<Reason>();
  const [checked, setChecked] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const entries = useMemo(() => readEntries(text, rules), [text, rules]);
  const suggested = suggestedOrganization(entries, rules);
  const name = useName(entries);

  const submit = async (): Promise<void> => {
    if (working) return;
    const wrong = wrongWith(entries.all.length, start.addressesMax);
    setProblem(wrong);
    if (wrong || entries.all.some((entry) => entry.problem)) return field.current?.focus();
    if (name.problem) return document.getElementById('name')?.focus();
    const asksOrganization = !into && rules.organizations !== 'none';
    setChecked(true);
    if (asksOrganization && isUnresolved(organization)) {
      return document.getElementById('organization')?.focus();
    }
    const ends = endOfDay(lastDay);
    if (ends.problem) return document.getElementById('last-day')?.focus();
    const stillThere = await onSend({
      people: peopleOf(entries, name.text),
      organizations: asksOrganization ? organizationRefs(organization) : [],
      notify: rules.email === 'choice' && notify,
      endsAt: ends.endsAt,
    });
    setText(stillThere.map(asTyped).join('\n'));
    name.reset();
    setLeft(stillThere);
    if (stillThere.length === 0) startAnew();
  };
  const startAnew = (): void => {
    setLeft([]);
    setChecked(false);
    reset();
  };
  const onText = (typed: string): void => {
    setText(typed);
    setProblem(undefined);
    if (left.length > 0 && !isStillAbout(typed, left)) startAnew();
  };
  return (
    <form
      className="stack invite-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      noValidate
    >
      <AddressField
        text={text}
        entries={entries}
        problem={problem}
        disabled={working}
        fieldRef={field}
        onText={onText}
        onSubmit={() => void submit()}
      />
      {entries.all.length === 1 && <NameField name={name} disabled={working} />}
      {into || rules.organizations === 'none' ? (
        <GivenOrganization into={into} suggested={suggested} />
      ) : (
        <OrganizationField
          start={start}
          suggested={suggested}
          draft={organization}
          previous={previous}
          disabled={working}
          checked={checked}
          onDraft={(next) => change({ organization: next })}
        />
      )}
      <EmailAndLastDay
        email={rules.email}
        round={round}
        notify={notify}
        lastDay={lastDay}
        disabled={working}
        onChange={change}
      />
      <SubmitButton count={entries.all.length} working={working} />
    </form>
  );
}

interface Name {
  readonly text: string;
  readonly problem: string | undefined;
  readonly type: (text: string) => void;
  readonly reset: () => void;
}

/** The name of a single person: as typed, and until then the one that stands with the address. */
function useName({ all }: Entries): Name {
  const t = useTranslate();
  const [typed, setTyped] = useState<string>();
  const single = all.length === 1 ? all[0] : undefined;
  const text = typed ?? single?.displayName ?? '';
  const parsed = parseDisplayName(text);
  const problem = single && !parsed.ok ? t.explain({ code: parsed.reason }) : undefined;
  return { text, problem, type: setTyped, reset: () => setTyped(undefined) };
}

function SubmitButton({
  count,
  working,
}: {
  readonly count: number;
  readonly working: boolean;
}): ReactElement {
  const t = useTranslate();
  return (
    <div>
      <Button type="submit" appearance="primary" isLoading={working}>
        {count > 1 ? t('invite.submit.count', { count }) : t('invite.submit')}
      </Button>
    </div>
  );
}

/** The name of the only person; without one, Jira shows the address. */
function NameField({
  name: { text, problem, type },
  disabled,
}: {
  readonly name: Name;
  readonly disabled: boolean;
}): ReactElement {
  const t = useTranslate();
  return (
    <div className="stack-close">
      <Label htmlFor="name">{t('invite.name.label')}</Label>
      <Textfield
        id="name"
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
        isDisabled={disabled}
        isInvalid={problem !== undefined}
        autoComplete="off"
        aria-describedby="name-help"
      />
      <div id="name-help" aria-live="polite">
        {problem ? <p className="wrong">{problem}</p> : <p className="quiet">{t('invite.name.help')}</p>}
      </div>
    </div>
  );
}

/** Where there is no organization to choose: that of the page, or the one that a rule for the domain chooses. */
function GivenOrganization({
  into,
  suggested,
}: {
  readonly into: OrganizationChoice | undefined;
  readonly suggested: Suggestion | undefined;
}): ReactElement {
  const t = useTranslate();
  if (into) return <p className="plain-text">{t('organization.into', { name: into.name })}</p>;
  return (
    <p className="plain-text told" aria-live="polite">
      {suggested &&
        t('invite.organization.ruled', {
          name: suggested.organization.name,
          domain: t.list(suggested.domains),
        })}
    </p>
  );
}

function wrongWith(count: number, max: number): Reason | undefined {
  if (count === 0) return { code: 'address-empty' };
  return count > max ? { code: 'too-many-addresses', params: { count, max } } : undefined;
}
