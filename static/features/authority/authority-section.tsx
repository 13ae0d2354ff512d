import Button from '@atlaskit/button/new';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { Authority } from '../../../src/contract/authority';
import type { AccountId } from '../../../src/domain/ids';
import type { MessageKey } from '../../../src/i18n/translate';
import { displayNames } from '../../platform/accounts';
import { useLoaded } from '../../ui/use-loaded';
import { useTranslate } from '../../i18n/use-translate';
import type { AuthorityFunction } from './use-authority';

/** Whether lending is offered: where it is needed, folded away where it is not, or not at all. */
export type Lending = 'offered' | 'advanced' | 'none';

/** Whose permission does the privileged part; lending one's own, and withdrawing it. */
export function AuthoritySection({
  authority,
  lending,
  running,
  onRun,
}: {
  readonly authority: Authority;
  readonly lending: Lending;
  readonly running: AuthorityFunction | undefined;
  readonly onRun: (name: AuthorityFunction, done: MessageKey) => Promise<void>;
}): ReactElement {
  const t = useTranslate();
  const name = useName(authority.kind === 'delegate' ? authority.accountId : undefined);
  return (
    <section className="stack" aria-labelledby="authority-title">
      <h3 id="authority-title" className="question-title">
        {t('admin.authority.title')}
      </h3>
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
      {lending === 'offered' && <Lend running={running} onRun={onRun} />}
      {lending === 'advanced' && (
        <details className="advanced">
          <summary>{t('admin.step.permission.advanced')}</summary>
          <Lend running={running} onRun={onRun} />
        </details>
      )}
      {authority.kind === 'delegate' && (
        <div>
          <Button
            appearance="danger"
            isLoading={running === 'authority.withdraw'}
            onClick={() => void onRun('authority.withdraw', 'admin.authority.withdrawn')}
          >
            {t('admin.authority.withdraw')}
          </Button>
        </div>
      )}
    </section>
  );
}

/** Asks before the permission is lent. */
function Lend({
  running,
  onRun,
}: {
  readonly running: AuthorityFunction | undefined;
  readonly onRun: (name: AuthorityFunction, done: MessageKey) => Promise<void>;
}): ReactElement {
  const t = useTranslate();
  const [asking, setAsking] = useState(false);
  const consent = async (): Promise<void> => {
    await onRun('authority.consent', 'admin.authority.consented');
    setAsking(false);
  };
  if (!asking) {
    return (
      <div>
        <Button onClick={() => setAsking(true)}>{t('admin.authority.consent')}</Button>
      </div>
    );
  }
  return (
    <ConsentQuestion
      working={running === 'authority.consent'}
      onConsent={() => void consent()}
      onCancel={() => setAsking(false)}
    />
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
      <h4 id="consent-title" className="question-title" ref={title} tabIndex={-1}>
        {t('admin.authority.consent.title')}
      </h4>
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

/** The name of an account, read only while the page is open. */
function useName(accountId: AccountId | undefined): string {
  const t = useTranslate();
  const load = useCallback(
    async () => (accountId ? (await displayNames([accountId])).get(accountId) : undefined),
    [accountId],
  );
  return useLoaded(load).loaded ?? t('admin.person.unknown');
}
