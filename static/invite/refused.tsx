import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { ReplyError } from '../../src/contract/reply';
import type { MessageKey } from '../../src/contract/say';
import Notice from '../frame/notice';
import { useWords } from '../words/words';

/** Why the page cannot be used, who can mend it, and a way to ask again. */
export default function Refused({
  error,
  onRetry,
}: {
  readonly error: ReplyError;
  readonly onRetry: () => void;
}): ReactElement {
  const say = useWords();
  const { message, next } = say.because(error);
  return (
    <Notice
      kind={error.code === 'project-not-enabled' ? 'information' : 'warning'}
      title={say(titleOf(error))}
    >
      <div className="stack-close">
        <p className="plain-text">{message}</p>
        {next && <p className="plain-text">{next}</p>}
        <div>
          <Button onClick={onRetry}>{say('ui.retry')}</Button>
        </div>
      </div>
    </Notice>
  );
}

function titleOf({ code }: ReplyError): MessageKey {
  if (code === 'project-not-enabled') return 'invite.not-enabled.title';
  return code === 'not-an-agent' ? 'invite.refused.title' : 'invite.failed.title';
}
