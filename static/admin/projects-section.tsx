import Button from '@atlaskit/button/new';
import Checkbox from '@atlaskit/checkbox';
import Spinner from '@atlaskit/spinner';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ProjectId } from '../../src/contract/ids';
import type { Policy } from '../../src/contract/policy';
import type { ReplyError } from '../../src/contract/reply';
import { call } from '../bridge/call';
import { serviceProjects } from '../bridge/jira';
import type { ServiceProject } from '../bridge/jira';
import { ErrorNotice } from '../frame/error-notice';
import Notice from '../frame/notice';
import { useLoaded } from '../frame/use-loaded';
import { useWords } from '../words/words';

interface Projects {
  readonly policy: Policy;
  readonly all: readonly ServiceProject[];
}

async function loadProjects(): Promise<Projects | 'failed'> {
  const [reply, all] = await Promise.all([call('policy.show', {}), serviceProjects().catch(() => undefined)]);
  return reply.ok && all ? { policy: reply.data, all } : 'failed';
}

/** In which service projects agents may invite. A project is off until an admin ticks it here. */
export function ProjectsSection(): ReactElement {
  const say = useWords();
  const { loaded, reload } = useLoaded(loadProjects);
  return (
    <section className="stack" aria-labelledby="projects-title">
      <h2 id="projects-title" className="section-title">
        {say('admin.projects.title')}
      </h2>
      {loaded === undefined && <Spinner label={say('ui.loading')} />}
      {loaded === 'failed' && (
        <Notice kind="error" title={say('admin.projects.failed')}>
          <Button onClick={reload}>{say('ui.retry')}</Button>
        </Notice>
      )}
      {typeof loaded === 'object' && <ProjectList projects={loaded} onStale={reload} />}
    </section>
  );
}

function ProjectList({
  projects: { all, policy: shown },
  onStale,
}: {
  readonly projects: Projects;
  readonly onStale: () => void;
}): ReactElement {
  const say = useWords();
  const [policy, setPolicy] = useState(shown);
  const [ticked, setTicked] = useState<ReadonlySet<ProjectId>>(new Set(enabledIn(shown)));
  const [working, setWorking] = useState(false);
  const [saved, setSaved] = useState(false);
  const [error, setError] = useState<ReplyError>();
  const changed = all.some(
    ({ projectId }) => ticked.has(projectId) !== Object.hasOwn(policy.projects, projectId),
  );

  const tick = (projectId: ProjectId, on: boolean): void => {
    setSaved(false);
    setTicked(new Set(on ? [...ticked, projectId] : [...ticked].filter((each) => each !== projectId)));
  };
  const save = async (): Promise<void> => {
    setWorking(true);
    setError(undefined);
    const projects = [...ticked].map((projectId) => ({
      projectId,
      overrides: policy.projects[projectId]?.overrides ?? {},
    }));
    const reply = await call('policy.save', { version: policy.version, rules: policy.rules, projects });
    setWorking(false);
    setSaved(reply.ok);
    if (reply.ok) setPolicy(reply.data);
    else setError(reply.error);
  };

  if (all.length === 0) return <p className="plain-text">{say('admin.projects.none')}</p>;
  return (
    <>
      <p className="plain-text">{say('admin.projects.body')}</p>
      <div className="project-list" role="group" aria-labelledby="projects-title">
        {all.map(({ projectId, key, name }) => (
          <Checkbox
            key={projectId}
            label={`${name} (${key})`}
            isChecked={ticked.has(projectId)}
            isDisabled={working}
            onChange={(event) => tick(projectId, event.target.checked)}
          />
        ))}
      </div>
      {error && (
        <ErrorNotice
          error={error}
          action={
            error.code === 'policy-changed-meanwhile' && (
              <Button onClick={onStale}>{say('admin.projects.reload')}</Button>
            )
          }
        />
      )}
      <div className="row">
        <Button isDisabled={!changed} isLoading={working} onClick={() => void save()}>
          {say('admin.projects.save')}
        </Button>
        <span role="status">{saved && say('admin.projects.saved')}</span>
      </div>
    </>
  );
}

/** Projects that are on; those that the admin cannot see stay on as they are. */
function enabledIn({ projects }: Policy): ProjectId[] {
  return Object.keys(projects) as ProjectId[];
}
