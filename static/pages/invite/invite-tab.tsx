import { lazy } from 'react';
import type { ReactElement } from 'react';
import type { InviteStart } from '../../../src/contract/invite';
import { Later } from '../../ui/later';
import '../../features/invite/invite.css';
import { InviteForm } from '../../features/invite/invite-form';
import { PowerNotice } from '../../features/invite/power-notice';
import { useSending } from '../../features/invite/use-sending';

const Results = lazy(() => import('../../features/invite/results'));

/** The form, and below it what became of what was sent. */
export function InviteTab({
  start,
  round,
  onImport,
}: {
  readonly start: InviteStart;
  /** Another one empties the form. */
  readonly round: number;
  readonly onImport: (table: string) => void;
}): ReactElement {
  const sending = useSending();
  return (
    <div className="invite stack">
      <PowerNotice power={start.power} />
      <InviteForm
        key={round}
        start={start}
        working={sending.working}
        takesFocus
        onSend={sending.send}
        onImport={onImport}
      />
      {(sending.lines.length > 0 || sending.error) && (
        <Later>
          <Results sending={sending} projectId={start.projectId} />
        </Later>
      )}
    </div>
  );
}
