import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import type { FormEvent, ReactElement } from 'react';
import type { ProjectId } from '../../../src/domain/ids';
import type { ReplyError } from '../../../src/contract/reply';
import { call } from '../../platform/call';
import type { ServiceProject } from '../../platform/jira';
import { ErrorNotice } from '../../ui/error-notice';
import { describedBy, Field } from '../../ui/field';
import { focusUnresolved, SingleSelect } from '../../ui/select';
import { useTranslate } from '../../i18n/use-translate';
import { TryAnswer } from './dry-run-answer';
import { answered } from './try-answered';
import type { Answered } from './try-answered';
import { projectName } from '../../ui/project-name';

interface Option {
  readonly value: ProjectId;
  readonly label: string;
}

/** A dry run: what would happen if an agent invited this address. */
export default function DryRunForm({
  projects,
  onWould,
}: {
  /** In the order in which they are offered. */
  readonly projects: readonly ServiceProject[];
  /** Is told of a run that found that the invitation would go through. */
  readonly onWould: () => void;
}): ReactElement {
  const t = useTranslate();
  const options = projects.map((project): Option => ({
    value: project.projectId,
    label: projectName(project),
  }));
  const [email, setEmail] = useState('');
  const [projectId, setProjectId] = useState(options.length === 1 ? options[0]?.value : undefined);
  const [missing, setMissing] = useState(false);
  const [working, setWorking] = useState(false);
  const [answer, setAnswer] = useState<Answered>();
  const [error, setError] = useState<ReplyError>();

  const run = async (): Promise<void> => {
    setMissing(!projectId);
    if (!projectId) return document.getElementById('try-project')?.focus();
    setWorking(true);
    setError(undefined);
    const reply = await call('policy.try', { email, projectId });
    if (reply.ok) {
      setAnswer(await answered(email, reply.data));
      if (reply.data.would) onWould();
    } else {
      setAnswer(undefined);
      setError(reply.error);
    }
    setWorking(false);
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!working && !focusUnresolved(event.currentTarget)) void run();
  };
  return (
    <>
      <form className="try-form" aria-label={t('try.title')} onSubmit={onSubmit} noValidate>
        <Field id="try-email" label={t('try.email')}>
          <Textfield
            id="try-email"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            inputMode="email"
            placeholder="ada@acme.example"
            autoComplete="off"
            spellCheck={false}
            maxLength={1000}
            aria-describedby={describedBy('try-email')}
          />
        </Field>
        <Field
          id="try-project"
          label={t('try.project')}
          problem={missing && !projectId ? t('try.project.missing') : undefined}
        >
          <SingleSelect<Option>
            inputId="try-project"
            labelId="try-project-label"
            descriptionId={describedBy('try-project')}
            options={options}
            isInvalid={missing && !projectId}
            value={options.find(({ value }) => value === projectId) ?? null}
            onChange={(option) => setProjectId(option?.value)}
            placeholder={t('try.project.placeholder')}
            noOptionsMessage={() => t('admin.projects.no-match')}
          />
        </Field>
        <div>
          <Button type="submit" isLoading={working}>
            {t('try.run')}
          </Button>
        </div>
      </form>
      {error && <ErrorNotice error={error} />}
      <div aria-live="polite">{answer && <TryAnswer {...answer} />}</div>
    </>
  );
}
