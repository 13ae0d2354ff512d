import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useEffect, useRef, useState } from 'react';
import type { FormEvent, ReactElement, RefObject } from 'react';
import { KEY_DAYS_MAX, KEY_QUOTA_MAX } from '../../../src/contract/api-key';
import type { KeyInput } from '../../../src/contract/api-key';
import type { ReplyError } from '../../../src/contract/reply';
import { readDomainList } from '../../ui/domain-list';
import { DomainsField } from '../../ui/domains-field';
import { ErrorNotice } from '../../ui/error-notice';
import { describedBy, Field, RequiredNote } from '../../ui/field';
import { focusUnresolved } from '../../ui/select';
import { OrganizationsField } from '../../ui/organizations-field';
import { SharedDomains } from '../../ui/shared-domains';
import { useTranslate } from '../../i18n/use-translate';
import type { KeyScope } from './key-calls';
import { NEW_KEY, readKeyFields } from './key-fields';
import type { KeyFields, KeyProblems } from './key-fields';
import type { KeyPlace } from './key-place';
import { NumberField } from './number-field';
import { ProjectsField } from './projects-field';

const NO_PROBLEMS: KeyProblems = new Map();

/** What a new key may do. Keeps what was typed until the key is made. */
export function KeyForm({
  scope,
  place,
  onCreate,
  onCancel,
}: {
  readonly scope: KeyScope;
  readonly place: KeyPlace;
  /** @returns why no key was made. */
  readonly onCreate: (input: KeyInput) => Promise<ReplyError | undefined>;
  readonly onCancel: () => void;
}): ReactElement {
  const t = useTranslate();
  const [fields, setFields] = useState<KeyFields>(() => firstFields(place));
  const [problems, setProblems] = useState(NO_PROBLEMS);
  const [error, setError] = useState<ReplyError>();
  const [working, setWorking] = useState(false);
  const name = useRef<HTMLInputElement>(null);
  useEffect(() => name.current?.focus(), []);

  const change = (changed: Partial<KeyFields>): void => {
    setFields((before) => ({ ...before, ...changed }));
    setProblems((before) => new Map([...before].filter(([field]) => !Object.hasOwn(changed, field))));
  };
  const problem = (field: keyof KeyFields): string | undefined => {
    const found = problems.get(field);
    return found && t(found.key, found.params);
  };
  const submit = async (): Promise<void> => {
    const read = readKeyFields(fields);
    setProblems(read.ok ? NO_PROBLEMS : read.problems);
    if (!read.ok) return document.getElementById(`key-${[...read.problems.keys()][0] ?? 'name'}`)?.focus();
    setError(undefined);
    setWorking(true);
    const failed = await onCreate(read.input);
    setWorking(false);
    setError(failed);
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!working && !focusUnresolved(event.currentTarget)) void submit();
  };

  return (
    <form className="key-form stack" aria-labelledby="key-form-title" onSubmit={onSubmit} noValidate>
      <h3 id="key-form-title" className="once-title">
        {t('keys.form.title')}
      </h3>
      <RequiredNote />
      <NameField
        inputRef={name}
        text={fields.name}
        problem={problem('name')}
        disabled={working}
        onText={(text) => change({ name: text })}
      />
      {scope === 'site' && (
        <ProjectsField
          id="key-projects"
          projects={place.projects}
          value={fields.projects}
          problem={problem('projects')}
          disabled={working}
          onChange={(projects) => change({ projects })}
        />
      )}
      <DomainsField
        id="key-domains"
        label={t('keys.domains')}
        help={t('keys.domains.help')}
        text={fields.domains}
        disabled={working}
        onText={(domains) => change({ domains })}
      />
      <SharedDomains domains={readDomainList(fields.domains).domains} />
      <OrganizationsField
        id="key-organizations"
        label={t('keys.organizations')}
        help={t('keys.organizations.help')}
        load={place.organizations}
        value={fields.organizations}
        disabled={working}
        onChange={(organizations) => change({ organizations })}
      />
      <LimitFields fields={fields} problem={problem} disabled={working} onChange={change} />
      {error && <ErrorNotice error={error} />}
      <div className="row">
        <Button type="submit" appearance="primary" isLoading={working}>
          {t('keys.form.submit')}
        </Button>
        <Button appearance="subtle" isDisabled={working} onClick={onCancel}>
          {t('keys.cancel')}
        </Button>
      </div>
    </form>
  );
}

function NameField({
  inputRef,
  text,
  problem,
  disabled,
  onText,
}: {
  readonly inputRef: RefObject<HTMLInputElement>;
  readonly text: string;
  readonly problem: string | undefined;
  readonly disabled: boolean;
  readonly onText: (text: string) => void;
}): ReactElement {
  const t = useTranslate();
  return (
    <Field id="key-name" label={t('keys.name')} help={t('keys.name.help')} problem={problem} isRequired>
      <Textfield
        id="key-name"
        ref={inputRef}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        isDisabled={disabled}
        isInvalid={problem !== undefined}
        isRequired
        autoComplete="off"
        aria-describedby={describedBy('key-name')}
      />
    </Field>
  );
}

const LIMITS = [
  { field: 'quota', max: KEY_QUOTA_MAX },
  { field: 'days', max: KEY_DAYS_MAX },
] as const;

/** How many customers a day, and for how long. */
function LimitFields({
  fields,
  problem,
  disabled,
  onChange,
}: {
  readonly fields: KeyFields;
  readonly problem: (field: keyof KeyFields) => string | undefined;
  readonly disabled: boolean;
  readonly onChange: (changed: Partial<KeyFields>) => void;
}): ReactElement {
  const t = useTranslate();
  return (
    <div className="number-fields">
      {LIMITS.map(({ field, max }) => (
        <NumberField
          key={field}
          id={`key-${field}`}
          label={t(`keys.${field}`)}
          help={t(`keys.${field}.help`, { max })}
          text={fields[field]}
          problem={problem(field)}
          disabled={disabled}
          onText={(text) => onChange({ [field]: text })}
        />
      ))}
    </div>
  );
}

/** Where there is but one project, it is the one meant. */
function firstFields({ projects }: KeyPlace): KeyFields {
  const [only] = projects;
  return projects.length === 1 && only ? { ...NEW_KEY, projects: [only.projectId] } : NEW_KEY;
}
