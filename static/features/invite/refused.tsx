import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { ReplyError } from '../../../src/contract/reply';
import type { MessageKey } from '../../../src/i18n/translate';
import { ErrorNotice } from '../../ui/error-notice';
import { useTranslate } from '../../i18n/use-translate';

/** Why the page cannot be used, who can mend it, and a way to ask again. */
export default function Refused({
  error,
  onRetry,
}: {
  readonly error: ReplyError;
  readonly onRetry: () => void;
}): ReactElement {
  const t = useTranslate();
  return (
    <ErrorNotice
      error={error}
      kind={error.code === 'project-not-enabled' ? 'information' : 'warning'}
      title={t(titleOf(error))}
      action={<Button onClick={onRetry}>{t('ui.retry')}</Button>}
    />
  );
}

function titleOf({ code }: ReplyError): MessageKey {
  if (code === 'project-not-enabled') return 'invite.not-enabled.title';
  return code === 'not-an-inviter' ? 'invite.refused.title' : 'invite.failed.title';
}
