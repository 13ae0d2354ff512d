import { useState } from 'react';
import type { ReactElement } from 'react';
import { Field } from '../../ui/field';
import { CreatableSelect } from '../../ui/select';
import { useTranslate } from '../../i18n/use-translate';
import type { Translate } from '../../i18n/use-translate';
import { actorWords } from './entry-words';
import { actorIn } from './filters';
import type { SeenActor } from './use-audit';
import { LETTERS_MIN, personWords, useFoundPeople } from './use-found-people';

interface Option {
  readonly value: string;
  readonly label: string;
}

/** Chooses among those on the pages that were loaded, whom Jira finds, or whose account id is pasted. */
export function ActorFilter({
  seen,
  value,
  onActor,
}: {
  readonly seen: ReadonlyMap<string, SeenActor>;
  readonly value: string | undefined;
  readonly onActor: (actor: string | undefined) => void;
}): ReactElement {
  const t = useTranslate();
  const [typed, setTyped] = useState('');
  const [last, setLast] = useState<Option>();
  const { people, isLooking } = useFoundPeople(typed);
  const onPages = [...seen]
    // An erased account cannot be looked up.
    .filter(([word]) => word !== 'erased')
    .map(([word, { actor, names }]): Option => ({ value: word, label: actorWords(actor, names, t) }))
    .sort((one, other) => one.label.localeCompare(other.label));
  const found = people
    .map((person): Option => ({ value: `person:${person.accountId}`, label: personWords(person) }))
    .filter((option) => !seen.has(option.value));
  // Jira has searched: it finds people by parts that their name does not show.
  const options = [...onPages.filter((option) => isNamed(option, typed)), ...found];
  const known = [...onPages, ...(last ? [last] : [])].find((option) => option.value === value);
  const chosen = value === undefined ? null : (known ?? asOption(value, t));
  return (
    <Field id="audit-actor" label={t('audit.filter.actor')}>
      <CreatableSelect<Option>
        inputId="audit-actor"
        labelId="audit-actor-label"
        isClearable
        isLoading={isLooking}
        options={options}
        filterOption={null}
        onText={setTyped}
        value={chosen}
        onChange={(option) => {
          setLast(option ?? undefined);
          onActor(option?.value);
        }}
        isValidNewOption={(text) => actorIn(text) !== undefined && !seen.has(actorIn(text) ?? '')}
        getNewOptionData={(text) => asOption(actorIn(text) ?? text, t)}
        placeholder={t('audit.filter.actor.any')}
        clearControlLabel={t('audit.filter.remove')}
        loadingMessage={() => t('audit.filter.searching')}
        noOptionsMessage={() =>
          t(typed.trim().length < LETTERS_MIN ? 'audit.filter.actor.hint' : 'audit.filter.people.none')
        }
      />
    </Field>
  );
}

function isNamed({ label }: Option, text: string): boolean {
  return label.toLowerCase().includes(text.trim().toLowerCase());
}

/** A person of whom only the id is known. */
function asOption(word: string, t: Translate): Option {
  const id = word.slice(word.indexOf(':') + 1);
  return {
    value: word,
    label: t(word.startsWith('key:') ? 'audit.filter.actor.pasted-key' : 'audit.filter.actor.pasted', {
      id,
    }),
  };
}
