import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import Spinner from '@atlaskit/spinner';
import { router } from '@forge/bridge';
import type { ReactElement } from 'react';
import type { AccountId } from '../../../src/domain/ids';
import type { Outcome } from '../../../src/domain/invitation/outcome';
import { Given } from '../../ui/given';
import { useWords } from '../../i18n/words';
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
  const say = useWords();
  const { person, outcome, working, progress } = line;
  const email = outcome?.email ?? person.email;
  return (
    <li className="result">
      <div className="row">
        <strong className="break">
          <Given>{email}</Given>
        </strong>
        {outcome && !working ? (
          <Lozenge appearance={LOOK[outcome.state]}>{say(`line.state.${outcome.state}`)}</Lozenge>
        ) : (
          <Working told={progress ? say(`line.progress.${progress.step}`) : say('line.state.working')} />
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
  const say = useWords();
  const { accountId, candidates, email, state } = outcome;
  const done = doneWords(outcome, say);
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
              aria-label={say('results.customer.of', { email })}
            >
              {say('results.customer')}
            </Button>
          )}
          {state === 'failed' && (
            <Button
              spacing="compact"
              onClick={() => onAgain()}
              aria-label={say('results.again.of', { email })}
            >
              {say('results.again')}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

/** Why a step did not go as wished, and what to do about it. */
function Reasons({ outcome: { steps, reason } }: { readonly outcome: Outcome }): ReactElement {
  const say = useWords();
  const told = steps.filter((step) => step.reason);
  return (
    <>
      {told.length === 0 && reason && <p className="plain-text">{say.advice(reason)}</p>}
      {told.map((step) => (
        <p className="plain-text" key={`${step.step}-${step.organization?.id ?? ''}`}>
          <strong>
            {stepWords(step, say)}
            {say('ui.colon')}
          </strong>
          {say.advice(step.reason ?? { code: 'unexpected' })}
        </p>
      ))}
    </>
  );
}
