import Button from '@atlaskit/button/new';
import { router } from '@forge/bridge';
import { useCallback, useId, useState } from 'react';
import type { ReactElement } from 'react';
import type { AccountId, ProjectId } from '../../../src/domain/ids';
import type { Candidate } from '../../../src/domain/invitation/outcome';
import type { MessageKey } from '../../../src/i18n/translate';
import type { Translate } from '../../i18n/use-translate';
import { useTranslate } from '../../i18n/use-translate';
import { aboutAccount } from '../../platform/accounts';
import type { AboutAccount } from '../../platform/accounts';
import { useLoaded } from '../../ui/use-loaded';

/** Two accounts may have one address, and an address may be hidden: the agent decides, and the app does not guess. */
export function AccountChoice({
  email,
  candidates,
  projectId,
  onChoose,
}: {
  readonly email: string;
  readonly candidates: readonly Candidate[];
  readonly projectId: ProjectId;
  readonly onChoose: (accountId: AccountId) => void;
}): ReactElement {
  const t = useTranslate();
  const group = useId();
  const [chosen, setChosen] = useState<AccountId>();
  const [missing, setMissing] = useState(false);
  return (
    <fieldset className="choice">
      <legend>{t('choice.legend', { email })}</legend>
      {candidates.map((candidate) => (
        <Option
          key={candidate.accountId}
          candidate={candidate}
          projectId={projectId}
          group={group}
          isChosen={chosen === candidate.accountId}
          onChoose={() => {
            setChosen(candidate.accountId);
            setMissing(false);
          }}
        />
      ))}
      <div className="row">
        <Button onClick={() => (chosen ? onChoose(chosen) : setMissing(true))}>{t('choice.submit')}</Button>
        <span className="wrong" role="status">
          {missing && t('choice.missing')}
        </span>
      </div>
    </fieldset>
  );
}

function Option({
  candidate: { accountId, displayName, accountType, hidden },
  projectId,
  group,
  isChosen,
  onChoose,
}: {
  readonly candidate: Candidate;
  readonly projectId: ProjectId;
  readonly group: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}): ReactElement {
  const t = useTranslate();
  const load = useCallback(() => aboutAccount(accountId, projectId), [accountId, projectId]);
  const { loaded } = useLoaded(load);
  return (
    <div className="choice-option">
      <label>
        <input type="radio" name={group} value={accountId} checked={isChosen} onChange={onChoose} />
        <span>
          {t.list([displayName, t(typeWords(accountType))])}
          {hidden && <span className="quiet"> ({t('choice.hidden')})</span>}
          {loaded && <span className="quiet choice-about">{aboutWords(loaded, t)}</span>}
        </span>
      </label>
      <Button
        appearance="subtle"
        spacing="compact"
        onClick={() => void router.open(`/jira/people/${encodeURIComponent(accountId)}`)}
        aria-label={t('results.customer.of', { email: displayName })}
      >
        {t('results.customer')}
      </Button>
    </div>
  );
}

/** “In Acme · Last request here: Nov 3, 2026”. */
function aboutWords({ organizations, lastRequest }: AboutAccount, t: Translate): string {
  const told = [
    organizations &&
      (organizations.length > 0
        ? t('choice.organizations', { names: t.list(organizations) })
        : t('choice.no-organization')),
    lastRequest && t('choice.last-request', { date: t.date(lastRequest) }),
    lastRequest === null && t('choice.no-request'),
  ];
  return told.filter(Boolean).join(' · ');
}

function typeWords(accountType: string): MessageKey {
  if (accountType === 'customer') return 'choice.type.customer';
  return accountType === 'atlassian' ? 'choice.type.atlassian' : 'choice.type.unknown';
}
