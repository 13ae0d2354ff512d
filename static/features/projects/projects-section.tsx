import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { ServiceProject } from '../../platform/jira';
import { Loading } from '../../ui/loading';
import Notice from '../../ui/notice';
import { useTranslate } from '../../i18n/use-translate';
import { ProjectList } from './project-list';
import type { SharedPolicy } from '../policy/use-policy';

/** The service projects that the admin can see, as they are loaded. */
export interface LoadedProjects {
  readonly loaded: readonly ServiceProject[] | 'failed' | undefined;
  readonly reload: () => void;
}

/** In which service projects people may invite. A project is off until an admin ticks it here. */
export function ProjectsSection({
  policy,
  projects,
}: {
  readonly policy: SharedPolicy;
  readonly projects: LoadedProjects;
}): ReactElement {
  const t = useTranslate();
  const failed = projects.loaded === 'failed' || policy.reply?.ok === false;
  const reload = (): void => {
    if (projects.loaded === 'failed') projects.reload();
    if (policy.reply?.ok === false) policy.reload();
  };
  return (
    <section className="stack" aria-labelledby="projects-title">
      <h2 id="projects-title" className="section-title">
        {t('admin.projects.title')}
      </h2>
      {failed && (
        <Notice kind="error" title={t('admin.projects.failed')}>
          <Button onClick={reload}>{t('ui.retry')}</Button>
        </Notice>
      )}
      {!failed && (!projects.loaded || !policy.reply) && <Loading />}
      {typeof projects.loaded === 'object' && policy.reply?.ok && (
        <ProjectList all={projects.loaded} policy={policy.reply.data} shared={policy} />
      )}
    </section>
  );
}
