import Checkbox from '@atlaskit/checkbox';
import Textfield from '@atlaskit/textfield';
import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { listenToBuilder, submitInputs } from '../../platform/configuration';
import type { Configuration } from '../../platform/configuration';
import { describedBy, Field, RequiredNote } from '../../ui/field';
import { useTranslate } from '../../i18n/use-translate';
import { draftOf, inputsOf, missingIn } from './draft';
import type { Draft } from './draft';
import { TrySection } from './try-section';

const FIELDS = ['email', 'name', 'project', 'organization', 'endsAt'] as const;
const REQUIRED: ReadonlySet<(typeof FIELDS)[number]> = new Set(['email', 'project']);
/** The fields as their words are called. */
const WORDS = {
  email: 'email',
  name: 'name',
  project: 'project',
  organization: 'organization',
  endsAt: 'end',
} as const;

/** What the action is to do whenever the rule runs. The rule builder around it keeps what is filled in, and saves it. */
export function ActionForm({ configuration }: { readonly configuration: Configuration }): ReactElement {
  const t = useTranslate();
  const [draft, setDraft] = useState(() => draftOf(configuration.inputs));
  const [invalid, setInvalid] = useState(configuration.invalid);
  const [checking, setChecking] = useState(false);
  /** The author wanted to go on: from now on, what is missing is told. */
  const [tried, setTried] = useState(false);
  const latest = useRef(draft);
  const isNew = configuration.inputs === undefined;

  useEffect(() => {
    // What is suggested can be saved as it is.
    if (isNew) void submitInputs(inputsOf(latest.current));
    return listenToBuilder({
      onNext: () => {
        const [missing] = missingIn(latest.current);
        setInvalid(new Map());
        setTried(true);
        if (missing) document.getElementById(missing)?.focus();
        void submitInputs(inputsOf(latest.current));
      },
      onChecking: setChecking,
    });
  }, [isNew]);
  const missing: readonly string[] = tried ? missingIn(draft) : [];

  const change = (changed: Partial<Draft>): void => {
    const next = { ...latest.current, ...changed };
    latest.current = next;
    setDraft(next);
    setInvalid((before) => new Map([...before].filter(([name]) => !(name in changed))));
    void submitInputs(inputsOf(next));
  };

  return (
    <div className="stack measure">
      <p className="plain-text">{t('action.intro')}</p>
      <RequiredNote />
      {FIELDS.map((field) => {
        const problem = invalid.get(field) ?? (missing.includes(field) ? t('action.required') : undefined);
        return (
          <Field
            key={field}
            id={field}
            label={t(`action.${WORDS[field]}.label`)}
            help={t(`action.${WORDS[field]}.help`)}
            problem={problem}
            isRequired={REQUIRED.has(field)}
          >
            <Textfield
              id={field}
              value={draft[field]}
              onChange={(event) => change({ [field]: event.currentTarget.value })}
              isDisabled={checking}
              isInvalid={problem !== undefined}
              isRequired={REQUIRED.has(field)}
              autoComplete="off"
              aria-describedby={describedBy(field)}
            />
          </Field>
        );
      })}
      <Checkbox
        label={t('action.notify.label')}
        isChecked={draft.notify}
        isDisabled={checking}
        onChange={(event) => change({ notify: event.target.checked })}
      />
      <TrySection draft={draft} />
    </div>
  );
}
