import { lazy, useCallback, useState } from 'react';
import type { ReactElement } from 'react';
import type { SendInput } from '../../../src/domain/invitation/invitation';
import type { OrganizationStart } from '../../../src/contract/work-item';
import { call } from '../../platform/call';
import { Later } from '../../ui/later';
import { Loading } from '../../ui/loading';
import { useLoaded } from '../../ui/use-loaded';
import '../../features/invite/invite.css';
import { InviteForm } from '../../features/invite/invite-form';
import { PowerNotice } from '../../features/invite/power-notice';
import { useSending } from '../../features/invite/use-sending';

// Shown later, so loaded later: the first load stays small.
const InvitedHere = lazy(() => import('./invited-here'));
const NotHere = lazy(() => import('./not-here'));
const Refused = lazy(() => import('../../features/invite/refused'));
const Results = lazy(() => import('../../features/invite/results'));

const loadStart = () => call('organization.show', {});

/** The panel on an organization: invite into it, and who was invited here. */
export function OrganizationPage(): ReactElement {
  const { loaded: start, reload } = useLoaded(loadStart);
  if (!start) return <Loading />;
  if (start.ok) return <OrganizationPanel start={start.data} />;
  return (
    <Later fallback={<Loading />}>
      {start.error.code.startsWith('organization') ? (
        <NotHere error={start.error} />
      ) : (
        <Refused error={start.error} onRetry={reload} />
      )}
    </Later>
  );
}

function OrganizationPanel({ start }: { readonly start: OrganizationStart }): ReactElement {
  const [times, setTimes] = useState(0);
  const deliver = useCallback(async ({ people, notify, endsAt, progressChannel }: SendInput) => {
    const reply = await call('organization.invite', {
      people,
      notify,
      ...(endsAt !== undefined && { endsAt }),
      ...(progressChannel && { progressChannel }),
    });
    setTimes((before) => before + 1);
    return reply;
  }, []);
  const sending = useSending(deliver);
  return (
    <div className="invite stack">
      <PowerNotice power={start.power} />
      <InviteForm start={start} into={start.organization} working={sending.working} onSend={sending.send} />
      {(sending.lines.length > 0 || sending.error) && (
        <Later>
          <Results sending={sending} projectId={start.projectId} />
        </Later>
      )}
      <Later fallback={<Loading />}>
        <InvitedHere key={times} />
      </Later>
    </div>
  );
}
