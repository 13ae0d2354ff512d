import Button from '@atlaskit/button/new';
import { lazy } from 'react';
import type { ReactElement } from 'react';
import type { ServiceProject } from '../../platform/jira';
import { Later } from '../../ui/later';
import { Loading } from '../../ui/loading';
import Notice from '../../ui/notice';
import { Step } from '../../ui/step';
import { useTranslate } from '../../i18n/use-translate';
import type { SharedPolicy } from '../policy/use-policy';

const ProjectList = lazy(() => import('./project-list'));

/** The service projects that the admin can see, as they are loaded. */
export interface LoadedProjects {
  readonly loaded: readonly ServiceProject[] | 'failed' | undefined;
  readonly reload: () => void;
}

/** In which service projects people may invite. A project is off until an admin ticks it here. */
export function ProjectsStep({
  policy,
  projects: { loaded, reload },
}: {
  readonly policy: SharedPolicy;
  readonly projects: LoadedProjects;
}): ReactElement {
  const t = useTranslate();
  const { reply } = policy;
  const isFailed = loaded === 'failed' || reply?.ok === false;
  const enabled = reply?.ok ? Object.keys(reply.data.projects).length : 0;
  const all = typeof loaded === 'object' ? loaded : undefined;
  const retry = (): void => {
    if (loaded === 'failed') reload();
    if (reply?.ok === false) policy.reload();
  };
  if (isFailed || !reply || !all) {
    return (
      <Step
        number={2}
        title={t('admin.step.spaces')}
        isDone={enabled > 0}
        state={
          isFailed ? (
            <Notice kind="error" title={t('admin.projects.failed')}>
              <Button onClick={retry}>{t('ui.retry')}</Button>
            </Notice>
          ) : (
            <Loading />
          )
        }
      />
    );
  }
  return (
    <Step
      number={2}
      title={t('admin.step.spaces')}
      isDone={enabled > 0}
      state={
        <p className="plain-text">
          {t('admin.step.spaces.state', { on: enabled, all: Math.max(all.length, enabled) })}
        </p>
      }
      open={{ words: t('admin.step.spaces.choose'), atFirst: enabled === 0 }}
    >
      <Later fallback={<Loading />}>
        <ProjectList all={all} policy={reply.data} shared={policy} />
      </Later>
    </Step>
  );
}
