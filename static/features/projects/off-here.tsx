import { showFlag } from '@forge/bridge';
import Button from '@atlaskit/button/new';
import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { ReplyError } from '../../../src/contract/reply';
import type { ProjectId } from '../../../src/domain/ids';
import type { Policy } from '../../../src/domain/policy/policy';
import { useTranslate } from '../../i18n/use-translate';
import { call } from '../../platform/call';
import { serviceProjects } from '../../platform/jira';
import type { ServiceProject } from '../../platform/jira';
import { currentProject, isJiraAdmin } from '../../platform/space';
import { ErrorNotice } from '../../ui/error-notice';
import { Loading } from '../../ui/loading';
import Notice from '../../ui/notice';
import { Question } from '../../ui/question';
import { useLoaded } from '../../ui/use-loaded';
import { policySummary } from '../policy/summary';
import { withTicks } from './ticks';

/** Others may save at the same moment: what they changed stays, and this project comes on top. */
const TRIES_MAX = 3;

/** In a project that is off: a Jira admin switches it on here, everybody else reads whom to ask. */
export default function OffHere({
  onDone,
  children,
}: {
  readonly onDone: () => void;
  /** What everybody else reads. */
  readonly children: ReactNode;
}): ReactElement {
  const t = useTranslate();
  const { loaded } = useLoaded(loadPlace);
  /** The policy with the space on, once it is asked for. */
  const [policy, setPolicy] = useState<Policy>();
  const [opening, setOpening] = useState(false);
  const [error, setError] = useState<ReplyError>();
  if (!loaded) return <Loading />;
  if (!loaded.projectId) return <>{children}</>;
  const { projectId } = loaded;
  const ask = async (): Promise<void> => {
    setOpening(true);
    const [reply, here] = await Promise.all([call('policy.show', {}), serviceProject(projectId)]);
    setOpening(false);
    setError(reply.ok ? undefined : reply.error);
    if (reply.ok) setPolicy(withProject(reply.data, here));
  };
  const confirm = async (): Promise<ReplyError | undefined> => {
    const failed = await switchOn(projectId);
    if (failed) return failed;
    void showFlag({
      id: 'space-on',
      title: t('invite.off.done'),
      type: 'success',
      isAutoDismiss: true,
    });
    onDone();
    return undefined;
  };
  if (policy) {
    return (
      <Question
        title={t('invite.off.ask.title')}
        confirm={t('invite.off.ask.confirm')}
        onConfirm={confirm}
        onCancel={() => setPolicy(undefined)}
        gone={[]}
        onGone={onDone}
      >
        <p className="plain-text">{t('invite.off.ask.body')}</p>
        <p className="plain-text">{t.sentences(policySummary(policy, t))}</p>
      </Question>
    );
  }
  return (
    <div className="stack">
      <Notice kind="information" title={t('invite.not-enabled.title')}>
        <div className="stack-close">
          <p className="plain-text">{t('invite.off.body')}</p>
          <div>
            <Button appearance="primary" isLoading={opening} onClick={() => void ask()}>
              {t('invite.off.switch-on')}
            </Button>
          </div>
        </div>
      </Notice>
      {error && <ErrorNotice error={error} />}
    </div>
  );
}

/** The project, where the person can switch it on; where Jira does not tell, it is not offered. */
async function loadPlace(): Promise<{ readonly projectId?: ProjectId }> {
  const [projectId, isAdmin] = await Promise.all([currentProject(), isJiraAdmin().catch(() => false)]);
  return projectId && isAdmin ? { projectId } : {};
}

async function switchOn(projectId: ProjectId): Promise<ReplyError | undefined> {
  for (let tries = 1; ; tries += 1) {
    const shown = await call('policy.show', {});
    if (!shown.ok) return shown.error;
    const saved = await call('policy.save', withTicks(shown.data, new Map([[projectId, true]])));
    if (saved.ok) return undefined;
    if (saved.error.code !== 'policy-changed-meanwhile' || tries === TRIES_MAX) return saved.error;
  }
}

async function serviceProject(projectId: ProjectId): Promise<ServiceProject | undefined> {
  const all = await serviceProjects().catch(() => []);
  return all.find((each) => each.projectId === projectId);
}

/** What a policy says depends on how many projects are on. */
function withProject(policy: Policy, here: ServiceProject | undefined): Policy {
  if (!here) return policy;
  const { projectId, ...project } = here;
  const projects = { ...policy.projects, [projectId]: { ...project, overrides: {}, own: {} } };
  return { ...policy, projects };
}
