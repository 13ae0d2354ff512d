import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import { focusUnresolved } from '../../ui/select';
import { useTranslate } from '../../i18n/use-translate';

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
  const t = useTranslate();
  const review = (): void => {
    if (!focusUnresolved(document)) onReview();
  };
  return (
    <div className="save-bar row">
      <Button appearance="primary" isDisabled={!changed} onClick={review}>
        {t('policy.review')}
      </Button>
      <Button appearance="subtle" isDisabled={!changed} onClick={onDiscard}>
        {t('policy.discard')}
      </Button>
      <span role="status" className={problem ? 'wrong' : undefined}>
        {problem ? t('policy.correct') : told || (changed ? t('policy.unsaved') : '')}
      </span>
    </div>
  );
}
