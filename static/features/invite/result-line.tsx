import Button from '@atlaskit/button/new';
import Spinner from '@atlaskit/spinner';
import { router } from '@forge/bridge';
import { lazy, useId, useState } from 'react';
import type { ReactElement } from 'react';
import type { AccountId, ProjectId } from '../../../src/domain/ids';
import type { Outcome } from '../../../src/domain/invitation/outcome';
import { Given } from '../../ui/given';
import { Later } from '../../ui/later';
import { useTranslate } from '../../i18n/use-translate';
import { lineWords } from './outcome-words';
import { ResultDetails } from './result-details';
import type { Line } from './use-sending';

const RemovalQuestion = lazy(() => import('../removal/removal-question'));

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
  const [isAsking, setAsking] = useState(false);
  const [undone, setUndone] = useState<string>();
  const isOpen = toggled ?? (outcome !== undefined && opensItself(outcome, line));
  return (
    <li className="result">
      <div className="result-line">
        <StateIcon state={outcome?.state} />
        <strong className="break">
          <Given>{outcome?.email ?? person.email}</Given>
        </strong>
        <span className="break">
          {undone !== undefined && undone}
          {undone === undefined && outcome && <Told outcome={outcome} isOpen={isOpen} />}
          {!outcome && <Progress line={line} />}
        </span>
        {outcome && (
          <Actions
            outcome={outcome}
            details={details}
            isOpen={isOpen}
            onOpen={setToggled}
            onAgain={() => void onAgain(line)}
            onUndo={canUndo(outcome) && undone === undefined && !isAsking ? () => setAsking(true) : undefined}
          />
        )}
      </div>
      {isAsking && outcome?.id !== undefined && (
        <div className="result-details">
          <Later fallback={<Spinner size="small" />}>
            <RemovalQuestion
              id={outcome.id}
              name={outcome.email}
              onCancel={() => setAsking(false)}
              onDone={(told) => {
                setAsking(false);
                setUndone(told);
              }}
            />
          </Later>
        </div>
      )}
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

/** Whether the invitation added something, as far as is known. */
function canUndo({ id, accountId, steps }: Outcome): boolean {
  const hasAdded = steps.some(
    ({ step, change }) => (step === 'desk' || step === 'organization') && change === 'made',
  );
  return id !== undefined && accountId !== undefined && hasAdded;
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
  if (!progress) return <span className="quiet">{t('line.state.working')}</span>;
  return (
    <span className="quiet">
      {'step' in progress
        ? t(`line.progress.${progress.step}`)
        : t('line.progress.slow', { count: progress.waitSeconds })}
    </span>
  );
}

function Actions({
  outcome: { accountId, email, state },
  details,
  isOpen,
  onOpen,
  onAgain,
  onUndo,
}: {
  readonly outcome: Outcome;
  /** The id of the details. */
  readonly details: string;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onAgain: () => void;
  /** Absent where there is nothing to undo. */
  readonly onUndo: (() => void) | undefined;
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
      {onUndo && (
        <Button
          appearance="subtle"
          spacing="compact"
          onClick={onUndo}
          aria-label={t('removal.undo.of', { name: email })}
        >
          {t('removal.undo')}
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
