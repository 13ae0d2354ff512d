import { lazy } from 'react';
import type { ReactElement } from 'react';
import type { InviteStart } from '../../src/contract/functions';
import { Later } from '../frame/later';
import './invite.css';
import { InviteForm } from './invite-form';
import { PowerNotice } from './power-notice';
import { useSending } from './use-sending';

const Results = lazy(() => import('./results'));

/** The form, and below it what became of what was sent. */
export function InviteTab({ start }: { readonly start: InviteStart }): ReactElement {
  const sending = useSending();
  return (
    <div className="invite stack">
      <PowerNotice power={start.power} />
      <InviteForm start={start} working={sending.working} onSend={sending.send} />
      {(sending.lines.length > 0 || sending.error) && (
        <Later>
          <Results sending={sending} />
        </Later>
      )}
    </div>
  );
}
