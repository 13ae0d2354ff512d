import type { ReactElement } from 'react';
import { Field } from '../../ui/field';
import { CreatableSelect } from '../../ui/select';
import { useTranslate } from '../../i18n/use-translate';
import type { Translate } from '../../i18n/use-translate';
import { actorWords } from './entry-words';
import { actorIn } from './filters';
import type { SeenActor } from './use-audit';

interface Option {
  readonly value: string;
  readonly label: string;
}

/** Chooses among those on the pages that were loaded, or whose account id is pasted. */
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
  const options = [...seen]
    // Nobody can be looked up by what was erased.
    .filter(([word]) => word !== 'erased')
    .map(([word, { actor, names }]): Option => ({ value: word, label: actorWords(actor, names, t) }))
    .sort((one, other) => one.label.localeCompare(other.label));
  const chosen =
    value === undefined ? null : (options.find((option) => option.value === value) ?? asOption(value, t));
  return (
    <Field id="audit-actor" label={t('audit.filter.actor')}>
      <CreatableSelect<Option>
        inputId="audit-actor"
        labelId="audit-actor-label"
        isClearable
        options={options}
        value={chosen}
        onChange={(option) => onActor(option?.value)}
        isValidNewOption={(text) => actorIn(text) !== undefined && !seen.has(actorIn(text) ?? '')}
        getNewOptionData={(text) => asOption(actorIn(text) ?? text, t)}
        placeholder={t('audit.filter.actor.any')}
        clearControlLabel={t('audit.filter.remove')}
        noOptionsMessage={() => t('audit.filter.actor.hint')}
      />
    </Field>
  );
}

/** Somebody of whom only the id is known. */
function asOption(word: string, t: Translate): Option {
  const id = word.slice(word.indexOf(':') + 1);
  return {
    value: word,
    label: t(word.startsWith('key:') ? 'audit.filter.actor.pasted-key' : 'audit.filter.actor.pasted', {
      id,
    }),
  };
}
