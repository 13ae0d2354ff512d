import Button from '@atlaskit/button/new';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { Authority } from '../../../src/contract/authority';
import type { Functions } from '../../../src/contract/procedures';
import type { AccountId } from '../../../src/domain/ids';
import type { MessageKey } from '../../../src/i18n/translate';
import { displayNames } from '../../platform/accounts';
import { useLoaded } from '../../ui/use-loaded';
import { useTranslate } from '../../i18n/use-translate';

/** The functions that this section calls. */
export type AuthorityFunction = Extract<keyof Functions, `authority.${string}`>;

/** Whose permission does the privileged part; lending one's own, and withdrawing it. */
export function AuthoritySection({
  authority,
  running,
  onRun,
}: {
  readonly authority: Authority;
  readonly running: AuthorityFunction | undefined;
  readonly onRun: (name: AuthorityFunction) => Promise<boolean>;
}): ReactElement {
  const t = useTranslate();
  const [asking, setAsking] = useState(false);
  const [told, setTold] = useState<MessageKey>();
  const name = useName(authority.kind === 'delegate' ? authority.accountId : undefined);

  const run = async (action: AuthorityFunction, done: MessageKey): Promise<void> => {
    setTold(undefined);
    if (await onRun(action)) setTold(done);
    setAsking(false);
  };
  return (
    <section className="stack" aria-labelledby="authority-title">
      <h2 id="authority-title" className="section-title">
        {t('admin.authority.title')}
      </h2>
      {authority.kind === 'app' ? (
        <div className="stack-close">
          <strong>{t('admin.authority.app')}</strong>
          <p className="plain-text">{t('admin.authority.app.body')}</p>
        </div>
      ) : (
        <div className="stack-close">
          <strong>{t('admin.authority.delegate', { name })}</strong>
          <p className="plain-text">
            {t('admin.authority.delegate.body', { name, date: t.dateTime(authority.since) })}
          </p>
        </div>
      )}
      {asking ? (
        <ConsentQuestion
          working={running === 'authority.consent'}
          onConsent={() => void run('authority.consent', 'admin.authority.consented')}
          onCancel={() => setAsking(false)}
        />
      ) : (
        <div className="row">
          <Button onClick={() => setAsking(true)}>{t('admin.authority.consent')}</Button>
          {authority.kind === 'delegate' && (
            <Button
              appearance="danger"
              isLoading={running === 'authority.withdraw'}
              onClick={() => void run('authority.withdraw', 'admin.authority.withdrawn')}
            >
              {t('admin.authority.withdraw')}
            </Button>
          )}
        </div>
      )}
      <p className="plain-text" role="status">
        {told && t(told)}
      </p>
    </section>
  );
}

/** Says what consent means before it is given. */
function ConsentQuestion({
  working,
  onConsent,
  onCancel,
}: {
  readonly working: boolean;
  readonly onConsent: () => void;
  readonly onCancel: () => void;
}): ReactElement {
  const t = useTranslate();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className="question stack-close" role="group" aria-labelledby="consent-title">
      <h3 id="consent-title" className="question-title" ref={title} tabIndex={-1}>
        {t('admin.authority.consent.title')}
      </h3>
      <p className="plain-text">{t('admin.authority.consent.body')}</p>
      <div className="row">
        <Button appearance="primary" isLoading={working} onClick={onConsent}>
          {t('admin.authority.consent.confirm')}
        </Button>
        <Button appearance="subtle" onClick={onCancel}>
          {t('admin.authority.cancel')}
        </Button>
      </div>
    </div>
  );
}

/** The name of an account, asked for only because somebody looks. */
function useName(accountId: AccountId | undefined): string {
  const t = useTranslate();
  const load = useCallback(
    async () => (accountId ? (await displayNames([accountId])).get(accountId) : undefined),
    [accountId],
  );
  return useLoaded(load).loaded ?? t('admin.person.unknown');
}
