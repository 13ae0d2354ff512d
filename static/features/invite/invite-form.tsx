import Button from '@atlaskit/button/new';
import { Label } from '@atlaskit/form/label';
import Textfield from '@atlaskit/textfield';
import { useMemo, useRef, useState } from 'react';
import type { FormEvent, ReactElement } from 'react';
import { parseDisplayName } from '../../../src/domain/address/display-name';
import type { InviteStart } from '../../../src/contract/invite';
import type { Person } from '../../../src/domain/invitation/invitation';
import type { OrganizationChoice } from '../../../src/domain/policy/lists';
import type { Reason } from '../../../src/domain/reason';
import { useWords } from '../../i18n/words';
import { AddressField } from './address-field';
import { asTyped, isStillAbout, peopleOf, readEntries, suggestedOrganization } from './entries';
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
  const say = useWords();
  const { rules } = start;
  const [text, setText] = useState('');
  /** As typed beside a single address; until then it is the one that stands with the address. */
  const [typedName, setTypedName] = useState<string>();
  const { settings, change, reset, round, previous } = useSettings();
  const { organization, notify, lastDay } = settings;
  /** People whom the last request left in the form: what was set for them stays as long as they do. */
  const [left, setLeft] = useState<readonly Person[]>([]);
  const [problem, setProblem] = useState<Reason>();
  const [checked, setChecked] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const entries = useMemo(() => readEntries(text, rules), [text, rules]);
  const suggested = suggestedOrganization(entries, rules);
  const single = entries.all.length === 1 ? entries.all[0] : undefined;
  const name = typedName ?? single?.displayName ?? '';
  const parsedName = parseDisplayName(name);
  const nameProblem = single && !parsedName.ok ? say.advice({ code: parsedName.reason }) : undefined;

  const submit = async (): Promise<void> => {
    if (working) return;
    const wrong = wrongWith(entries.all.length, start.addressesMax);
    setProblem(wrong);
    if (wrong || entries.all.some((entry) => entry.problem)) return field.current?.focus();
    if (nameProblem) return document.getElementById('name')?.focus();
    const asksOrganization = !into && rules.organizations !== 'none';
    setChecked(true);
    if (asksOrganization && isUnresolved(organization)) {
      return document.getElementById('organization')?.focus();
    }
    const ends = endOfDay(lastDay);
    if (ends.problem) return document.getElementById('last-day')?.focus();
    const stillThere = await onSend({
      people: peopleOf(entries, name),
      organizations: asksOrganization ? organizationRefs(organization) : [],
      notify: rules.email === 'choice' && notify,
      endsAt: ends.endsAt,
    });
    setText(stillThere.map(asTyped).join('\n'));
    setTypedName(undefined);
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
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void submit();
  };

  return (
    <form className="stack invite-form" onSubmit={onSubmit} noValidate>
      <AddressField
        text={text}
        entries={entries}
        problem={problem}
        disabled={working}
        fieldRef={field}
        onText={onText}
        onSubmit={() => void submit()}
      />
      {single && (
        <div className="stack-close">
          <Label htmlFor="name">{say('invite.name.label')}</Label>
          <Textfield
            id="name"
            value={name}
            onChange={(event) => setTypedName(event.currentTarget.value)}
            isDisabled={working}
            isInvalid={nameProblem !== undefined}
            autoComplete="off"
            aria-describedby="name-help"
          />
          <div id="name-help" aria-live="polite">
            {nameProblem ? (
              <p className="wrong">{nameProblem}</p>
            ) : (
              <p className="quiet">{say('invite.name.help')}</p>
            )}
          </div>
        </div>
      )}
      {into ? (
        <p className="plain-text">{say('organization.into', { name: into.name })}</p>
      ) : rules.organizations === 'none' ? (
        <p className="plain-text told" aria-live="polite">
          {suggested &&
            say('invite.organization.ruled', {
              name: suggested.organization.name,
              domain: say.list(suggested.domains),
            })}
        </p>
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
      <div>
        <Button type="submit" appearance="primary" isLoading={working}>
          {entries.all.length > 1
            ? say('invite.submit.count', { count: entries.all.length })
            : say('invite.submit')}
        </Button>
      </div>
    </form>
  );
}

function wrongWith(count: number, max: number): Reason | undefined {
  if (count === 0) return { code: 'address-empty' };
  return count > max ? { code: 'too-many-addresses', params: { count, max } } : undefined;
}
