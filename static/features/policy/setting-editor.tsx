import Checkbox from '@atlaskit/checkbox';
import Textfield from '@atlaskit/textfield';
import type { ReactElement } from 'react';
import type { OrganizationOption } from '../../platform/jira';
import { readDomainList } from '../../ui/domain-list';
import { DomainsField } from '../../ui/domains-field';
import { describedBy, Field as LabelledField } from '../../ui/field';
import { OrganizationsField } from '../../ui/organizations-field';
import { SharedDomains } from '../../ui/shared-domains';
import { useTranslate } from '../../i18n/use-translate';
import { ChoiceEditor, FieldGroup } from './choice-editor';
import { readField } from './fields';
import type { Field, Problem } from './fields';
import { RoutesEditor } from './routes-editor';
import { settingOptions, SETTINGS } from './settings';
import type { SettingName } from './setting';

export interface SettingEditorProps {
  readonly id: string;
  readonly name: SettingName;
  readonly field: Field;
  /** Where only some of the options may be chosen. */
  readonly offered?: readonly string[] | undefined;
  /** Whether what is missing is told already: not before the first try to save. */
  readonly checked: boolean;
  /** What else is wrong with it. */
  readonly problem?: Problem | undefined;
  readonly organizations: () => Promise<readonly OrganizationOption[]>;
  readonly onField: (field: Field) => void;
}

/** The editor of one setting, as its description says. */
export function SettingEditor(props: SettingEditorProps): ReactElement {
  const { id, name, field, onField } = props;
  const t = useTranslate();
  const { label, help, editor } = SETTINGS[name];
  const told = { label: t(label), ...(help && { help: t(help) }) };
  const options = settingOptions(name).filter(({ value }) => props.offered?.includes(value) ?? true);
  switch (field.kind) {
    case 'many':
    case 'one':
      return (
        <ChoiceEditor
          id={id}
          {...told}
          options={options}
          field={field}
          problem={problemWords(props, t)}
          onField={onField}
        />
      );
    case 'domains':
      return <DomainsEditor {...props} {...told} field={field} />;
    case 'organizations':
      return (
        <OrganizationsField
          id={id}
          {...told}
          load={props.organizations}
          value={field.chosen}
          disabled={false}
          onChange={(chosen) => onField({ ...field, chosen })}
        />
      );
    case 'routes':
      return (
        <RoutesEditor
          id={id}
          {...told}
          routes={field.routes}
          problem={problemWords(props, t)}
          load={props.organizations}
          onRoutes={(routes) => onField({ ...field, routes })}
        />
      );
    case 'switch':
      return (
        <FieldGroup id={id} {...told} problem={problemWords(props, t)}>
          <Checkbox
            label={editor.kind === 'switch' ? t(editor.action) : ''}
            isChecked={field.on}
            onChange={(event) => onField({ ...field, on: event.target.checked })}
          />
        </FieldGroup>
      );
    case 'number': {
      const problem = problemWords({ ...props, checked: true }, t);
      return (
        <LabelledField id={id} {...told} problem={problem}>
          <Textfield
            id={id}
            // Not type="number": that gives out `undefined` where something else was typed.
            inputMode="numeric"
            width="xsmall"
            value={field.text}
            onChange={(event) => onField({ ...field, text: event.currentTarget.value })}
            isInvalid={problem !== undefined}
            autoComplete="off"
            aria-describedby={describedBy(id)}
          />
        </LabelledField>
      );
    }
  }
}

/** Domains, and in which form they are kept where that is not as they were typed. */
function DomainsEditor({
  id,
  name,
  label,
  help,
  field,
  problem,
  onField,
}: Pick<SettingEditorProps, 'id' | 'name' | 'problem' | 'onField'> & {
  readonly label: string;
  readonly help?: string;
  readonly field: Extract<Field, { kind: 'domains' }>;
}): ReactElement {
  const t = useTranslate();
  const typed = field.text.split(/[\s,;]+/u);
  const { domains } = readDomainList(field.text);
  const rewritten = domains.filter((domain) => !typed.includes(domain));
  return (
    <div className="stack-close">
      <DomainsField
        id={id}
        label={label}
        {...(help !== undefined && { help })}
        text={field.text}
        disabled={false}
        onText={(text) => onField({ ...field, text })}
      />
      {name === 'allowedDomains' && <SharedDomains domains={domains} />}
      {rewritten.length > 0 && (
        <p className="quiet break" role="status">
          {t('policy.domains.kept', { domains: t.list(rewritten) })}
        </p>
      )}
      {problem && (
        <p className="wrong" role="alert">
          {t(problem.key, problem.params)}
        </p>
      )}
    </div>
  );
}

function problemWords(
  { name, field, checked, problem }: SettingEditorProps,
  t: ReturnType<typeof useTranslate>,
): string | undefined {
  const read = readField(name, field);
  const found = checked && !read.ok ? read.problem : problem;
  return found && t(found.key, found.params);
}
