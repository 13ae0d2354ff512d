import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { ReplyError } from '../../src/contract/reply';
import { mayPass } from '../../src/domain/reasons';
import { useTranslate } from '../i18n/use-translate';

/** A way to ask again, where what went wrong may pass by itself. Loaded later: it brings the facts of all reasons. */
export default function RetryButton({
  error,
  onRetry,
}: {
  readonly error: ReplyError;
  readonly onRetry: () => void;
}): ReactElement | null {
  const t = useTranslate();
  return mayPass(error.code) ? <Button onClick={onRetry}>{t('ui.retry')}</Button> : null;
}
