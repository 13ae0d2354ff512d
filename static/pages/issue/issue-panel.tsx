import Spinner from '@atlaskit/spinner';
import { lazy, useCallback, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { IssueStart, Participant } from '../../../src/contract/work-item';
import type { SendInput } from '../../../src/domain/invitation/invitation';
import { call } from '../../platform/call';
import { Later } from '../../ui/later';
import { PowerNotice } from '../../features/invite/power-notice';
import { useSending } from '../../features/invite/use-sending';
import type { SendRequest } from '../../features/invite/use-sending';
import { useTranslate } from '../../i18n/use-translate';
import { IssueForm } from '../../features/work-item/issue-form';
import { sortFound } from '../../features/work-item/offers';
import { useStatuses } from '../../features/work-item/use-standings';

// Shown later, so loaded later: the first load stays small.
const AfterInviting = lazy(() => import('../../features/work-item/after-inviting'));
const InvitedFrom = lazy(() => import('../../features/work-item/invited-from'));

/** Whom the request speaks of, the way to invite them, and who was invited from it. */
export function IssuePanel({ start }: { readonly start: IssueStart }): ReactElement {
  const t = useTranslate();
  const [addToRequest, setAddToRequest] = useState(false);
  const [participants, setParticipants] = useState<readonly Participant[]>([]);
  const { standings, looking, becameCustomer } = useStatuses(start);
  /** As it was when they were sent: who is tried again is not sent with what was chosen since. */
  const sentAsParticipants = useRef(false);
  const deliver = useCallback(
    async (input: SendInput) => {
      const reply = await call('issue.invite', { ...input, participants: sentAsParticipants.current });
      setParticipants(reply.ok ? reply.data.participants : []);
      if (reply.ok) {
        for (const { email, state } of reply.data.outcomes) if (state === 'done') becameCustomer(email);
      }
      return reply;
    },
    [becameCustomer],
  );
  const sending = useSending(deliver);
  const sorted = sortFound(start, standings);
  // The results name the people who were just invited here.
  const invited = new Set(sending.lines.map(({ person }) => person.email));
  const customers = sorted.customers.filter((email) => !invited.has(email));
  const send = (request: SendRequest) => {
    setParticipants([]);
    sentAsParticipants.current = addToRequest;
    return sending.send(request);
  };

  return (
    <div className="issue stack">
      <PowerNotice power={start.power} />
      <section className="stack" aria-labelledby="found-title">
        <h2 id="found-title" className="section-title">
          {t('issue.title')}
        </h2>
        {sorted.offers.length === 0 && (
          <p className="plain-text">{t(start.people.length === 0 ? 'issue.none' : 'issue.all-known')}</p>
        )}
        <IssueForm
          start={start}
          offers={sorted.offers}
          working={sending.working}
          addToRequest={addToRequest}
          onAddToRequest={setAddToRequest}
          onSend={send}
        />
        <div className="stack-close" role="status">
          {looking && start.people.length > 0 && (
            <p className="quiet row">
              <Spinner size="small" /> {t('issue.looking')}
            </p>
          )}
          {customers.length > 0 && (
            <p className="quiet break">{t('issue.customers', { emails: t.list(customers) })}</p>
          )}
          {sorted.agents.length > 0 && (
            <p className="quiet break">{t('issue.agents', { emails: t.list(sorted.agents) })}</p>
          )}
          {start.more > 0 && <p className="quiet">{t('issue.more', { count: start.more })}</p>}
        </div>
      </section>
      {(sending.lines.length > 0 || sending.error) && (
        <Later>
          <AfterInviting
            sending={sending}
            projectId={start.projectId}
            participants={participants}
            hasReporter={start.hasReporter}
          />
        </Later>
      )}
      {start.invited.entries.length > 0 && (
        <Later>
          <InvitedFrom invited={start.invited} />
        </Later>
      )}
    </div>
  );
}
