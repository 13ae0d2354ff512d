import Button from '@atlaskit/button/new';
import { useEffect, useRef } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { PolicyChange } from '../../../src/domain/policy/policy-changes';
import type { ReplyError } from '../../../src/contract/reply';
import { ErrorNotice } from '../../ui/error-notice';
import Notice from '../../ui/notice';
import { PolicyChangeList } from './policy-changes';
import type { ProjectName } from './policy-changes';
import { useTranslate } from '../../i18n/use-translate';

/** What will be saved, before it is: the changes in words, and what follows from them. */
export function Review({
  changes,
  theirs,
  projectName,
  warnings,
  error,
  working,
  onConfirm,
  onBack,
}: {
  readonly changes: readonly PolicyChange[];
  /** What another admin saved meanwhile; `undefined` where none did. */
  readonly theirs: readonly PolicyChange[] | undefined;
  readonly projectName: ProjectName;
  readonly warnings: readonly string[];
  readonly error: ReplyError | undefined;
  readonly working: boolean;
  readonly onConfirm: () => void;
  readonly onBack: () => void;
}): ReactElement {
  const t = useTranslate();
  const title = useRef<HTMLHeadingElement>(null);
  // Also when it is about other changes: a screen reader says that it begins anew.
  useEffect(() => title.current?.focus(), [theirs]);
  return (
    <section className="stack review" aria-labelledby="review-title">
      <h2 id="review-title" className="section-title" ref={title} tabIndex={-1}>
        {t('policy.review.title')}
      </h2>
      {theirs && (
        <Told>
          <Notice kind="warning" title={t('policy.merged.title')}>
            <div className="stack-close">
              <p className="plain-text">{t('policy.merged.body')}</p>
              {theirs.length > 0 && (
                <details>
                  <summary>{t('policy.merged.theirs')}</summary>
                  <PolicyChangeList changes={theirs} projectName={projectName} />
                </details>
              )}
            </div>
          </Notice>
        </Told>
      )}
      {warnings.length > 0 && (
        <Notice kind="warning" title={t('policy.lockout.title')}>
          <ul className="plain-list">
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Notice>
      )}
      {changes.length > 0 ? (
        <PolicyChangeList changes={changes} projectName={projectName} theirs={theirs} />
      ) : (
        <p className="plain-text">{t('policy.review.nothing')}</p>
      )}
      {error && <ErrorNotice error={error} title={t('policy.save.failed')} />}
      <div className="row">
        {changes.length > 0 && (
          <Button appearance="primary" isLoading={working} onClick={onConfirm}>
            {t('policy.review.confirm')}
          </Button>
        )}
        <Button appearance={changes.length > 0 ? 'subtle' : 'default'} isDisabled={working} onClick={onBack}>
          {t('policy.review.back')}
        </Button>
      </div>
    </section>
  );
}

function Told({ children }: { readonly children: ReactNode }): ReactElement {
  return <div role="alert">{children}</div>;
}
