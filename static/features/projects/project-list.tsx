import Button from '@atlaskit/button/new';
import Checkbox from '@atlaskit/checkbox';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ProjectId } from '../../../src/domain/ids';
import type { EnabledProject, Policy, PolicyInput } from '../../../src/domain/policy/policy';
import type { ReplyError } from '../../../src/contract/reply';
import { call } from '../../platform/call';
import type { ServiceProject } from '../../platform/jira';
import { ErrorNotice } from '../../ui/error-notice';
import { Field } from '../../ui/field';
import Notice from '../../ui/notice';
import { useLeaveQuestion } from '../../ui/use-leave-question';
import { useWords } from '../../i18n/words';
import type { SharedPolicy } from '../policy/use-policy';
import { projectName } from '../../ui/project-name';

/** More projects than one sees at a glance get a filter. */
const UNFILTERED_MAX = 8;

/** Ticks that differ from the policy. They stay, also where somebody else saves a newer one meanwhile. */
type Ticks = ReadonlyMap<ProjectId, boolean>;

const NO_TICKS: Ticks = new Map();

/** Service projects to be ticked, and saved. */
export function ProjectList({
  all,
  policy,
  shared,
}: {
  readonly all: readonly ServiceProject[];
  readonly policy: Policy;
  readonly shared: SharedPolicy;
}): ReactElement {
  const say = useWords();
  const [ticks, setTicks] = useState(NO_TICKS);
  const [filter, setFilter] = useState('');
  const [working, setWorking] = useState(false);
  const [told, setTold] = useState<'saved' | 'merged'>();
  const [error, setError] = useState<ReplyError>();
  const shown = all.filter((project) =>
    projectName(project).toLowerCase().includes(filter.trim().toLowerCase()),
  );
  const isOn = ({ projectId }: ServiceProject): boolean =>
    ticks.get(projectId) ?? Object.hasOwn(policy.projects, projectId);
  const changed = all.some((project) => isOn(project) !== Object.hasOwn(policy.projects, project.projectId));
  const ending = all.filter((project) => !isOn(project) && Object.hasOwn(policy.projects, project.projectId));
  const losing = ending.filter(({ projectId }) => hasRules(policy.projects[projectId]));
  useLeaveQuestion(changed);

  const tick = (projects: readonly ServiceProject[], on: boolean): void => {
    setTold(undefined);
    setTicks(new Map([...ticks, ...projects.map(({ projectId }) => [projectId, on] as const)]));
  };
  const save = async (): Promise<void> => {
    setWorking(true);
    setError(undefined);
    setTold(undefined);
    const reply = await call('policy.save', withTicks(policy, ticks));
    if (reply.ok) {
      shared.put(reply.data);
      setTicks(NO_TICKS);
      setTold('saved');
    } else if (reply.error.code === 'policy-changed-meanwhile') {
      const newest = await shared.refresh();
      if (newest.ok) setTold('merged');
      else setError(newest.error);
    } else {
      setError(reply.error);
    }
    setWorking(false);
  };

  if (all.length === 0) return <p className="plain-text">{say('admin.projects.none')}</p>;
  return (
    <>
      <p className="plain-text">{say('admin.projects.body')}</p>
      {all.length > UNFILTERED_MAX && (
        <Field id="projects-filter" label={say('admin.projects.filter')}>
          <Textfield
            id="projects-filter"
            value={filter}
            onChange={(event) => setFilter(event.currentTarget.value)}
            autoComplete="off"
          />
        </Field>
      )}
      <div className="row">
        <span role="status">
          {say('admin.projects.count', { on: all.filter(isOn).length, all: all.length })}
        </span>
        {shown.length > 1 && (
          <>
            <Button
              spacing="compact"
              isDisabled={working || shown.every(isOn)}
              onClick={() => tick(shown, true)}
            >
              {say('admin.projects.all', { count: shown.length })}
            </Button>
            <Button
              spacing="compact"
              appearance="subtle"
              isDisabled={working || !shown.some(isOn)}
              onClick={() => tick(shown, false)}
            >
              {say('admin.projects.clear')}
            </Button>
          </>
        )}
      </div>
      <div className="project-list" role="group" aria-labelledby="projects-title">
        {shown.map((project) => (
          <Checkbox
            key={project.projectId}
            label={projectName(project)}
            isChecked={isOn(project)}
            isDisabled={working}
            onChange={(event) => tick([project], event.target.checked)}
          />
        ))}
        {shown.length === 0 && <p className="plain-text">{say('admin.projects.no-match')}</p>}
      </div>
      <div role="status">
        {ending.length > 0 && (
          <Notice kind="warning" title={say('admin.projects.ending', { names: say.list(namesOf(ending)) })}>
            {losing.length > 0 && say('admin.projects.losing', { names: say.list(namesOf(losing)) })}
          </Notice>
        )}
      </div>
      {told === 'merged' && (
        <div role="alert">
          <Notice kind="warning" title={say('policy.merged.title')}>
            {say('admin.projects.merged')}
          </Notice>
        </div>
      )}
      {error && <ErrorNotice error={error} />}
      <div className="row">
        <Button isDisabled={!changed} isLoading={working} onClick={() => void save()}>
          {say('admin.projects.save')}
        </Button>
        <span role="status">{told === 'saved' && say('admin.projects.saved')}</span>
      </div>
    </>
  );
}

/** Projects that the admin cannot see stay as they are. */
function withTicks(policy: Policy, ticks: Ticks): PolicyInput {
  const { version, rules, auditDays, projectAdminsMakeKeys } = policy;
  const before = Object.keys(policy.projects) as ProjectId[];
  const ids = [...new Set([...before, ...ticks.keys()])].filter((id) => ticks.get(id) ?? true);
  const projects = ids.map((projectId) => ({
    projectId,
    overrides: policy.projects[projectId]?.overrides ?? {},
  }));
  return { version, rules, auditDays, projectAdminsMakeKeys, projects };
}

function namesOf(projects: readonly ServiceProject[]): string[] {
  return projects.map(({ name }) => name);
}

/** Whether a project has rules of its own, which go when it is switched off. */
function hasRules(project: EnabledProject | undefined): boolean {
  return project !== undefined && Object.keys({ ...project.overrides, ...project.own }).length > 0;
}
