import { lazy } from 'react';
import type { ReactElement } from 'react';
import type { InviteStart } from '../../src/contract/functions';
import { Later } from '../frame/later';
import { useWords } from '../words/words';
import './invite.css';
import { InviteForm } from './invite-form';
import { useSending } from './use-sending';

const Notice = lazy(() => import('../frame/notice'));
const Results = lazy(() => import('./results'));

/** The form, and below it what became of what was sent. */
export function InviteTab({
  siteId,
  start,
}: {
  readonly siteId: string;
  readonly start: InviteStart;
}): ReactElement {
  const say = useWords();
  const sending = useSending();
  const lacksPower = start.power === 'lacks-power' || start.power === 'waiting';
  return (
    <div className="invite stack">
      {lacksPower && (
        <Later>
          <Notice kind="warning" title={say('invite.power.title')}>
            {say('invite.power.body')}
          </Notice>
        </Later>
      )}
      <InviteForm siteId={siteId} start={start} working={sending.working} onSend={sending.send} />
      {(sending.lines.length > 0 || sending.error) && (
        <Later>
          <Results sending={sending} />
        </Later>
      )}
    </div>
  );
}
