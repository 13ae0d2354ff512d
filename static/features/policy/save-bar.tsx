import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import { focusUnresolved } from '../../ui/select';
import { useHiddenBelow } from '../../ui/use-hidden-below';
import { useTranslate } from '../../i18n/use-translate';

/** Stays in sight below a long form: whether there is something to save, and the way there. */
export function SaveBar({
  changed,
  count,
  problem,
  told,
  onReview,
  onDiscard,
}: {
  readonly changed: boolean;
  /** Changes; 0 where what is typed cannot be read yet. */
  readonly count: number;
  /** Whether something has to be mended first. */
  readonly problem: boolean;
  readonly told: string;
  readonly onReview: () => void;
  readonly onDiscard: () => void;
}): ReactElement {
  const t = useTranslate();
  const hidden = useHiddenBelow(changed);
  const unsaved = count > 0 ? t('policy.unsaved.count', { count }) : t('policy.unsaved');
  const review = (): void => {
    if (!focusUnresolved(document)) onReview();
  };
  return (
    <div className="save-bar row" style={{ insetBlockEnd: hidden }}>
      <Button appearance="primary" isDisabled={!changed} onClick={review}>
        {t('policy.review')}
      </Button>
      <Button appearance="subtle" isDisabled={!changed} onClick={onDiscard}>
        {t('policy.discard')}
      </Button>
      <span role="status" className={problem ? 'wrong' : undefined}>
        {problem ? t('policy.correct') : told || (changed ? unsaved : '')}
      </span>
    </div>
  );
}
