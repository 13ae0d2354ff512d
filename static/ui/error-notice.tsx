import type { ReactElement, ReactNode } from 'react';
import type { ReplyError } from '../../src/contract/reply';
import { useTranslate } from '../i18n/use-translate';
import Notice from './notice';

/** What went wrong, what to do about it, and the way to do it. Without a title of its own, what went wrong is it. */
export function ErrorNotice({
  error,
  kind = 'error',
  title,
  action,
}: {
  readonly error: ReplyError;
  readonly kind?: 'information' | 'warning' | 'error';
  readonly title?: string | undefined;
  readonly action?: ReactNode;
}): ReactElement {
  const { message, next } = useTranslate().describe(error);
  return (
    <div role="alert">
      <Notice kind={kind} title={title ?? message}>
        <div className="stack-close">
          {title !== undefined && <p className="plain-text">{message}</p>}
          {next && <p className="plain-text">{next}</p>}
          {action && <div>{action}</div>}
        </div>
      </Notice>
    </div>
  );
}
