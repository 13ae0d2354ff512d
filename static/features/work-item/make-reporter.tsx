import Button from '@atlaskit/button/new';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { AccountId } from '../../../src/domain/ids';
import type { ReplyError } from '../../../src/contract/reply';
import { call } from '../../platform/call';
import { ErrorNotice } from '../../ui/error-notice';
import { useTranslate } from '../../i18n/use-translate';

/** More are chosen in the request itself. */
const OFFERED_MAX = 3;

/** Makes one of those who were just invited the reporter of a request that has none. */
export function MakeReporter({
  people,
}: {
  readonly people: readonly { readonly email: string; readonly accountId: AccountId }[];
}): ReactElement | null {
  const t = useTranslate();
  const [asked, setAsked] = useState<string>();
  const [made, setMade] = useState<string>();
  const [error, setError] = useState<ReplyError>();
  const make = async (email: string, accountId: AccountId): Promise<void> => {
    setAsked(email);
    setError(undefined);
    const reply = await call('issue.reporter', { accountId });
    setAsked(undefined);
    if (reply.ok) setMade(email);
    else setError(reply.error);
  };
  if (people.length === 0) return null;
  if (made !== undefined)
    return <p className="plain-text break">{t('issue.reporter.made', { email: made })}</p>;
  return (
    <>
      <p className="plain-text">{t('issue.reporter.none')}</p>
      {error && <ErrorNotice error={error} title={t('issue.reporter.failed')} />}
      {people.slice(0, OFFERED_MAX).map(({ email, accountId }) => (
        <div key={accountId}>
          <Button
            isLoading={asked === email}
            isDisabled={asked !== undefined && asked !== email}
            onClick={() => void make(email, accountId)}
          >
            {t('issue.reporter.make', { email })}
          </Button>
        </div>
      ))}
    </>
  );
}
