import Button from '@atlaskit/button/new';
import Checkbox from '@atlaskit/checkbox';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { EnabledProject, Policy } from '../../../src/domain/policy/policy';
import type { ReplyError } from '../../../src/contract/reply';
import { call } from '../../platform/call';
import type { ServiceProject } from '../../platform/jira';
import { ErrorNotice } from '../../ui/error-notice';
import { Field } from '../../ui/field';
import Notice from '../../ui/notice';
import { useLeaveQuestion } from '../../ui/use-leave-question';
import { useTranslate } from '../../i18n/use-translate';
import type { SharedPolicy } from '../policy/use-policy';
import { projectName } from '../../ui/project-name';
import { withTicks } from './ticks';
import type { Ticks } from './ticks';

/** More projects than one sees at a glance get a filter. */
const UNFILTERED_MAX = 8;

const NO_TICKS: Ticks = new Map();

/** Service projects to be ticked, and saved. */
export default function ProjectList({
  all,
  policy,
  shared,
}: {
  readonly all: readonly ServiceProject[];
  readonly policy: Policy;
  readonly shared: SharedPolicy;
}): ReactElement {
  const t = useTranslate();
  const [ticks, setTicks] = useState(NO_TICKS);
  const [filter, setFilter] = useState<ProjectFilter>({ text: '', onlyEnabled: false });
  const [working, setWorking] = useState(false);
  const [told, setTold] = useState<'saved' | 'merged'>();
  const [error, setError] = useState<ReplyError>();
  const isStored = ({ projectId }: ServiceProject): boolean => Object.hasOwn(policy.projects, projectId);
  const isOn = (project: ServiceProject): boolean => ticks.get(project.projectId) ?? isStored(project);
  // One that is being switched off stays in sight.
  const shown = all.filter(
    (project) =>
      projectName(project).toLowerCase().includes(filter.text.trim().toLowerCase()) &&
      (!filter.onlyEnabled || isOn(project) || isStored(project)),
  );
  const changed = all.some((project) => isOn(project) !== isStored(project));
  const ending = all.filter((project) => !isOn(project) && isStored(project));
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

  if (all.length === 0) return <p className="plain-text">{t('admin.projects.none')}</p>;
  return (
    <>
      <p className="plain-text">{t('admin.projects.body')}</p>
      {all.length > UNFILTERED_MAX && <Filter filter={filter} onFilter={setFilter} />}
      <TickAll all={all} shown={shown} working={working} isOn={isOn} onTick={tick} />
      <div className="project-list" role="group" aria-label={t('admin.step.spaces')}>
        {shown.map((project) => (
          <Checkbox
            key={project.projectId}
            label={projectName(project)}
            isChecked={isOn(project)}
            isDisabled={working}
            onChange={(event) => tick([project], event.target.checked)}
          />
        ))}
        {shown.length === 0 && (
          <p className="plain-text">
            {t(filter.text.trim() === '' ? 'admin.projects.none-enabled' : 'admin.projects.no-match')}
          </p>
        )}
      </div>
      <Ending policy={policy} projects={ending} />
      {told === 'merged' && (
        <div role="alert">
          <Notice kind="warning" title={t('policy.merged.title')}>
            {t('admin.projects.merged')}
          </Notice>
        </div>
      )}
      {error && <ErrorNotice error={error} />}
      <div className="row">
        <Button
          appearance={changed ? 'primary' : 'default'}
          isDisabled={!changed}
          isLoading={working}
          onClick={() => void save()}
        >
          {t('admin.projects.save')}
        </Button>
        <span role="status">{told === 'saved' && t('admin.projects.saved')}</span>
      </div>
    </>
  );
}

interface ProjectFilter {
  readonly text: string;
  readonly onlyEnabled: boolean;
}

function Filter({
  filter,
  onFilter,
}: {
  readonly filter: ProjectFilter;
  readonly onFilter: (filter: ProjectFilter) => void;
}): ReactElement {
  const t = useTranslate();
  return (
    <div className="project-filter">
      <Field id="projects-filter" label={t('admin.projects.filter')}>
        <Textfield
          id="projects-filter"
          value={filter.text}
          onChange={(event) => onFilter({ ...filter, text: event.currentTarget.value })}
          autoComplete="off"
        />
      </Field>
      <Checkbox
        label={t('admin.projects.only-enabled')}
        isChecked={filter.onlyEnabled}
        onChange={(event) => onFilter({ ...filter, onlyEnabled: event.target.checked })}
      />
    </div>
  );
}

/** How many are on, and all of those shown at once. */
function TickAll({
  all,
  shown,
  working,
  isOn,
  onTick,
}: {
  readonly all: readonly ServiceProject[];
  readonly shown: readonly ServiceProject[];
  readonly working: boolean;
  readonly isOn: (project: ServiceProject) => boolean;
  readonly onTick: (projects: readonly ServiceProject[], on: boolean) => void;
}): ReactElement {
  const t = useTranslate();
  return (
    <div className="row">
      <span role="status">{t('admin.projects.count', { on: all.filter(isOn).length, all: all.length })}</span>
      {shown.length > 1 && (
        <>
          <Button
            spacing="compact"
            isDisabled={working || shown.every(isOn)}
            onClick={() => onTick(shown, true)}
          >
            {t('admin.projects.all', { count: shown.length })}
          </Button>
          <Button
            spacing="compact"
            appearance="subtle"
            isDisabled={working || !shown.some(isOn)}
            onClick={() => onTick(shown, false)}
          >
            {t('admin.projects.clear')}
          </Button>
        </>
      )}
    </div>
  );
}

/** What switching off would end, and whose rules go with it. */
function Ending({
  policy,
  projects,
}: {
  readonly policy: Policy;
  readonly projects: readonly ServiceProject[];
}): ReactElement {
  const t = useTranslate();
  const losing = projects.filter(({ projectId }) => hasRules(policy.projects[projectId]));
  return (
    <div role="status">
      {projects.length > 0 && (
        <Notice kind="warning" title={t('admin.projects.ending', { names: t.list(namesOf(projects)) })}>
          {losing.length > 0 && t('admin.projects.losing', { names: t.list(namesOf(losing)) })}
        </Notice>
      )}
    </div>
  );
}

function namesOf(projects: readonly ServiceProject[]): string[] {
  return projects.map(({ name }) => name);
}

/** Whether a project has rules of its own, which go when it is switched off. */
function hasRules(project: EnabledProject | undefined): boolean {
  return project !== undefined && Object.keys({ ...project.overrides, ...project.own }).length > 0;
}
