import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import Spinner from '@atlaskit/spinner';
import { router } from '@forge/bridge';
import type { ReactElement } from 'react';
import type { AccountId } from '../../../src/domain/ids';
import type { Outcome } from '../../../src/domain/invitation/outcome';
import { Given } from '../../ui/given';
import { useTranslate } from '../../i18n/use-translate';
import { AccountChoice } from './account-choice';
import { doneWords, stepWords } from './outcome-words';
import type { Line } from './use-sending';

const LOOK = { done: 'success', attention: 'moved', failed: 'removed' } as const;

/** One person: where it stands, what was done, and what is left to do. */
export function ResultLine({
  line,
  onAgain,
}: {
  readonly line: Line;
  readonly onAgain: (line: Line, accountId?: AccountId) => Promise<void>;
}): ReactElement {
  const t = useTranslate();
  const { person, outcome, working, progress } = line;
  const email = outcome?.email ?? person.email;
  return (
    <li className="result">
      <div className="row">
        <strong className="break">
          <Given>{email}</Given>
        </strong>
        {outcome && !working ? (
          <Lozenge appearance={LOOK[outcome.state]}>{t(`line.state.${outcome.state}`)}</Lozenge>
        ) : (
          <Working told={progress ? t(`line.progress.${progress.step}`) : t('line.state.working')} />
        )}
      </div>
      {outcome && !working && (
        <Finished outcome={outcome} onAgain={(accountId) => void onAgain(line, accountId)} />
      )}
    </li>
  );
}

function Working({ told }: { readonly told: string }): ReactElement {
  return (
    <>
      <Spinner size="small" />
      <span className="quiet">{told}</span>
    </>
  );
}

function Finished({
  outcome,
  onAgain,
}: {
  readonly outcome: Outcome;
  readonly onAgain: (accountId?: AccountId) => void;
}): ReactElement {
  const t = useTranslate();
  const { accountId, candidates, email, state } = outcome;
  const done = doneWords(outcome, t);
  return (
    <>
      {done !== '' && <p className="plain-text">{done}</p>}
      <Reasons outcome={outcome} />
      {candidates && <AccountChoice email={email} candidates={candidates} onChoose={onAgain} />}
      {(accountId !== undefined || state === 'failed') && (
        <div className="row">
          {accountId && (
            <Button
              appearance="subtle"
              spacing="compact"
              onClick={() => void router.open(`/jira/people/${encodeURIComponent(accountId)}`)}
              aria-label={t('results.customer.of', { email })}
            >
              {t('results.customer')}
            </Button>
          )}
          {state === 'failed' && (
            <Button spacing="compact" onClick={() => onAgain()} aria-label={t('results.again.of', { email })}>
              {t('results.again')}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

/** Why a step did not go as wished, and what to do about it. */
function Reasons({ outcome: { steps, reason } }: { readonly outcome: Outcome }): ReactElement {
  const t = useTranslate();
  const told = steps.filter((step) => step.reason);
  return (
    <>
      {told.length === 0 && reason && <p className="plain-text">{t.explain(reason)}</p>}
      {told.map((step) => (
        <p className="plain-text" key={`${step.step}-${step.organization?.id ?? ''}`}>
          <strong>
            {stepWords(step, t)}
            {t('ui.colon')}
          </strong>
          {t.explain(step.reason ?? { code: 'unexpected' })}
        </p>
      ))}
    </>
  );
}
