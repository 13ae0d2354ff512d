import Button from '@atlaskit/button/new';
import Spinner from '@atlaskit/spinner';
import { router } from '@forge/bridge';
import { useId, useState } from 'react';
import type { ReactElement } from 'react';
import type { AccountId, ProjectId } from '../../../src/domain/ids';
import type { Outcome } from '../../../src/domain/invitation/outcome';
import { Given } from '../../ui/given';
import { useTranslate } from '../../i18n/use-translate';
import { lineWords } from './outcome-words';
import { ResultDetails } from './result-details';
import type { Line } from './use-sending';

const ICONS = { done: '✓', attention: '!', failed: '✕' } as const;
/** Of a request for more people, what did not go well is told in short, and in full on demand. */
const OPEN_MAX = 5;

/** One person: how it went and what was done, on one line, and what can be done next. */
export function ResultLine({
  line,
  projectId,
  onAgain,
}: {
  readonly line: Line;
  readonly projectId: ProjectId;
  readonly onAgain: (line: Line, accountId?: AccountId) => Promise<void>;
}): ReactElement {
  const { person, working } = line;
  const outcome = working ? undefined : line.outcome;
  const [toggled, setToggled] = useState<boolean>();
  const details = useId();
  const isOpen = toggled ?? (outcome !== undefined && opensItself(outcome, line));
  return (
    <li className="result">
      <div className="result-line">
        <StateIcon state={outcome?.state} />
        <strong className="break">
          <Given>{outcome?.email ?? person.email}</Given>
        </strong>
        <span className="break">
          {outcome ? <Told outcome={outcome} isOpen={isOpen} /> : <Progress line={line} />}
        </span>
        {outcome && (
          <Actions
            outcome={outcome}
            details={details}
            isOpen={isOpen}
            onOpen={setToggled}
            onAgain={() => void onAgain(line)}
          />
        )}
      </div>
      {outcome && isOpen && (
        <div className="result-details stack-close" id={details}>
          <ResultDetails
            outcome={outcome}
            projectId={projectId}
            onChoose={(accountId) => void onAgain(line, accountId)}
          />
        </div>
      )}
    </li>
  );
}

function opensItself({ state, candidates }: Outcome, { request }: Line): boolean {
  return candidates !== undefined || (state !== 'done' && request.people.length <= OPEN_MAX);
}

function StateIcon({ state }: { readonly state: Outcome['state'] | undefined }): ReactElement {
  if (!state) return <Spinner size="small" />;
  return (
    <span className={`result-icon result-${state}`} aria-hidden="true">
      {ICONS[state]}
    </span>
  );
}

/** In few words; why something went otherwise stands in the details while they are open. */
function Told({ outcome, isOpen }: { readonly outcome: Outcome; readonly isOpen: boolean }): ReactElement {
  const t = useTranslate();
  const { state } = outcome;
  const words = lineWords(outcome, t);
  if (state !== 'done' && (isOpen || words === '')) return <>{t(`line.state.${state}`)}</>;
  return (
    <>
      <span className="hidden-text">
        {t(`line.state.${state}`)}
        {t('ui.colon')}
      </span>
      {words}
    </>
  );
}

function Progress({ line: { progress } }: { readonly line: Line }): ReactElement {
  const t = useTranslate();
  return (
    <span className="quiet">{progress ? t(`line.progress.${progress.step}`) : t('line.state.working')}</span>
  );
}

function Actions({
  outcome: { accountId, email, state },
  details,
  isOpen,
  onOpen,
  onAgain,
}: {
  readonly outcome: Outcome;
  /** The id of the details. */
  readonly details: string;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onAgain: () => void;
}): ReactElement {
  const t = useTranslate();
  return (
    <div className="result-actions">
      <Button
        appearance="subtle"
        spacing="compact"
        aria-expanded={isOpen}
        aria-controls={isOpen ? details : undefined}
        aria-label={t('results.details.of', { email })}
        onClick={() => onOpen(!isOpen)}
      >
        {t('results.details')}
      </Button>
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
        <Button spacing="compact" onClick={onAgain} aria-label={t('results.again.of', { email })}>
          {t('results.again')}
        </Button>
      )}
    </div>
  );
}
