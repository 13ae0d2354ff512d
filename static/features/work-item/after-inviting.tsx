import type { ReactElement } from 'react';
import type { ProjectId } from '../../../src/domain/ids';
import type { Participant } from '../../../src/contract/work-item';
import Notice from '../../ui/notice';
import Results from '../invite/results';
import type { Sending } from '../invite/use-sending';
import { useTranslate } from '../../i18n/use-translate';
import { MakeReporter } from './make-reporter';

/** What became of what was sent, and what it means for the request. */
export default function AfterInviting({
  sending,
  projectId,
  participants,
  hasReporter,
}: {
  readonly sending: Sending;
  readonly projectId: ProjectId;
  readonly participants: readonly Participant[];
  readonly hasReporter: boolean;
}): ReactElement {
  const t = useTranslate();
  const missed = participants.filter(({ reason }) => reason !== undefined);
  const added = participants.length - missed.length;
  const why = missed[0]?.reason;
  const invited = sending.lines.flatMap(({ outcome }) =>
    outcome?.state === 'done' && outcome.accountId
      ? [{ email: outcome.email, accountId: outcome.accountId }]
      : [],
  );
  return (
    <>
      <Results sending={sending} projectId={projectId} takesFocus />
      <div className="stack-close" role="status">
        {added > 0 && <p className="plain-text">{t('issue.participants.added', { count: added })}</p>}
        {why && (
          <Notice kind="warning" title={t('issue.participants.missed', { count: missed.length })}>
            {t.explain(why)}
          </Notice>
        )}
        {!hasReporter && <MakeReporter people={invited} />}
      </div>
    </>
  );
}
