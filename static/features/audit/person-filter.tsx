import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import type { AccountId } from '../../../src/domain/ids';
import { findPeople } from '../../platform/accounts';
import type { Person } from '../../platform/accounts';
import { Field } from '../../ui/field';
import { SingleSelect } from '../../ui/select';
import { useTranslate } from '../../i18n/use-translate';
import { useSettled } from './use-settled';

/** After the last key stroke, before Jira is asked. */
const SETTLE_MS = 250;
/** Fewer letters find everybody. */
const LETTERS_MIN = 2;

interface Option {
  readonly value: AccountId;
  readonly label: string;
}

interface Found {
  readonly by: string;
  readonly options: readonly Option[];
}

/** Looks for an account by its address or name as one types. */
export function PersonFilter({
  id,
  label,
  any,
  hint,
  value,
  onPerson,
}: {
  readonly id: string;
  readonly label: string;
  readonly any: string;
  /** Told until enough is typed. */
  readonly hint: string;
  readonly value: AccountId | undefined;
  readonly onPerson: (person: AccountId | undefined) => void;
}): ReactElement {
  const t = useTranslate();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<Option>();
  const { found, isLooking } = useFound(typed);
  const none = typed.trim().length < LETTERS_MIN ? hint : t('audit.filter.people.none');
  return (
    <Field id={id} label={label}>
      <SingleSelect<Option>
        inputId={id}
        labelId={`${id}-label`}
        isClearable
        isLoading={isLooking}
        options={found}
        // Jira has searched: it finds people by parts that their name does not show.
        filterOption={null}
        value={chosen?.value === value ? (chosen ?? null) : null}
        onChange={(option) => {
          setChosen(option ?? undefined);
          onPerson(option?.value);
        }}
        onText={setTyped}
        placeholder={any}
        clearControlLabel={t('audit.filter.remove')}
        loadingMessage={() => t('audit.filter.searching')}
        noOptionsMessage={() => none}
      />
    </Field>
  );
}

/** Whom Jira finds; while another text is looked for, nobody. */
function useFound(typed: string): { readonly found: readonly Option[]; readonly isLooking: boolean } {
  const text = typed.trim();
  const settled = useSettled(text, SETTLE_MS);
  const [last, setLast] = useState<Found>();
  useEffect(() => {
    if (settled.length < LETTERS_MIN) return undefined;
    let wanted = true;
    void findPeople(settled).then((people) => {
      if (wanted) setLast({ by: settled, options: people.map(asOption) });
    });
    return () => {
      wanted = false;
    };
  }, [settled]);
  const isAnswered = last?.by === text;
  return {
    found: isAnswered ? last.options : [],
    isLooking: text.length >= LETTERS_MIN && !isAnswered,
  };
}

function asOption({ accountId, displayName, emailAddress }: Person): Option {
  const isNamed = emailAddress === undefined || emailAddress === '' || emailAddress === displayName;
  return { value: accountId, label: isNamed ? displayName : `${displayName} <${emailAddress}>` };
}
