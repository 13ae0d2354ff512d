import Button from '@atlaskit/button/new';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactElement, ReactNode } from 'react';
import type { ReplyError } from '../../src/contract/reply';
import { ErrorNotice } from './error-notice';
import { useTranslate } from '../i18n/use-translate';

/** Asks before something is done. */
export function Question({
  title,
  confirm,
  cancel,
  danger = false,
  onConfirm,
  onCancel,
  gone,
  onGone,
  children,
}: {
  readonly title: string;
  readonly confirm: string;
  /** Where "Cancel" alone could be taken for what is asked. */
  readonly cancel?: string;
  readonly danger?: boolean;
  /** @returns why it was not done. */
  readonly onConfirm: () => Promise<ReplyError | undefined>;
  readonly onCancel: () => void;
  /** Where what is asked about is not there any more, or not as it was shown: the errors that say so. */
  readonly gone: readonly ReplyError['code'][];
  readonly onGone: () => void;
  readonly children: ReactNode;
}): ReactElement {
  const t = useTranslate();
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<ReplyError>();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  const run = async (): Promise<void> => {
    if (working) return;
    setWorking(true);
    setError(undefined);
    const failed = await onConfirm();
    setWorking(false);
    setError(failed);
  };
  const onKeyDown = ({ key }: KeyboardEvent): void => {
    if (key === 'Escape' && !working) onCancel();
  };
  return (
    <div className="question stack" role="group" aria-labelledby="question-title" onKeyDown={onKeyDown}>
      <h3 id="question-title" className="question-title" ref={heading} tabIndex={-1}>
        {title}
      </h3>
      {children}
      {error && (
        <ErrorNotice
          error={error}
          action={gone.includes(error.code) && <Button onClick={onGone}>{t('keys.reload')}</Button>}
        />
      )}
      <div className="row">
        <Button appearance={danger ? 'danger' : 'primary'} isLoading={working} onClick={() => void run()}>
          {confirm}
        </Button>
        <Button appearance="subtle" isDisabled={working} onClick={onCancel}>
          {cancel ?? t('keys.cancel')}
        </Button>
      </div>
    </div>
  );
}
