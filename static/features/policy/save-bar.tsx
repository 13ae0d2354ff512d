import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import { focusUnresolved } from '../../ui/select';
import { useWords } from '../../i18n/words';

/** Stays in sight below a long form: whether there is something to save, and the way there. */
export function SaveBar({
  changed,
  problem,
  told,
  onReview,
  onDiscard,
}: {
  readonly changed: boolean;
  /** Whether something has to be mended first. */
  readonly problem: boolean;
  readonly told: string;
  readonly onReview: () => void;
  readonly onDiscard: () => void;
}): ReactElement {
  const say = useWords();
  const review = (): void => {
    if (!focusUnresolved(document)) onReview();
  };
  return (
    <div className="save-bar row">
      <Button appearance="primary" isDisabled={!changed} onClick={review}>
        {say('policy.review')}
      </Button>
      <Button appearance="subtle" isDisabled={!changed} onClick={onDiscard}>
        {say('policy.discard')}
      </Button>
      <span role="status" className={problem ? 'wrong' : undefined}>
        {problem ? say('policy.correct') : told || (changed ? say('policy.unsaved') : '')}
      </span>
    </div>
  );
}
