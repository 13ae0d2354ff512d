import type { ReactElement } from 'react';
import type { AccountId, ProjectId } from '../../../src/domain/ids';
import type { Outcome } from '../../../src/domain/invitation/outcome';
import { useTranslate } from '../../i18n/use-translate';
import { AccountChoice } from './account-choice';
import { doneWords, stepWords } from './outcome-words';

/** Every step of an invitation, why one did not go as wished, and what to do about it. */
export function ResultDetails({
  outcome,
  projectId,
  onChoose,
}: {
  readonly outcome: Outcome;
  readonly projectId: ProjectId;
  readonly onChoose: (accountId: AccountId) => void;
}): ReactElement {
  const t = useTranslate();
  const { email, candidates, steps, reason } = outcome;
  const done = doneWords(outcome, t);
  const missed = steps.filter((step) => step.reason);
  return (
    <>
      {done !== '' && <p className="plain-text">{done}</p>}
      {missed.length === 0 && reason && <p className="plain-text">{t.explain(reason)}</p>}
      {missed.map((step) => (
        <p className="plain-text" key={`${step.step}-${step.organization?.id ?? ''}`}>
          <strong>
            {stepWords(step, t)}
            {t('ui.colon')}
          </strong>
          {t.explain(step.reason ?? { code: 'unexpected' })}
        </p>
      ))}
      {candidates && (
        <AccountChoice email={email} candidates={candidates} projectId={projectId} onChoose={onChoose} />
      )}
    </>
  );
}
