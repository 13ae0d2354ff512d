import type { ReactElement } from 'react';
import type { ReplyError } from '../../../src/contract/reply';
import { ErrorNotice } from '../../ui/error-notice';
import { useTranslate } from '../../i18n/use-translate';
import InvitedHere from './invited-here';

/** Why customers cannot be invited into this organization; others may have been before, so the list stays. */
export default function NotHere({ error }: { readonly error: ReplyError }): ReactElement {
  const t = useTranslate();
  return (
    <div className="invite stack">
      <ErrorNotice error={error} kind="information" title={t('organization.refused.title')} />
      <InvitedHere />
    </div>
  );
}
