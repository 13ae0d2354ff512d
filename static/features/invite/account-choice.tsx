import Button from '@atlaskit/button/new';
import { useId, useState } from 'react';
import type { ReactElement } from 'react';
import type { AccountId } from '../../../src/domain/ids';
import type { Candidate } from '../../../src/domain/invitation/outcome';
import type { MessageKey } from '../../../src/i18n/translate';
import { useTranslate } from '../../i18n/use-translate';

/** Two accounts may have one address, and an address may be hidden: the agent decides, nobody guesses. */
export function AccountChoice({
  email,
  candidates,
  onChoose,
}: {
  readonly email: string;
  readonly candidates: readonly Candidate[];
  readonly onChoose: (accountId: AccountId) => void;
}): ReactElement {
  const t = useTranslate();
  const group = useId();
  const [chosen, setChosen] = useState<AccountId>();
  const [missing, setMissing] = useState(false);
  return (
    <fieldset className="choice">
      <legend>{t('choice.legend', { email })}</legend>
      {candidates.map(({ accountId, displayName, accountType, hidden }) => (
        <label key={accountId} className="choice-option">
          <input
            type="radio"
            name={group}
            value={accountId}
            checked={chosen === accountId}
            onChange={() => {
              setChosen(accountId);
              setMissing(false);
            }}
          />
          <span>
            {t.list([displayName, t(typeWords(accountType))])}
            {hidden && <span className="quiet"> ({t('choice.hidden')})</span>}
          </span>
        </label>
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

function typeWords(accountType: string): MessageKey {
  if (accountType === 'customer') return 'choice.type.customer';
  return accountType === 'atlassian' ? 'choice.type.atlassian' : 'choice.type.unknown';
}
