import type { ReactElement, ReactNode } from 'react';
import type { ReplyError } from '../../src/contract/reply';
import { useTranslate } from '../i18n/use-translate';
import Notice from './notice';

/** What went wrong, what to do about it, and the way to do it. Without a title of its own, what went wrong is it. */
export function ErrorNotice({
  error,
  kind = 'error',
  title,
  titleSaysIt = false,
  action,
}: {
  readonly error: ReplyError;
  readonly kind?: 'information' | 'warning' | 'error';
  readonly title?: string | undefined;
  /** The title says what went wrong: only what to do about it follows. */
  readonly titleSaysIt?: boolean;
  readonly action?: ReactNode;
}): ReactElement {
  const { message, next } = useTranslate().describe(error);
  return (
    <div role="alert">
      <Notice kind={kind} title={title ?? message}>
        <div className="stack-close">
          {title !== undefined && !titleSaysIt && <p className="plain-text">{message}</p>}
          {next && <p className="plain-text">{next}</p>}
          {action && <div>{action}</div>}
        </div>
      </Notice>
    </div>
  );
}
