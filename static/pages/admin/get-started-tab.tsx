import Button from '@atlaskit/button/new';
import { useCallback, useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import type { AuthorityView } from '../../../src/contract/authority';
import type { ReplyError } from '../../../src/contract/reply';
import { call } from '../../platform/call';
import { serviceProjects } from '../../platform/jira';
import { ErrorNotice } from '../../ui/error-notice';
import { Loading } from '../../ui/loading';
import { useLoaded } from '../../ui/use-loaded';
import { useTranslate } from '../../i18n/use-translate';
import { AuthoritySection } from '../../features/authority/authority-section';
import type { AuthorityFunction } from '../../features/authority/authority-section';
import { ProjectsSection } from '../../features/projects/projects-section';
import { TestResult } from '../../features/authority/test-result';
import { DryRunSection } from '../../features/dry-run/dry-run-section';
import type { SharedPolicy } from '../../features/policy/use-policy';

/** While Jira may still be granting the app its permissions, the test repeats by itself, this often. */
const RETEST_MS = 20_000;

const loadAuthority = () => call('authority.show', {});
const loadProjects = () => serviceProjects().catch(() => 'failed' as const);

/** Whether the app can do its job on this site, whose permission it uses, and where agents may invite. */
export default function GetStartedTab({ policy }: { readonly policy: SharedPolicy }): ReactElement {
  const t = useTranslate();
  const first = useLoaded(loadAuthority);
  const projects = useLoaded(loadProjects);
  const [changed, setChanged] = useState<AuthorityView>();
  const [failed, setFailed] = useState<ReplyError>();
  const [running, setRunning] = useState<AuthorityFunction>();
  const view = changed ?? (first.loaded?.ok ? first.loaded.data : undefined);
  const error = failed ?? (first.loaded?.ok === false ? first.loaded.error : undefined);

  const run = useCallback(async (name: AuthorityFunction): Promise<boolean> => {
    setRunning(name);
    const reply = await call(name, {});
    setRunning(undefined);
    setFailed(reply.ok ? undefined : reply.error);
    if (reply.ok) setChanged(reply.data);
    return reply.ok;
  }, []);

  const waiting = view?.selfTest?.result === 'waiting';
  useEffect(() => {
    // Whoever just lent or withdrew a permission is not overtaken.
    if (!waiting || running) return undefined;
    const timer = setInterval(() => void run('authority.test'), RETEST_MS);
    return () => clearInterval(timer);
  }, [waiting, running, run]);

  if (!view && !error) return <Loading />;
  return (
    <div className="stack admin">
      <p className="plain-text">{t('admin.intro')}</p>
      {error && (
        <ErrorNotice
          error={error}
          title={error.code === 'not-a-jira-admin' ? t('admin.refused.title') : undefined}
          action={
            <Button onClick={() => (view ? void run('authority.test') : first.reload())}>
              {t('ui.retry')}
            </Button>
          }
        />
      )}
      {view && (
        <>
          <section className="stack" aria-labelledby="test-title">
            <h2 id="test-title" className="section-title">
              {t('admin.test.title')}
            </h2>
            <div aria-live="polite">
              <TestResult view={view} />
            </div>
            <div>
              <Button
                appearance={view.selfTest ? 'default' : 'primary'}
                isLoading={running === 'authority.test'}
                onClick={() => void run('authority.test')}
              >
                {t('admin.test.run')}
              </Button>
            </div>
          </section>
          <AuthoritySection authority={view.authority} running={running} onRun={run} />
          <ProjectsSection policy={policy} projects={projects} />
          {typeof projects.loaded === 'object' && projects.loaded.length > 0 && (
            <DryRunSection projects={projects.loaded} />
          )}
        </>
      )}
    </div>
  );
}
