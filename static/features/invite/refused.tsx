import type { ReactElement } from 'react';
import type { ReplyError } from '../../../src/contract/reply';
import type { MessageKey } from '../../../src/i18n/translate';
import { ErrorNotice } from '../../ui/error-notice';
import RetryButton from '../../ui/retry-button';
import { useTranslate } from '../../i18n/use-translate';

/** Why the page cannot be used, who can mend it, and a way to ask again where that may help. */
export default function Refused({
  error,
  onRetry,
}: {
  readonly error: ReplyError;
  readonly onRetry: () => void;
}): ReactElement {
  const t = useTranslate();
  const title = titleOf(error);
  return (
    <ErrorNotice
      error={error}
      kind={error.code === 'project-not-enabled' ? 'information' : 'warning'}
      title={t(title)}
      titleSaysIt={title !== 'invite.failed.title'}
      action={<RetryButton error={error} onRetry={onRetry} />}
    />
  );
}

function titleOf({ code }: ReplyError): MessageKey {
  if (code === 'project-not-enabled') return 'invite.not-enabled.title';
  return code === 'not-an-inviter' ? 'invite.refused.title' : 'invite.failed.title';
}
