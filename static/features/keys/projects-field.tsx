import type { ReactElement } from 'react';
import type { ProjectId } from '../../../src/domain/ids';
import { describedBy, Field } from '../../ui/field';
import { MultiSelect } from '../../ui/select';
import { useTranslate } from '../../i18n/use-translate';
import type { KeyProject } from './key-place';
import { projectName } from '../../ui/project-name';

interface Option {
  readonly value: ProjectId;
  readonly label: string;
}

/** Chooses some of the enabled projects, searched by name or key. */
export function ProjectsField({
  id,
  projects,
  value,
  problem,
  disabled,
  onChange,
}: {
  readonly id: string;
  readonly projects: readonly KeyProject[];
  readonly value: readonly ProjectId[];
  readonly problem: string | undefined;
  readonly disabled: boolean;
  readonly onChange: (chosen: ProjectId[]) => void;
}): ReactElement {
  const t = useTranslate();
  const options = projects.map((project): Option => ({
    value: project.projectId,
    label: projectName(project),
  }));
  return (
    <Field id={id} label={t('keys.projects')} help={t('keys.projects.help')} problem={problem} isRequired>
      <MultiSelect<Option>
        inputId={id}
        labelId={`${id}-label`}
        descriptionId={describedBy(id)}
        isDisabled={disabled}
        isInvalid={problem !== undefined}
        options={options}
        value={options.filter((option) => value.includes(option.value))}
        onChange={(chosen) => onChange(chosen.map((option) => option.value))}
        placeholder={t('keys.projects.placeholder')}
        clearControlLabel={t('keys.projects.clear')}
        noOptionsMessage={() => t(projects.length === 0 ? 'keys.projects.none' : 'keys.projects.no-match')}
      />
    </Field>
  );
}
