import { useState } from 'react';
import type { ReactElement } from 'react';
import type { AccountId } from '../../../src/domain/ids';
import { Field } from '../../ui/field';
import { SingleSelect } from '../../ui/select';
import { useTranslate } from '../../i18n/use-translate';
import { LETTERS_MIN, personWords, useFoundPeople } from './use-found-people';

interface Option {
  readonly value: AccountId;
  readonly label: string;
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
  const { people, isLooking } = useFoundPeople(typed);
  const found = people.map((person): Option => ({ value: person.accountId, label: personWords(person) }));
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
