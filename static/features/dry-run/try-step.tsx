import { lazy } from 'react';
import type { ReactElement } from 'react';
import type { Policy } from '../../../src/domain/policy/policy';
import type { ServiceProject } from '../../platform/jira';
import { Later } from '../../ui/later';
import { Loading } from '../../ui/loading';
import { Step } from '../../ui/step';
import { useTranslate } from '../../i18n/use-translate';

const DryRun = lazy(() => import('./dry-run-form'));

/** A dry run. Done once one found that an invitation would go through, or one did. */
export function TryStep({
  projects,
  policy,
  isInUse,
  onWould,
  isTried,
}: {
  readonly projects: readonly ServiceProject[];
  readonly policy: Policy;
  readonly isInUse: boolean;
  readonly isTried: boolean;
  readonly onWould: () => void;
}): ReactElement {
  const t = useTranslate();
  const isOn = ({ projectId }: ServiceProject): boolean => Object.hasOwn(policy.projects, projectId);
  const enabledFirst = [...projects.filter(isOn), ...projects.filter((project) => !isOn(project))];
  return (
    <Step
      number={4}
      title={t('try.title')}
      isDone={isInUse || isTried}
      state={<p className="plain-text">{t(isInUse ? 'admin.step.try.done' : 'try.body')}</p>}
      open={{ words: t('admin.step.try.open'), atFirst: false }}
    >
      <Later fallback={<Loading />}>
        <DryRun projects={enabledFirst} onWould={onWould} />
      </Later>
    </Step>
  );
}
