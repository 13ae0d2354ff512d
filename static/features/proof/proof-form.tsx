import Button from '@atlaskit/button/new';
import Checkbox from '@atlaskit/checkbox';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import type { FormEvent, ReactElement } from 'react';
import type { ProofInput } from '../../../src/contract/proof';
import type { ProjectId } from '../../../src/domain/ids';
import type { ServiceProject } from '../../platform/jira';
import { describedBy, Field } from '../../ui/field';
import { Loading } from '../../ui/loading';
import { projectName } from '../../ui/project-name';
import { focusUnresolved, SingleSelect } from '../../ui/select';
import { useLoaded } from '../../ui/use-loaded';
import { useTranslate } from '../../i18n/use-translate';
import { suggestAddress } from './suggest-address';
import { WhatIsMade } from './what-is-made';

interface Props {
  readonly projects: readonly ServiceProject[];
  readonly isWorking: boolean;
  readonly onStart: (input: ProofInput) => Promise<void>;
}

/** With what the site is asked, and what that makes, before anything is made. */
export default function ProofForm(props: Props): ReactElement {
  const { loaded } = useLoaded(suggestAddress);
  return loaded === undefined ? <Loading /> : <Fields {...props} suggested={loaded} />;
}

function Fields({
  projects,
  isWorking,
  onStart,
  suggested,
}: Props & { readonly suggested: string }): ReactElement {
  const t = useTranslate();
  const options = projects.map((project) => ({ value: project.projectId, label: projectName(project) }));
  const [email, setEmail] = useState(suggested);
  const [projectId, setProjectId] = useState<ProjectId | undefined>(
    options.length === 1 ? options[0]?.value : undefined,
  );
  const [mail, setMail] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const chosen = projects.find((project) => project.projectId === projectId);

  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setMissing(!projectId);
    if (isWorking || focusUnresolved(event.currentTarget)) return;
    if (!projectId) return document.getElementById('proof-space')?.focus();
    void onStart({ email, projectId, mail });
  };
  return (
    <form className="stack" aria-labelledby="proof-title" onSubmit={onSubmit} noValidate>
      <div className="try-form">
        <Field id="proof-email" label={t('proof.email')} help={t('proof.email.help')}>
          <Textfield
            id="proof-email"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            inputMode="email"
            autoComplete="off"
            spellCheck={false}
            maxLength={1000}
            aria-describedby={describedBy('proof-email')}
          />
        </Field>
        <Field
          id="proof-space"
          label={t('proof.space')}
          problem={isMissing && !projectId ? t('try.project.missing') : undefined}
        >
          <SingleSelect
            inputId="proof-space"
            labelId="proof-space-label"
            descriptionId={describedBy('proof-space')}
            options={options}
            isInvalid={isMissing && !projectId}
            value={options.find(({ value }) => value === projectId) ?? null}
            onChange={(option) => setProjectId(option?.value)}
            placeholder={t('try.project.placeholder')}
            noOptionsMessage={() => t('admin.projects.no-match')}
          />
        </Field>
        <Checkbox
          label={t('proof.mail')}
          isChecked={mail}
          onChange={(event) => setMail(event.currentTarget.checked)}
        />
      </div>
      <WhatIsMade email={email.trim()} space={chosen && projectName(chosen)} isMailed={mail} />
      <div>
        <Button type="submit" appearance="primary" isLoading={isWorking}>
          {t('proof.start')}
        </Button>
      </div>
    </form>
  );
}
