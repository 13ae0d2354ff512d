import { useState } from 'react';
import type { ReactElement } from 'react';
import { KEY_QUOTA_MAX } from '../../../src/contract/api-key';
import type { ApiKeyView, KeyLimits } from '../../../src/contract/api-key';
import type { ReplyError } from '../../../src/contract/reply';
import { DomainsField } from '../../ui/domains-field';
import { OrganizationsField } from '../../ui/organizations-field';
import { Question } from '../../ui/question';
import { focusUnresolved } from '../../ui/select';
import { useTranslate } from '../../i18n/use-translate';
import type { KeyScope } from './key-calls';
import { readKeyFields } from './key-fields';
import type { KeyFields, KeyProblems } from './key-fields';
import type { KeyPlace, KeyProject } from './key-place';
import { NumberField } from './number-field';
import { ProjectsField } from './projects-field';

const NO_PROBLEMS: KeyProblems = new Map();
const GONE = ['key-gone', 'key-changed-meanwhile'] as const;
const ID = 'limits';

/** What a key may do, to be changed. Its name and its end stay. */
export function KeyLimitsForm({
  scope,
  apiKey,
  place,
  onSave,
  onCancel,
  onGone,
}: {
  readonly scope: KeyScope;
  readonly apiKey: ApiKeyView;
  readonly place: KeyPlace;
  /** @returns why they were not saved. */
  readonly onSave: (limits: KeyLimits) => Promise<ReplyError | undefined>;
  readonly onCancel: () => void;
  readonly onGone: () => void;
}): ReactElement {
  const t = useTranslate();
  const [fields, setFields] = useState(() => fieldsOf(apiKey));
  const [problems, setProblems] = useState(NO_PROBLEMS);
  const change = (changed: Partial<KeyFields>): void => {
    setFields((before) => ({ ...before, ...changed }));
    setProblems((before) => new Map([...before].filter(([field]) => !Object.hasOwn(changed, field))));
  };
  const problem = (field: keyof KeyFields): string | undefined => {
    const found = problems.get(field);
    return found && t(found.key, found.params);
  };
  const save = async (): Promise<ReplyError | undefined> => {
    if (focusUnresolved(document)) return undefined;
    const read = readKeyFields(fields);
    setProblems(read.ok ? NO_PROBLEMS : read.problems);
    if (!read.ok) {
      document.getElementById(`${ID}-${[...read.problems.keys()][0] ?? ''}`)?.focus();
      return undefined;
    }
    const { projects, domains, organizations, dailyQuota } = read.input;
    return onSave({ projects, domains, organizations, dailyQuota });
  };
  return (
    <Question
      title={t('keys.edit.title', { name: apiKey.name })}
      confirm={t('keys.edit.confirm')}
      onConfirm={save}
      onCancel={onCancel}
      gone={GONE}
      onGone={onGone}
    >
      <p className="plain-text">{t('keys.edit.body')}</p>
      {scope === 'site' && apiKey.byProjectAdmin !== true && (
        <ProjectsField
          id={`${ID}-projects`}
          projects={withOwn(place.projects, apiKey)}
          value={fields.projects}
          problem={problem('projects')}
          disabled={false}
          onChange={(projects) => change({ projects })}
        />
      )}
      <DomainsField
        id={`${ID}-domains`}
        label={t('keys.domains')}
        help={t('keys.domains.help')}
        text={fields.domains}
        disabled={false}
        onText={(domains) => change({ domains })}
      />
      <OrganizationsField
        id={`${ID}-organizations`}
        label={t('keys.organizations')}
        help={t('keys.organizations.help')}
        load={place.organizations}
        value={fields.organizations}
        disabled={false}
        onChange={(organizations) => change({ organizations })}
      />
      <NumberField
        id={`${ID}-quota`}
        label={t('keys.quota')}
        help={t('keys.quota.help', { max: KEY_QUOTA_MAX })}
        text={fields.quota}
        problem={problem('quota')}
        disabled={false}
        onText={(quota) => change({ quota })}
      />
    </Question>
  );
}

function fieldsOf({ name, projects, domains, organizations, dailyQuota }: ApiKeyView): KeyFields {
  // The days are those of a new key only.
  return { name, projects, domains: domains.join('\n'), organizations, quota: String(dailyQuota), days: '1' };
}

/** A project that was switched off since stays in sight, by its id. */
function withOwn(projects: readonly KeyProject[], { projects: own }: ApiKeyView): readonly KeyProject[] {
  const off = own.filter((id) => !projects.some(({ projectId }) => projectId === id));
  return [...projects, ...off.map((id) => ({ projectId: id, key: id, name: id }))];
}
