import type { ReactElement } from 'react';
import type { ReplyError } from '../../../src/contract/reply';
import { ErrorNotice } from '../../ui/error-notice';
import { useWords } from '../../i18n/words';
import InvitedHere from './invited-here';

/** Why nobody can be invited into this organization; others may have been before, so the list stays. */
export default function NotHere({ error }: { readonly error: ReplyError }): ReactElement {
  const say = useWords();
  return (
    <div className="invite stack">
      <ErrorNotice error={error} kind="information" title={say('organization.refused.title')} />
      <InvitedHere />
    </div>
  );
}
