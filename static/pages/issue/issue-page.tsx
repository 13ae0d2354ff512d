import { lazy } from 'react';
import type { ReactElement } from 'react';
import { call } from '../../platform/call';
import { Later } from '../../ui/later';
import { Loading } from '../../ui/loading';
import { useLoaded } from '../../ui/use-loaded';
import '../../features/work-item/issue.css';
import { IssuePanel } from './issue-panel';

const Refused = lazy(() => import('../../features/invite/refused'));

const loadStart = () => call('issue.show', {});

/** The panel and the dialog on a request: whom it speaks of, or why the agent cannot invite from it. */
export function IssuePage(): ReactElement {
  const { loaded: start, reload } = useLoaded(loadStart);
  if (!start) return <Loading />;
  if (start.ok) return <IssuePanel start={start.data} />;
  return (
    <Later fallback={<Loading />}>
      <Refused error={start.error} onRetry={reload} />
    </Later>
  );
}
