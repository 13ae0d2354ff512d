import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import { lazy, useState } from 'react';
import type { ReactElement } from 'react';
import type { AuthorityView } from '../../../src/contract/authority';
import type { AccountId } from '../../../src/domain/ids';
import { call } from '../../platform/call';
import { serviceProjects } from '../../platform/jira';
import { ErrorNotice } from '../../ui/error-notice';
import { Later } from '../../ui/later';
import { Loading } from '../../ui/loading';
import { useLoaded } from '../../ui/use-loaded';
import { useTranslate } from '../../i18n/use-translate';
import { PermissionStep } from '../../features/authority/permission-step';
import { useAuthority } from '../../features/authority/use-authority';
import type { RunAuthority } from '../../features/authority/use-authority';
import { ProjectsStep } from '../../features/projects/projects-step';
import { TryStep } from '../../features/dry-run/try-step';
import { ExpiringNotice } from '../../features/keys/expiring-notice';
import { RulesStep, areRulesChosen } from '../../features/policy/rules-step';
import type { SharedPolicy } from '../../features/policy/use-policy';

const RetryButton = lazy(() => import('../../ui/retry-button'));
const ProofSection = lazy(() => import('../../features/proof/proof-section'));

const STEPS = 4;
/** Entries of the audit log among which an invitation is looked for. */
const LOOKED_AT = 25;

const loadProjects = () => serviceProjects().catch(() => 'failed' as const);

interface Props {
  readonly policy: SharedPolicy;
  readonly accountId: AccountId | undefined;
  readonly onPolicy: () => void;
  readonly onKeys: () => void;
}

/** Four steps from the installed app to the first customer, each with how it stands. */
export default function GetStartedTab(props: Props): ReactElement {
  const t = useTranslate();
  const { view, error, running, run, reload } = useAuthority();
  if (!view && !error) return <Loading />;
  return (
    <div className="stack admin">
      {error && (
        <ErrorNotice
          error={error}
          title={error.code === 'not-a-jira-admin' ? t('admin.refused.title') : undefined}
          titleSaysIt={error.code === 'not-a-jira-admin'}
          action={
            view ? (
              <Button onClick={() => void run('authority.test')}>{t('ui.retry')}</Button>
            ) : (
              <Later>
                <RetryButton error={error} onRetry={reload} />
              </Later>
            )
          }
        />
      )}
      {view && <Steps {...props} view={view} running={running} run={run} />}
    </div>
  );
}

function Steps({
  policy,
  accountId,
  onPolicy,
  onKeys,
  view,
  running,
  run,
}: Props & Pick<RunAuthority, 'running' | 'run'> & { readonly view: AuthorityView }): ReactElement {
  const t = useTranslate();
  const projects = useLoaded(loadProjects);
  const isInUse = useLoaded(wasAnybodyInvited).loaded ?? false;
  const [isTried, setTried] = useState(false);
  const rules = policy.reply?.ok ? policy.reply.data : undefined;
  const isReady = view.selfTest?.result === 'ready';
  const done = [
    isReady,
    rules !== undefined && Object.keys(rules.projects).length > 0,
    isInUse || (rules !== undefined && areRulesChosen(rules)),
    isInUse || isTried,
  ].filter(Boolean).length;
  return (
    <>
      <ExpiringNotice onKeys={onKeys} />
      <div className="stack-close">
        <div className="row">
          <h2 className="section-title">{t('admin.setup.title')}</h2>
          <span role="status">
            <Lozenge appearance={done === STEPS ? 'success' : 'inprogress'}>
              {t('admin.setup.progress', { done, all: STEPS })}
            </Lozenge>
          </span>
        </div>
        <p className="plain-text measure">{t('admin.intro')}</p>
      </div>
      <ol className="steps">
        <PermissionStep view={view} accountId={accountId} running={running} onRun={run} />
        <ProjectsStep policy={policy} projects={projects} />
        {rules && <RulesStep policy={rules} isInUse={isInUse} onPolicy={onPolicy} />}
        {rules && typeof projects.loaded === 'object' && projects.loaded.length > 0 && (
          <TryStep
            projects={projects.loaded}
            policy={rules}
            isInUse={isInUse}
            isTried={isTried}
            onWould={() => setTried(true)}
          />
        )}
      </ol>
      {typeof projects.loaded === 'object' && (
        <Later fallback={<Loading />}>
          <ProofSection projects={projects.loaded} />
        </Later>
      )}
    </>
  );
}

/** Whether anybody was invited lately: then all is set up. */
async function wasAnybodyInvited(): Promise<boolean> {
  const reply = await call('audit.page', { outcome: 'done', limit: LOOKED_AT });
  return reply.ok && reply.data.entries.some(({ event }) => event === 'invitation');
}
